"""Collation and its parts: witnesses, places with their readings, variants, lacunae and what is supplied, each with its spans."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from communique.collating.witness import Witness
from communique.errors import CommuniqueError
from communique.evidence import Evidence

SCHEMA = "communique.collation/1"
NAME, NUMBER, DATE, TITLE, WORDING = "spelling_of_name", "number", "date", "title", "wording"
SPELLING, PUNCTUATION = "spelling", "punctuation"
OMISSION, ADDITION, TRANSPOSITION = "omission", "addition", "transposition"
VARIANT_KINDS = (NAME, NUMBER, DATE, TITLE, WORDING, SPELLING, PUNCTUATION, OMISSION, ADDITION, TRANSPOSITION)


class CollationError(CommuniqueError):
    """Witnesses cannot be collated as asked."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands in one witness; several spans where it is parted there, none where it is absent."""

    siglum: str
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one or more witnesses read at a place; `text` is empty where they have nothing there."""

    text: str
    passages: tuple[Passage, ...]

    @property
    def sigla(self) -> tuple[str, ...]:
        """The witnesses that read so."""
        return tuple(passage.siglum for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text: its readings, the base's (the lemma) first; with one reading all witnesses agree."""

    number: int
    readings: tuple[Reading, ...]

    @property
    def agreed(self) -> bool:
        """Whether all witnesses read the same."""
        return len(self.readings) == 1

    @property
    def lemma(self) -> Reading:
        """What the base reads."""
        return self.readings[0]

    def reading_of(self, siglum: str) -> Reading:
        """What a witness reads here."""
        return next(reading for reading in self.readings if siglum in reading.sigla)

    def spans_of(self, siglum: str) -> tuple[Evidence, ...]:
        """Where it stands in a witness."""
        return next(
            passage.spans for reading in self.readings for passage in reading.passages if passage.siglum == siglum
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """A departure from the base at places `first` to `last`: what the base reads, what others read, and where."""

    kind: str
    first: int
    last: int
    lemma: str
    reading: str
    base: Passage
    passages: tuple[Passage, ...]

    @property
    def sigla(self) -> tuple[str, ...]:
        """The witnesses that depart."""
        return tuple(passage.siglum for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows that a witness has lost something, and the words that show it."""

    kind: str
    span: Evidence


@dataclass(frozen=True, slots=True)
class Supplied:
    """What another witness has where one has a lacuna; `agreeing` are the others that have the same."""

    text: str
    passage: Passage
    agreeing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A place where a witness has lost words: `span` is the ruined words, or the point at which they are gone.

    `supplied` is None where no other witness has anything there; `rejected` is what others have and was not taken.
    """

    siglum: str
    kind: str
    span: Evidence
    first: int
    last: int
    signs: tuple[Sign, ...]
    supplied: Supplied | None = None
    rejected: tuple[Supplied, ...] = ()


@dataclass(frozen=True, slots=True)
class Collation:
    """The witnesses of one text laid beside each other; every token of each stands in exactly one place."""

    base: str
    witnesses: tuple[Witness, ...]
    places: tuple[Place, ...]
    variants: tuple[Variant, ...]
    lacunae: tuple[Lacuna, ...]
    schema: str = SCHEMA

    def witness(self, siglum: str) -> Witness:
        """The witness with this siglum."""
        return next(witness for witness in self.witnesses if witness.siglum == siglum)


def to_json(collation: Collation) -> bytes:
    """Print a collation as JSON, indented."""
    plain = msgspec.to_builtins(collation)
    return msgspec.json.format(msgspec.json.encode({"schema": plain.pop("schema"), **plain}), indent=1)
