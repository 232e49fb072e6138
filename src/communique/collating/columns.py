"""Rows in, columns of the apparatus out: neighbouring rows that tell the same of the witnesses become one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.collating.rows import Cell, Row
from communique.collating.witness import WITHIN, Copy

ABSENT = -1


@dataclass(frozen=True, slots=True)
class Column:
    """What each copy has at one place: its tokens, which reading that is (0: the base's, -1: nothing), whether it is ruined."""

    cells: tuple[Cell, ...]
    readings: tuple[int, ...]
    ruined: tuple[bool, ...]
    boundary: bool = False

    @property
    def agreed(self) -> bool:
        """Whether all copies read the same."""
        return not any(self.readings)

    @property
    def differs(self) -> bool:
        """Whether copies have different words, and not just some of them none."""
        return len(set(self.readings) - {ABSENT}) > 1


def build_columns(
    rows: Sequence[Row], copies: Sequence[Copy], base: int, ruined: Sequence[frozenset[int]]
) -> list[Column]:
    """Join rows; `ruined` are the tokens of each copy that are unreadable or say that something is left out."""
    columns: list[Column] = []
    for row in rows:
        column = _column(row, copies, base, ruined)
        if columns and _continues(columns[-1], column, copies, base):
            last = columns[-1]
            cells = tuple(one + other for one, other in zip(last.cells, column.cells, strict=True))
            columns[-1] = replace(last, cells=cells)
        else:
            columns.append(column)
    return [replace(column, cells=tuple(tuple(sorted(cell)) for cell in column.cells)) for column in columns]


def _column(row: Row, copies: Sequence[Copy], base: int, ruined: Sequence[frozenset[int]]) -> Column:
    forms = [tuple(copy.tokens[at].form for at in cell) for copy, cell in zip(copies, row.cells, strict=True)]
    known = {forms[base]: 0} if forms[base] else {}
    for form in sorted(set(filter(None, forms)) - set(known)):
        known[form] = len(known) + (0 if forms[base] else 1)  # 0 is kept for the base's reading
    readings = tuple(known[form] if form else ABSENT for form in forms)
    if not forms[base] and len(known) == 1 and ABSENT not in readings:
        readings = tuple(0 for _ in readings)
    damaged = tuple(any(at in marks for at in cell) for marks, cell in zip(ruined, row.cells, strict=True))
    return Column(row.cells, readings, damaged, row.boundary)


def _continues(last: Column, column: Column, copies: Sequence[Copy], base: int) -> bool:
    """Neighbours tell the same: all agree, the same copies have nothing, or the same copies read otherwise within a phrase."""
    if column.boundary or last.readings != column.readings or last.ruined != column.ruined:
        return False
    if not column.differs:
        return True
    first = column.cells[base][0] if column.cells[base] else None
    within = first is None or copies[base].tokens[first].begins == WITHIN
    return within and _has_word(last, copies, base) and _has_word(column, copies, base)


def _has_word(column: Column, copies: Sequence[Copy], base: int) -> bool:
    return any(copies[base].tokens[at].is_word for at in column.cells[base])
