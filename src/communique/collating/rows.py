"""Copies and a base in, one table out: each row holds what stands for the same in every copy, each token in exactly one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.collating.aligning import align
from communique.collating.moving import Alignment, Move
from communique.collating.witness import PARAGRAPH, Copy, Token, is_gap_mark

Cell = tuple[int, ...]  # the numbers of a copy's tokens


@dataclass(frozen=True, slots=True)
class Row:
    """One cell a copy, in the order of the copies; `boundary`: a moved passage begins here, or one ends before."""

    cells: tuple[Cell, ...]
    boundary: bool = False


@dataclass(frozen=True)
class Table:
    """The rows in the order of the base, and for each copy what it has elsewhere."""

    rows: tuple[Row, ...]
    moves: tuple[tuple[Move, ...], ...]


def build_table(copies: Sequence[Copy], base: int) -> Table:
    """Align every copy with the base; the order of the others changes nothing."""
    participants = [(base, list(range(len(copies[base].tokens))))]
    participants += [(at, list(range(len(copy.tokens)))) for at, copy in enumerate(copies) if at != base]
    builder = _Builder(copies)
    rows = builder.rows(participants, moves=True)
    return Table(tuple(rows), tuple(tuple(builder.moves.get(at, ())) for at in range(len(copies))))


class _Builder:
    def __init__(self, copies: Sequence[Copy]) -> None:
        self.copies = copies
        self.moves: dict[int, list[Move]] = {}

    def rows(self, participants: Sequence[tuple[int, list[int]]], *, moves: bool = False) -> list[Row]:
        """Rows of some tokens of some copies, the first of which is what the others are aligned with."""
        base, base_tokens = participants[0]
        tokens = [self.copies[base].tokens[at] for at in base_tokens]
        layout = _Layout(len(tokens))
        for copy, numbers in participants[1:]:
            alignment = align(tokens, [self.copies[copy].tokens[at] for at in numbers], moves=moves)
            layout.place(copy, self.copies[copy].tokens, numbers, alignment)
            if moves:
                self.moves[copy] = alignment.moves
        rows: list[Row] = []
        for stretch in layout.stretches():
            rows += self._slot(layout.slots.get(stretch.start, {}))
            rows.append(self._row(base, base_tokens, stretch, layout))
        return [*rows, *self._slot(layout.slots.get(len(tokens), {}))]

    def _row(self, base: int, base_tokens: Sequence[int], stretch: range, layout: _Layout) -> Row:
        cells: list[list[int]] = [[] for _ in self.copies]
        cells[base] = [base_tokens[at] for at in stretch]
        for at in stretch:
            if at > stretch.start:
                for copy, numbers in layout.slots.get(at, {}).items():
                    cells[copy] += numbers
            for copy, numbers in layout.cells[at].items():
                cells[copy] += numbers
        return Row(tuple(tuple(sorted(cell)) for cell in cells), stretch.start in layout.boundaries)

    def _slot(self, inserted: dict[int, list[int]]) -> list[Row]:
        """What copies have between two tokens of the base, aligned with each other: with the longest of them."""
        if not inserted:
            return []
        ranked = sorted(inserted.items(), key=lambda each: (-len(each[1]), self.copies[each[0]].words(each[1])))
        return self.rows(ranked)


class _Layout:
    """Where the tokens of the others stand, beside a token of the base or in a slot before it; what is joined is one row."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.cells: list[dict[int, list[int]]] = [{} for _ in range(length)]
        self.slots: dict[int, dict[int, list[int]]] = {}
        self.joined = bytearray(length)  # with the next
        self.boundaries: set[int] = set()

    def place(self, copy: int, tokens: Sequence[Token], numbers: Sequence[int], alignment: Alignment) -> None:
        """Enter one copy: those of its tokens that have these numbers."""
        edges = {edge for move in alignment.moves for edge in (move.start, move.end)}
        other_edges = {edge for move in alignment.moves for edge in (move.other_start, move.other_end)}
        self.boundaries |= edges
        start = 0
        while start < len(numbers):
            at = alignment.to_base[start]
            if at >= 0:
                self.cells[at].setdefault(copy, []).append(numbers[start])
                start += 1
                continue
            end = start + 1
            while end < len(numbers) and alignment.to_base[end] < 0 and end not in other_edges:
                end += 1
            left, right = _beside(alignment, tokens, numbers, range(start, end), other_edges)
            counterpart = _counterpart(alignment.to_other, left, right, edges)
            joining = not all(is_gap_mark(tokens[at], alone=True) for at in numbers[start:end])
            self._place_run(copy, numbers[start:end], counterpart, joining=joining)
            start = end

    def _place_run(self, copy: int, numbers: Sequence[int], counterpart: range, *, joining: bool) -> None:
        """Enter a run beside the base's tokens it stands for; where there are none, into the slot before the range.

        "[…]" says that they are gone, not what they are: then they are not joined, and each stays comparable in other copies.
        """
        if not counterpart:
            self.slots.setdefault(counterpart.start, {}).setdefault(copy, []).extend(numbers)
            return
        self.cells[counterpart.start].setdefault(copy, []).extend(numbers)
        for at in counterpart[:-1] if joining else ():
            self.joined[at] = 1

    def stretches(self) -> list[range]:
        """The base's tokens, joined ones together."""
        found: list[range] = []
        start = 0
        for at in range(self.length):
            if not self.joined[at]:
                found.append(range(start, at + 1))
                start = at + 1
        return found


def _beside(
    alignment: Alignment, tokens: Sequence[Token], numbers: Sequence[int], run: range, edges: set[int]
) -> tuple[int, int]:
    """The base's tokens left and right of a run; at the edge of a moved passage only that of the run's own paragraph."""
    to_base, end = alignment.to_base, run.stop
    left = to_base[run.start - 1] if run.start else -1
    right = to_base[end] if end < len(to_base) else -1
    if run.start in edges and tokens[numbers[run.start]].begins != PARAGRAPH and left >= 0:
        return left, -1
    if end in edges and right >= 0 and tokens[numbers[end]].begins != PARAGRAPH:
        return -1, right
    alone = (run.start in edges or left < 0) and (end in edges or right < 0)
    return (left if alone or run.start not in edges else -1), (right if end not in edges else -1)


def _counterpart(to_other: Sequence[int], left: int, right: int, edges: set[int]) -> range:
    """The base's tokens without a pair between those that stand left and right of a run (-1: nothing does); else an empty range.

    A run does not reach over the edge of a moved passage.
    """
    behind = _free(to_other, left + 1, edges) if left >= 0 or right < 0 else range(right, right)
    return behind if behind or right < 0 else _free_before(to_other, right, edges) or behind


def _free(to_other: Sequence[int], first: int, edges: set[int]) -> range:
    stop = first
    while stop < len(to_other) and to_other[stop] < 0 and (stop == first or stop not in edges):
        stop += 1
    return range(first, stop)


def _free_before(to_other: Sequence[int], stop: int, edges: set[int]) -> range:
    first = stop
    while first > 0 and to_other[first - 1] < 0 and (first == stop or first not in edges):
        first -= 1
    return range(first, stop)
