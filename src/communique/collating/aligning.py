"""Two rows of tokens in, which token stands for which out: anchors first, then the gaps between them, then what was moved."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from communique.collating.chaining import Block, heaviest_chain, unique_blocks
from communique.collating.moving import ANCHOR, Alignment, Move, Mover
from communique.collating.pairing import pair_tokens
from communique.collating.settling import join_turned, slide
from communique.collating.witness import Token

SMALLER = (3, 2, 1)  # within a gap between anchors fewer will do
MOST_CELLS = 20_000  # larger gaps are not compared word by word with every other
LARGEST_LCS = 2_000_000_000  # bits: 250 MB
LONE = 3  # tokens that differ on both sides of one that is the same: then it says nothing


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
        mover = Mover(self.base, self.other, self.alignment)
        if moves:
            mover.take_blocks(blocks, chain)
        self._fill_between(chain)
        for move in self.alignment.moves:
            self._fill_move(move)
        for move in mover.take_leftovers() if moves else ():
            self._fill_move(move)
        slide(self.base, self.other, self.alignment.to_other, self.alignment.to_base)
        join_turned(self.base_keys, self.other_keys, self.alignment.to_other, self.alignment.to_base)

    def _fill_move(self, move: Move) -> None:
        self._fill(list(range(move.start, move.end)), list(range(move.other_start, move.other_end)))

    def _fill_between(self, chain: Sequence[Block]) -> None:
        """Pair the anchors, then what stands between each two, without what was moved away from there."""
        moves = self.alignment.moves
        moved = {at for move in moves for at in range(move.start, move.end)}
        other_moved = {at for move in moves for at in range(move.other_start, move.other_end)}
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
