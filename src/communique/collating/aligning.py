"""Two rows of tokens in, which token stands for which out: anchors first, then the gaps between them, then what was moved."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Indel

from communique.collating.chaining import Block, heaviest_chain, moved_groups, unique_blocks
from communique.collating.pairing import pair_tokens
from communique.collating.settling import join_turned, slide
from communique.collating.witness import PARAGRAPH, WITHIN, Token

ANCHOR = 4  # tokens in a row that occur once in both witnesses
SMALLER = (3, 2, 1)  # within a gap between anchors fewer will do
MOVED_FROM = 6  # tokens: fewer that stand elsewhere are a set phrase used twice
MOVED_NEAR = 24  # tokens that may differ between two blocks moved together
SNAP = 80  # tokens from where a moved block begins to where its sentence does
MOVED_ALONG = 0.6  # of the words of what stands beside a moved passage
TRIM = 3  # tokens that a block may run past the end of its sentence
MOST_CELLS = 20_000  # larger gaps are not compared word by word with every other
LARGEST_LCS = 2_000_000_000  # bits: 250 MB
LONE = 3  # tokens that differ on both sides of one that is the same: then it says nothing


class Move(NamedTuple):
    """Tokens `[start, end)` of the base that stand elsewhere in the other: from `other_start` to `other_end`."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass
class Alignment:
    """For each token of the other its token in the base, or -1; and what was moved."""

    to_base: list[int]
    to_other: list[int]
    moves: list[Move] = field(default_factory=list)

    def pair(self, base: int, other: int) -> None:
        """Let two tokens stand for each other."""
        self.to_base[other] = base
        self.to_other[base] = other


def align(base: Sequence[Token], other: Sequence[Token], *, moves: bool = True) -> Alignment:
    """Align a witness with the base."""
    aligner = _Aligner(base, other)
    aligner.align(moves=moves)
    return aligner.alignment


class _Aligner:
    def __init__(self, base: Sequence[Token], other: Sequence[Token]) -> None:
        self.base, self.other = base, other
        self.base_keys = [token.key for token in base]
        self.other_keys = [token.key for token in other]
        self.alignment = Alignment([-1] * len(other), [-1] * len(base))

    def align(self, *, moves: bool) -> None:
        if self.base_keys == self.other_keys:
            for at in range(len(self.base)):
                self.alignment.pair(at, at)
            return
        breaks = [token.begins for token in self.base], [token.begins for token in self.other]
        blocks = unique_blocks(self.base_keys, self.other_keys, ANCHOR, breaks=breaks)
        chain = heaviest_chain(blocks)
        if moves:
            for group in moved_groups(blocks, chain, near=MOVED_NEAR):
                self._move(group, chain)
        self._fill_between(chain)
        for move in self.alignment.moves:
            self._fill(list(range(move.start, move.end)), list(range(move.other_start, move.other_end)))
        slide(self.base, self.other, self.alignment.to_other, self.alignment.to_base)
        join_turned(self.base_keys, self.other_keys, self.alignment.to_other, self.alignment.to_base)

    def _move(self, group: Sequence[Block], chain: Sequence[Block]) -> None:
        """Take a moved passage out of the order, from the beginning of its sentence to the end, unless it is too short."""
        start, other_start = group[0].one, group[0].other
        end, other_end = group[-1].one + group[-1].length, group[-1].other + group[-1].length
        taken, other_taken = self._taken(chain)
        start, other_start = self._snap_start(start, other_start, end, taken, other_taken)
        end, other_end = self._snap_end(end, other_end, start, taken, other_taken)
        before = _rest(self.base, start, taken, -1), _rest(self.other, other_start, other_taken, -1)
        if self._alike(before):
            start, other_start = before[0].start, before[1].start
        after = _rest(self.base, end, taken, 1), _rest(self.other, other_end, other_taken, 1)
        if self._alike(after):
            end, other_end = after[0].stop, after[1].stop
        words = sum(block.length for block in group)
        if min(words, end - start, other_end - other_start) >= MOVED_FROM:
            self.alignment.moves.append(Move(start, end, other_start, other_end))

    def _alike(self, rests: tuple[range, range]) -> bool:
        """Tell whether what stands beside a moved passage in its paragraph went with it: it shares most of its words."""
        keys, others = {self.base_keys[at] for at in rests[0]}, {self.other_keys[at] for at in rests[1]}
        return len(keys & others) >= MOVED_ALONG * max(1, min(len(keys), len(others)))

    def _taken(self, chain: Sequence[Block]) -> tuple[set[int], set[int]]:
        one = {at for block in chain for at in range(block.one, block.one + block.length)}
        other = {at for block in chain for at in range(block.other, block.other + block.length)}
        for move in self.alignment.moves:
            one.update(range(move.start, move.end))
            other.update(range(move.other_start, move.other_end))
        return one, other

    def _snap_start(self, start: int, other: int, end: int, taken: set[int], also: set[int]) -> tuple[int, int]:
        for cut in range(min(TRIM, end - start)):
            if self.base[start + cut].begins and self.other[other + cut].begins:
                return start + cut, other + cut
        back = _to_break(self.base, start, taken)
        other_back = _to_break(self.other, other, also)
        return (start, other) if back is None or other_back is None else (start - back, other - other_back)

    def _snap_end(self, end: int, other: int, start: int, taken: set[int], also: set[int]) -> tuple[int, int]:
        for cut in range(min(TRIM, end - start)):
            if _ends(self.base, end - cut) and _ends(self.other, other - cut):
                return end - cut, other - cut
        ahead = _to_end(self.base, end, taken)
        other_ahead = _to_end(self.other, other, also)
        return (end, other) if ahead is None or other_ahead is None else (end + ahead, other + other_ahead)

    def _fill_between(self, chain: Sequence[Block]) -> None:
        """Pair the anchors, then what stands between each two, without what was moved away from there."""
        moved, other_moved = self._taken(())
        start = other_start = 0
        for block in (*chain, Block(len(self.base), len(self.other), 0)):
            self._fill(
                [at for at in range(start, block.one) if at not in moved],
                [at for at in range(other_start, block.other) if at not in other_moved],
            )
            for at in range(block.length):
                self.alignment.pair(block.one + at, block.other + at)
            start, other_start = block.one + block.length, block.other + block.length

    def _fill(self, one: list[int], other: list[int]) -> None:
        """Pair the tokens of a gap: equal ends, then by rarer and rarer anchors, at last token by token."""
        one, other = self._trim_ends(one, other)
        if not one or not other:
            return
        if len(one) * len(other) <= MOST_CELLS:
            pairs = pair_tokens([self.base[at] for at in one], [self.other[at] for at in other])
            for first, second in _without_lone(pairs, len(one), len(other), self.base, one):
                self.alignment.pair(one[first], other[second])
            return
        keys, other_keys = [self.base_keys[at] for at in one], [self.other_keys[at] for at in other]
        chain = next(filter(None, (heaviest_chain(unique_blocks(keys, other_keys, size)) for size in SMALLER)), None)
        if chain is None:
            chain = _common(keys, other_keys)
        if not chain:
            return
        start = other_start = 0
        for block in (*chain, Block(len(one), len(other), 0)):
            self._fill(one[start : block.one], other[other_start : block.other])
            for at in range(block.length):
                self.alignment.pair(one[block.one + at], other[block.other + at])
            start, other_start = block.one + block.length, block.other + block.length

    def _trim_ends(self, one: list[int], other: list[int]) -> tuple[list[int], list[int]]:
        length, start = min(len(one), len(other)), 0
        while start < length and self.base_keys[one[start]] == self.other_keys[other[start]]:
            self.alignment.pair(one[start], other[start])
            start += 1
        end = 0
        while end < length - start and self.base_keys[one[-1 - end]] == self.other_keys[other[-1 - end]]:
            self.alignment.pair(one[-1 - end], other[-1 - end])
            end += 1
        return one[start : len(one) - end], other[start : len(other) - end]


