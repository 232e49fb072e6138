"""Columns and losses in, variants out: each departure from the base with its kind, the witnesses and where it stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from communique.collating.collation import (
    ADDITION,
    DATE,
    NAME,
    NUMBER,
    OMISSION,
    PUNCTUATION,
    SPELLING,
    TITLE,
    TRANSPOSITION,
    WORDING,
    Passage,
    Variant,
)
from communique.collating.columns import ABSENT, Column
from communique.collating.moving import Move
from communique.collating.pairing import likeness
from communique.collating.supplying import Losses
from communique.collating.vocabulary import Vocabulary
from communique.collating.witness import Copy

LIKE_NAMES = 0.5  # "Jong", "Dschong": names are spelled more freely than words
LIKE_WORDS = 0.75  # "begrüßte", "begrüsste"


class Apparatus:
    """Writes the variants of a table."""

    def __init__(self, columns: Sequence[Column], copies: Sequence[Copy], base: int, vocabulary: Vocabulary) -> None:
        self.columns, self.copies, self.base, self.vocabulary = columns, copies, base, vocabulary

    def variants(self, losses: Losses, moves: Sequence[Sequence[Move]]) -> tuple[Variant, ...]:
        """All departures from the base that are no losses, in the order of the places."""
        found = [
            *self._differences(losses), *self._additions(losses), *self._omissions(losses), *self._transpositions(moves)
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda each: (each.first, each.last, each.kind, each.reading, each.sigla)))

    def _differences(self, losses: Losses) -> Iterator[Variant]:
        """Readings other than the base's."""
        for at, column in enumerate(self.columns):
            if column.agreed or (self.base, at) in losses.lost or not column.cells[self.base]:
                continue
            own = column.readings[self.base]
            for reading in sorted(set(column.readings) - {own, ABSENT}):
                members = [
                    copy for copy, each in enumerate(column.readings)
                    if each == reading and (copy, at) not in losses.lost
                ]  # fmt: skip
                if members:
                    kind = self.kind(column.cells[self.base], members[0], column.cells[members[0]])
                    yield self._variant(kind, at, at, members)

    def _additions(self, losses: Losses) -> Iterator[Variant]:
        """What others have between two words of the base, each stretch once."""
        for first, last in self._slots(losses):
            found: dict[tuple[str, ...], list[int]] = {}
            for copy, owner in enumerate(self.copies):
                held = [at for at in range(first, last + 1) if (copy, at) not in losses.lost]
                tokens = [owner.tokens[token] for at in held for token in self.columns[at].cells[copy]]
                if tokens:
                    found.setdefault(tuple(token.form for token in tokens), []).append(copy)
            for members in found.values():
                words = any(self.copies[members[0]].tokens[at].is_word for at in self._tokens(members[0], first, last))
                yield self._variant(ADDITION if words else PUNCTUATION, first, last, members)

    def _slots(self, losses: Losses) -> Iterator[tuple[int, int]]:
        """Stretches of columns in which the base has nothing and has lost nothing."""
        first = -1
        for at in range(len(self.columns) + 1):
            column = self.columns[at] if at < len(self.columns) else None
            within = column is not None and not column.cells[self.base] and (self.base, at) not in losses.lost
            if first >= 0 and not within:
                yield first, at - 1
                first = -1
            if within and first < 0:
                first = at

    def _omissions(self, losses: Losses) -> Iterator[Variant]:
        """What the base has and others have not, each stretch once."""
        stretches: dict[tuple[int, int], list[int]] = {}
        for run in losses.omitted:
            held = [at for at in range(run.first, run.last + 1) if self.columns[at].cells[self.base]]
            if run.copy != self.base and held:
                stretches.setdefault((held[0], held[-1]), []).append(run.copy)
        for (first, last), members in sorted(stretches.items()):
            tokens = [at for column in self.columns[first : last + 1] for at in column.cells[self.base]]
            words = any(self.copies[self.base].tokens[at].is_word for at in tokens)
            yield self._variant(OMISSION if words else PUNCTUATION, first, last, members, absent=True)

    def _transpositions(self, moves: Sequence[Sequence[Move]]) -> Iterator[Variant]:
        """Passages that others have elsewhere."""
        column_of = {token: at for at, column in enumerate(self.columns) for token in column.cells[self.base]}
        ranges = [
            (column_of[move.start], column_of[move.end - 1], copy) for copy, each in enumerate(moves) for move in each
        ]
        for (first, last), members in groupby(sorted(ranges), key=lambda each: each[:2]):
            yield self._variant(TRANSPOSITION, first, last, [copy for *_, copy in members])

    def _variant(self, kind: str, first: int, last: int, members: Sequence[int], *, absent: bool = False) -> Variant:
        base = self.copies[self.base]
        tokens = self._tokens(self.base, first, last)
        passages = tuple(
            Passage(
                self.copies[copy].siglum, () if absent else self.copies[copy].spans(self._tokens(copy, first, last))
            )
            for copy in members
        )
        reading = "" if absent else self.copies[members[0]].words(self._tokens(members[0], first, last))
        return Variant(
            kind, first, last, base.words(tokens), reading, Passage(base.siglum, base.spans(tokens)), passages
        )

    def _tokens(self, copy: int, first: int, last: int) -> list[int]:
        return sorted(at for column in self.columns[first : last + 1] for at in column.cells[copy])

    def kind(self, lemma: Sequence[int], copy: int, reading: Sequence[int]) -> str:
        """What sort of departure a reading is from the base's."""
        base, other = self.copies[self.base].tokens, self.copies[copy].tokens
        ours, theirs = [base[at] for at in lemma], [other[at] for at in reading]
        words, other_words = [each.key for each in ours if each.is_word], [each.key for each in theirs if each.is_word]
        if not words and not other_words:
            return PUNCTUATION
        if not words:
            return ADDITION
        if words == other_words:
            same = [each.form for each in ours if each.is_word] == [each.form for each in theirs if each.is_word]
            return PUNCTUATION if same else SPELLING
        if len(words) > 1 and sorted(words) == sorted(other_words):
            return TRANSPOSITION
        if _is_part(words, other_words) or _is_part(other_words, words):
            return ADDITION if len(words) < len(other_words) else OMISSION
        return self._kind_of_words(_differing(lemma, base, other_words), copy, _differing(reading, other, words))

    def _kind_of_words(self, lemma: Sequence[int], copy: int, reading: Sequence[int]) -> str:
        base, other, say = self.copies[self.base].tokens, self.copies[copy].tokens, self.vocabulary
        if any(say.is_date(base, at) for at in lemma) and any(say.is_date(other, at) for at in reading):
            return DATE
        if any(say.is_count(base[at]) for at in lemma) and any(say.is_count(other[at]) for at in reading):
            return NUMBER
        one, another = "".join(base[at].key for at in lemma), "".join(other[at].key for at in reading)
        like = likeness(one, another)
        named = any(say.is_name(base[at]) for at in lemma) or any(say.is_name(other[at]) for at in reading)
        if named and like >= LIKE_NAMES:
            return NAME
        if lemma and reading:
            ours, theirs = say.offices(base, lemma[0], lemma[-1]), say.offices(other, reading[0], reading[-1])
            if ours != theirs and (like < LIKE_WORDS or ours and theirs):
                return TITLE
        return SPELLING if like >= LIKE_WORDS else WORDING


def _is_part(words: Sequence[str], longer: Sequence[str]) -> bool:
    """All words are there, in the same order, among others."""
    rest = iter(longer)
    return all(word in rest for word in words)


def _differing(cell: Sequence[int], tokens: Sequence[object], others: Sequence[str]) -> list[int]:
    """The words of a reading without those that the other reading has too; all of them where that leaves none."""
    words = [at for at in cell if tokens[at].is_word]  # type: ignore[attr-defined]
    return [at for at in words if tokens[at].key not in others] or words  # type: ignore[attr-defined]
