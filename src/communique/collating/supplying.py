"""Columns and the signs of each copy in, lacunae out, each with what another witness supplies, and omissions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.collating.collation import Lacuna, Passage, Sign, Supplied
from communique.collating.columns import ABSENT, Column
from communique.collating.rows import Row
from communique.collating.signs import KINDS, Gap, Signs, sign_of_ruin
from communique.collating.witness import Copy, is_gap_mark
from communique.evidence import Evidence
from communique.lacunae.scar import MISSING_ANTECEDENT

BESIDE = 2  # tokens between a sign and a gap that it tells of


@dataclass(frozen=True, slots=True)
class Run:
    """Columns `[first, last]` in which copy `copy` has nothing, or nothing that can be read."""

    copy: int
    first: int
    last: int


@dataclass(frozen=True)
class Losses:
    """The lacunae, in order, and the runs that have no sign of loss: omissions."""

    lacunae: tuple[Lacuna, ...]
    lost: frozenset[tuple[int, int]]  # (copy, column)
    omitted: tuple[Run, ...]


class Supplier:
    """Finds what each copy has lost, and fills it."""

    def __init__(self, columns: Sequence[Column], copies: Sequence[Copy], base: int, signs: Sequence[Signs]) -> None:
        self.columns, self.copies, self.base, self.signs = columns, copies, base, signs
        self._neighbours = [self._beside(copy) for copy in range(len(copies))]

    def losses(self, rows: Sequence[Row]) -> Losses:
        """All lacunae: those another copy fills, and those of which every copy has only the sign."""
        omitted: list[Run] = []
        shown: list[tuple[Run, list[Sign]]] = []
        for run in (run for copy in range(len(self.copies)) for run in self._runs(copy)):
            if signs := self._signs_at(run):
                shown.append((run, signs))
            else:
                omitted.append(run)
        lost = frozenset((run.copy, at) for run, _ in shown for at in range(run.first, run.last + 1))
        lacunae = [(run.copy, self._lacuna(run, signs, lost)) for run, signs in shown]
        lacunae += self._unfilled(rows, [lacuna for _, lacuna in lacunae])
        lacunae.sort(key=lambda each: (each[1].first, each[0], each[1].span))
        return Losses(tuple(lacuna for _, lacuna in lacunae), lost, tuple(omitted))

    def _runs(self, copy: int) -> Iterator[Run]:
        first = -1
        for at in range(len(self.columns) + 1):
            lacks = at < len(self.columns) and self._lacks(copy, self.columns[at])
            parted = lacks and first >= 0 and self.columns[at].boundary
            if first >= 0 and (not lacks or parted):
                yield Run(copy, first, at - 1)
                first = -1
            if lacks and first < 0:
                first = at

    def _lacks(self, copy: int, column: Column) -> bool:
        """Nothing is there, or a ruin, or "…" where others have words."""
        if column.readings[copy] == ABSENT or column.ruined[copy]:
            return True
        tokens = self.copies[copy].tokens
        return column.differs and all(is_gap_mark(tokens[at], alone=True) for at in column.cells[copy])

    def _beside(self, copy: int) -> list[tuple[int, int]]:
        """For each column the last token of a copy before it and the first one behind it."""
        before: list[int] = []
        last = -1
        for column in self.columns:
            before.append(last)
            last = column.cells[copy][-1] if column.cells[copy] else last
        after: list[int] = []
        following = len(self.copies[copy].tokens)
        for column in reversed(self.columns):
            after.append(following)
            following = column.cells[copy][0] if column.cells[copy] else following
        return list(zip(before, reversed(after), strict=True))

    def _signs_at(self, run: Run) -> list[Sign]:
        """What shows that the words of a run are lost: the ruins there, else the signs around the gap."""
        own = self._tokens(run)
        if own:
            found = {sign_of_ruin(self.copies[run.copy], at) for at in own if self._is_ruin(run, at)}
            return sorted(found, key=lambda sign: (KINDS.index(sign.kind), sign.span))
        candidates = self._candidates(run, frozenset())
        if not candidates:
            return []
        copy, lost = candidates[0]
        gap = Gap(*self._edges(run), [self.copies[copy].tokens[at] for at in lost])
        signs = self.signs[run.copy].at(gap)
        return [sign for sign in signs if sign.kind != MISSING_ANTECEDENT or self._answers(run, gap, sign, copy, lost)]

    def _answers(self, run: Run, gap: Gap, sign: Sign, other: int, lost: Sequence[int]) -> bool:
        """What the other has there is the antecedent, unless the pronoun has none in the other either."""
        pronoun = lost[-1] + 1 + self.signs[run.copy].token_at(sign.span.start) - gap.right
        signs = self.signs[other]
        return not any(
            each.kind == MISSING_ANTECEDENT and signs.token_at(each.span.start) == pronoun for each in signs.of_record
        )

    def _lacuna(self, run: Run, signs: Sequence[Sign], lost: frozenset[tuple[int, int]]) -> Lacuna:
        supplied = self._supplied(self._candidates(run, lost))
        return Lacuna(
            self.copies[run.copy].siglum,
            signs[0].kind,
            self._span(run, self._tokens(run)),
            run.first,
            run.last,
            tuple(signs),
            supplied[0] if supplied else None,
            tuple(supplied[1:]),
        )

    def _tokens(self, run: Run) -> list[int]:
        return [at for column in self.columns[run.first : run.last + 1] for at in column.cells[run.copy]]

    def _is_ruin(self, run: Run, at: int) -> bool:
        return at in self.signs[run.copy].ruined or is_gap_mark(self.copies[run.copy].tokens[at], alone=True)

    def _edges(self, run: Run) -> tuple[int, int]:
        """The tokens left and right of the gap; where a moved passage stands beside it, those in the copy's own order."""
        left, right = self._neighbours[run.copy][run.first][0], self._neighbours[run.copy][run.last][1]
        if right != left + 1:
            left, right = (left, left + 1) if left >= 0 else (right - 1, right)
        return left, right

    def _span(self, run: Run, own: Sequence[int]) -> Evidence:
        tokens = self.copies[run.copy].tokens
        if own:
            return Evidence(tokens[min(own)].start, tokens[max(own)].end)
        left, right = self._edges(run)
        at = tokens[left].end if left >= 0 else (tokens[right].start if right < len(tokens) else 0)
        return Evidence(at, at)

    def _candidates(self, run: Run, lost: frozenset[tuple[int, int]]) -> list[tuple[int, list[int]]]:
        """What each other copy has in the run, the best attested first: that has lost least, most agreed on, the base's."""
        stretch = range(run.first, run.last + 1)
        found: list[tuple[tuple[int, int, bool, str], int, list[int]]] = []
        for copy in range(len(self.copies)):
            held = [column for column in self.columns[run.first : run.last + 1] if not self._lacks(copy, column)]
            tokens = [at for column in held for at in column.cells[copy]]
            if copy == run.copy or not tokens:
                continue
            losses = sum((copy, at) in lost for at in stretch)
            agreeing = sum(column.readings.count(column.readings[copy]) - 1 for column in held)
            found.append(((losses, -agreeing, copy != self.base, self.copies[copy].words(tokens)), copy, tokens))
        return [(copy, tokens) for _, copy, tokens in sorted(found)]

    def _supplied(self, candidates: Sequence[tuple[int, list[int]]]) -> list[Supplied]:
        """One for each different text, with all that have it."""
        groups: dict[tuple[str, ...], list[tuple[int, list[int]]]] = {}
        for copy, tokens in candidates:
            forms = tuple(self.copies[copy].tokens[at].form for at in tokens)
            groups.setdefault(forms, []).append((copy, tokens))
        found: list[Supplied] = []
        for (copy, tokens), *others in groups.values():
            owner = self.copies[copy]
            passage = Passage(owner.siglum, owner.spans(tokens))
            found.append(
                Supplied(owner.words(tokens), passage, tuple(self.copies[at].siglum for at, _ in sorted(others)))
            )
        return found

    def _unfilled(self, rows: Sequence[Row], filled: Sequence[Lacuna]) -> Iterator[tuple[int, Lacuna]]:
        """Signs of loss at which no copy has more than another."""
        rows_of = _rows_of(rows, len(self.copies))
        shown = [self._shown(copy, rows_of[copy]) for copy in range(len(self.copies))]
        for copy, found in enumerate(shown):
            siglum = self.copies[copy].siglum
            told = [lacuna for lacuna in filled if lacuna.siglum == siglum]
            open_signs = [
                (sign, row) for sign, row in found
                if not any(self._tells(copy, sign, lacuna) for lacuna in told)
                and self._all_show(sign.kind, rows[row], row, copy, shown)
            ]  # fmt: skip
            for group in _together(open_signs):
                span = Evidence(min(sign.span.start for sign in group), max(sign.span.end for sign in group))
                column = self._column_of(copy, self.signs[copy].token_at(span.start))
                signs = tuple(sorted(set(group), key=lambda sign: (KINDS.index(sign.kind), sign.span)))
                yield copy, Lacuna(siglum, signs[0].kind, span, column, column, signs)

    def _shown(self, copy: int, rows: dict[int, int]) -> list[tuple[Sign, int]]:
        """The signs of a copy, each with the row its last word stands in."""
        signs, tokens = self.signs[copy], self.copies[copy].tokens
        places = ((sign, signs.token_at(sign.span.end) - 1) for sign in signs.everywhere())
        return [(sign, rows[min(max(at, 0), len(tokens) - 1)]) for sign, at in places if tokens]

    def _tells(self, copy: int, sign: Sign, lacuna: Lacuna) -> bool:
        """The sign is one of the lacuna, or stands beside it."""
        if sign in lacuna.signs:
            return True
        signs = self.signs[copy]
        first, last = signs.token_at(sign.span.start), signs.token_at(sign.span.end) - 1
        start, end = signs.token_at(lacuna.span.start), signs.token_at(lacuna.span.end)
        return sign.kind != MISSING_ANTECEDENT and first - BESIDE <= end and start <= last + BESIDE

    def _all_show(
        self, kind: str, row: Row, number: int, copy: int, shown: Sequence[Sequence[tuple[Sign, int]]]
    ) -> bool:
        """Where another copy has the same words without the sign, its own words elsewhere tell what is lost here."""
        for other, found in enumerate(shown):
            if other != copy and row.cells[other] and self.signs[other].whole:
                if not any(sign.kind == kind and at == number for sign, at in found):
                    return False
        return True

    def _column_of(self, copy: int, token: int) -> int:
        return next(at for at, column in enumerate(self.columns) if token in column.cells[copy])


def _rows_of(rows: Sequence[Row], copies: int) -> list[dict[int, int]]:
    found: list[dict[int, int]] = [{} for _ in range(copies)]
    for number, row in enumerate(rows):
        for copy, cell in enumerate(row.cells):
            for token in cell:
                found[copy][token] = number
    return found


def _together(signs: Sequence[tuple[Sign, int]]) -> list[list[Sign]]:
    """Signs whose words overlap are one lacuna's."""
    groups: list[list[Sign]] = []
    for sign, _ in sorted(signs, key=lambda each: each[0].span):
        if groups and any(sign.span.overlaps(other.span) for other in groups[-1]):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    return groups