def _to_break(tokens: Sequence[Token], start: int, taken: set[int]) -> int | None:
    """How many tokens before `start` its sentence begins, or None where it is far or not free."""
    for back in range(min(SNAP, start) + 1):
        if back and start - back in taken:
            return None
        if tokens[start - back].begins != WITHIN:
            return back
    return None


def _ends(tokens: Sequence[Token], end: int) -> bool:
    return end == len(tokens) or tokens[end].begins != WITHIN


def _to_end(tokens: Sequence[Token], end: int, taken: set[int]) -> int | None:
    for ahead in range(SNAP + 1):
        if _ends(tokens, end + ahead):
            return ahead
        if end + ahead in taken:
            return None
    return None


def _rest(tokens: Sequence[Token], edge: int, taken: set[int], step: int) -> range:
    """What is left of the paragraph before (-1) or behind (1) a moved passage, as far as nothing else has taken it."""
    at = edge
    if step < 0:
        while at > 0 and at - 1 not in taken and tokens[at].begins != PARAGRAPH:
            at -= 1
        return range(at, edge)
    while at < len(tokens) and at not in taken and tokens[at].begins != PARAGRAPH:
        at += 1
    return range(edge, at)


def _common(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """A longest common subsequence, where nothing is unique; of what is very long a good one."""
    if len(one) * len(other) <= LARGEST_LCS:
        codes = Indel.opcodes(one, other)
        return [
            Block(code.src_start, code.dest_start, code.src_end - code.src_start)
            for code in codes
            if code.tag == "equal"
        ]
    matches = difflib.SequenceMatcher(None, one, other).get_matching_blocks()
    return [Block(match.a, match.b, match.size) for match in matches if match.size]


def _without_lone(
    pairs: Sequence[tuple[int, int]], length: int, other_length: int, base: Sequence[Token], at: Sequence[int]
) -> list[tuple[int, int]]:
    """Drop single marks and small words that happen to be the same amid what differs on both sides."""
    kept: list[tuple[int, int]] = []
    bounds = [(-1, -1), *pairs, (length, other_length)]
    for before, pair, after in zip(bounds, pairs, bounds[2:], strict=False):
        token = base[at[pair[0]]]
        small = not token.is_word or len(token.form) <= LONE
        left = min(pair[0] - before[0], pair[1] - before[1]) - 1
        right = min(after[0] - pair[0], after[1] - pair[1]) - 1
        if not (small and left + right >= LONE and left and right):
            kept.append(pair)
    return kept
