"""A passage that two witnesses share out of order in, the moved passage out: from the beginning of its sentences to their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.collating.chaining import Block, moved_groups, unique_blocks
from communique.collating.witness import PARAGRAPH, WITHIN, Token

MOVED_FROM = 6  # tokens: fewer that stand elsewhere are a set phrase used twice
MOVED_NEAR = 24  # tokens that may differ between two blocks moved together
MOVED_ALONG = 0.6  # of the words of what stands beside a moved passage
SNAP = 80  # tokens from where a moved block begins to where its sentence does
TRIM = 3  # tokens that a block may run past the end of its sentence
ANCHOR = 4  # tokens in a row that occur once in both witnesses
STUB = 3  # tokens that begin a paragraph and are all that is left of it


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


class Mover:
    """Takes passages out of the order; `taken` are the tokens that already have their place."""

    def __init__(self, base: Sequence[Token], other: Sequence[Token], alignment: Alignment) -> None:
        self.base, self.other, self.alignment = base, other, alignment
        self.base_keys = [token.key for token in base]
        self.other_keys = [token.key for token in other]
        self.taken: set[int] = set()
        self.other_taken: set[int] = set()

    def take_blocks(self, blocks: Sequence[Block], chain: Sequence[Block]) -> None:
        """Take the blocks that are not in the chain."""
        self.taken.update(at for block in chain for at in range(block.one, block.one + block.length))
        self.other_taken.update(at for block in chain for at in range(block.other, block.other + block.length))
        for group in moved_groups(blocks, chain, near=MOVED_NEAR):
            self.take(group)

    def take_leftovers(self) -> list[Move]:
        """Take what is unique only among the tokens that have found no place, and stubs of paragraphs; return what is new."""
        known = len(self.alignment.moves)
        self.taken.update(at for at, other in enumerate(self.alignment.to_other) if other >= 0)
        self.other_taken.update(at for at, base in enumerate(self.alignment.to_base) if base >= 0)
        left = [at for at in range(len(self.base)) if at not in self.taken]
        other_left = [at for at in range(len(self.other)) if at not in self.other_taken]
        if len(left) >= STUB and len(other_left) >= STUB:
            blocks = unique_blocks(
                _parted(left, self.base_keys, "base"), _parted(other_left, self.other_keys, "other"), ANCHOR,
                breaks=([self.base[at].begins for at in left], [self.other[at].begins for at in other_left]),
            )  # fmt: skip
            placed = [Block(left[block.one], other_left[block.other], block.length) for block in blocks]
            for group in moved_groups(placed, (), near=MOVED_NEAR):
                self.take(group)
            self._take_stubs(other_left)
        return self.alignment.moves[known:]

    def _take_stubs(self, left: Iterable[int]) -> None:
        """A moved paragraph of which little more than its beginning is left: "Beide Seiten dankten"."""
        for start in left:
            if self.other[start].begins != PARAGRAPH or start in self.other_taken:
                continue
            stub = range(start, _rest(self.other, start + 1, self.other_taken, 1).stop)
            keys = [self.other_keys[at] for at in stub]
            whole = stub.stop == len(self.other) or self.other[stub.stop].begins == PARAGRAPH
            places = list(self._beginning_with(keys)) if whole and STUB <= len(stub) <= MOVED_FROM else []
            if len(places) == 1:
                end = _rest(self.base, places[0] + 1, self.taken, 1).stop
                self._enter(Move(places[0], end, stub.start, stub.stop))

    def _beginning_with(self, keys: Sequence[str]) -> Iterator[int]:
        for at, token in enumerate(self.base):
            if token.begins == PARAGRAPH and at not in self.taken and self.base_keys[at : at + len(keys)] == keys:
                yield at

    def take(self, group: Sequence[Block]) -> None:
        """Take a moved passage out of the order, from the beginning of its sentence to the end, unless it is too short."""
        start, other_start = group[0].one, group[0].other
        end, other_end = group[-1].one + group[-1].length, group[-1].other + group[-1].length
        taken, other_taken = self.taken, self.other_taken
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
            self._enter(Move(start, end, other_start, other_end))

    def _enter(self, move: Move) -> None:
        one, other = range(move.start, move.end), range(move.other_start, move.other_end)
        if self.taken.isdisjoint(one) and self.other_taken.isdisjoint(other):
            self.taken.update(one)
            self.other_taken.update(other)
            self.alignment.moves.append(move)

    def _alike(self, rests: tuple[range, range]) -> bool:
        """Tell whether what stands beside a moved passage in its paragraph went with it: it shares most of its words."""
        keys, others = {self.base_keys[at] for at in rests[0]}, {self.other_keys[at] for at in rests[1]}
        return len(keys & others) >= MOVED_ALONG * max(1, min(len(keys), len(others)))

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


def _parted(indices: Sequence[int], keys: Sequence[str], side: str) -> list[str]:
    """The keys of tokens; the first of each run of neighbours is like no other, so that nothing reaches over a break."""
    found: list[str] = []
    for number, at in enumerate(indices):
        alone = number and indices[number - 1] != at - 1
        found.append(f"{side} {at}" if alone else keys[at])
    return found
