"""What a reader finds in a sentence before it knows what happened: spans of words and what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.entries import AgreementWord, MeetingWord, Office
from communique.evidence import Evidence
from communique.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """The words `[first, last]` of one sentence."""

    sentence: int
    first: int
    last: int

    def covers(self, word: int) -> bool:
        return self.first <= word <= self.last

    def evidence(self, sentences: Sequence[Sentence]) -> Evidence:
        words = sentences[self.sentence].words
        return Evidence(words[self.first].start, words[self.last].end)


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named; `use` is name, adjective, demonym, government, own ("unser Land") or side ("die US-Seite")."""

    span: Span
    party: str
    use: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that is no party, and the state it lies in where the lexicon knows it."""

    span: Span
    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office: `span` its core words, `title` with modifiers, adjective and "of …" part, `party` it belongs to."""

    span: Span
    title: Span
    office: Office
    party: str | None
    former: bool = False


@dataclass(frozen=True, slots=True)
class NameMention:
    """A run of words that may name a person, with the offices and honorifics that stand with it."""

    span: Span
    text: str
    offices: tuple[OfficeMention, ...] = ()
    honorific: bool = False
    party: str | None = None
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the text gives it to a person."""

    text: str
    office: Office
    party: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a document: the longest name, every title, every mention by name."""

    id: str
    name: str
    party: str | None
    titles: tuple[Title, ...]
    mentions: tuple[Span, ...]
    gender: str = ""  # `m` or `f` where titles and honorifics show it, else empty

    @property
    def ranks(self) -> frozenset[str]:
        return frozenset(title.office.rank for title in self.titles)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month or year as ISO text (`2024-06`), and how it was said: `absolute`, `relative` or `dateline`."""

    span: Span
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """Words that name a meeting, with what stands around them; `head` is the index of the naming word."""

    span: Span
    head: int
    word: MeetingWord
    parties: tuple[str, ...]
    date: str | None
    ordinal: int | None
    definite: bool
    status: str | None
    distinct: bool


@dataclass(frozen=True, slots=True)
class AgreementMention:
    """Words that name an agreement, with parties and date where they stand beside it."""

    span: Span
    head: int
    word: AgreementWord
    parties: tuple[str, ...]
    date: str | None
    named: bool
