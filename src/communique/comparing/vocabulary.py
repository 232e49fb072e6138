"""The tables of a language by which statements are compared: topics, concepts, epithets, names of parties and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.entries import ACT_TYPES, Office, PartyName, Place
from communique.evidence import Evidence
from communique.lexicon import LANGUAGES, SHARED, cell_values, known, load_lexicon, read_rows
from communique.phrases import Phrases

Table = tuple[tuple[str, int, re.Pattern[str]], ...]  # what a form stands for, its letters, and how it is found
HALF_SAID = 0.6  # a form of fewer letters than this share of another's in the same words says only a part
BEARINGS = ("-", "open", "said", "praised", "conveyed", "briefed", "invited", "asked", "blamed", "refused", "bound")
WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
HYPHENED = re.compile(
    r"\w+(?:[-–'’.&+]\w+)*[.+]?", re.UNICODE
)  # a word as most tables have it: "Ein-China-Prinzip", "U.S."


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a table, found in a text: what it stands for, and where it is."""

    value: str
    span: Evidence


@dataclass(frozen=True, slots=True)
class Strength:
    """How far an act of a type goes: `grade` from 0 (one meets) to 6 (one signs); `bearing`, one of `BEARINGS`, its manner."""

    grade: int
    bearing: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's name for people, and the wider topic it belongs to (or "")."""

    label: str
    parent: str


@dataclass(frozen=True)
class Vocabulary:
    """What a language has to compare statements by."""

    language: str
    topics: Phrases[str]
    parties: Phrases[PartyName]
    places: Phrases[Place]
    offices: Phrases[Office]
    concepts: Table
    weak: frozenset[str]  # concepts that stand in many statements, whatever they are about: "end", "relations"
    epithets: Table
    small_words: frozenset[str]

    def find_topics(self, text: str, within: Evidence) -> Iterator[Found]:
        """The topics named in a stretch of text."""
        yield from ((Found(value, span)) for value, span in _find(self.topics, text, within))

    def find_parties(self, text: str, within: Evidence) -> Iterator[Found]:
        """The parties named in a stretch of text."""
        yield from (Found(name.party, span) for name, span in _find(self.parties, text, within))

    def find_places(self, text: str, within: Evidence) -> Iterator[Found]:
        """The places named in a stretch of text that are no parties."""
        for place, span in _find(self.places, text, within):
            yield Found(place.name if place.party is None else f"{place.name}/{place.party}", span)

    def find_offices(self, text: str, within: Evidence) -> Iterator[Found]:
        """The offices named in a stretch of text."""
        yield from (Found(office.id, span) for office, span in _find(self.offices, text, within))

    def find_concepts(self, text: str, within: Evidence) -> Iterator[Found]:
        """The concepts named in a stretch of text; a word may stand for several."""
        yield from _match(self.concepts, text, within)

    def find_epithets(self, text: str, within: Evidence) -> Iterator[Found]:
        """The epithets and stock phrases in a stretch of text."""
        yield from _match(self.epithets, text, within)


def _find(phrases: Phrases, text: str, within: Evidence) -> Iterator[tuple]:  # type: ignore[type-arg]
    pattern = WORD if phrases.folding.split_hyphens else HYPHENED
    spans = [match.span() for match in pattern.finditer(text, within.start, within.end)]
    words = [text[start:end] for start, end in spans]
    for match in phrases.find(words):
        yield match.value, Evidence(spans[match.first][0], spans[match.last][1])


def _match(table: Table, text: str, within: Evidence) -> Iterator[Found]:
    """What a table finds in a stretch of text, save what a longer form says better: "Weltraum" is not of the world."""
    found = [
        (Found(value, Evidence(*match.span())), length)
        for value, length, pattern in table
        for match in pattern.finditer(text, within.start, within.end)
    ]
    for each, length in found:
        if not any(
            other.value != each.value and other.span.contains(each.span) and length < HALF_SAID * longer
            for other, longer in found
        ):
            yield each


@cache
def load_vocabulary(language: str, root: Path = LANGUAGES) -> Vocabulary:
    """Load the tables of one language.

    Raises `LanguageError` for a language without a folder and `LexiconError` (file:line) for a broken table.
    """
    lexicon = load_lexicon(language, root)
    return Vocabulary(
        language=language,
        topics=lexicon.topics,
        parties=lexicon.party_names,
        places=lexicon.places,
        offices=lexicon.offices,
        concepts=_load_patterns(root / language / "concepts.csv", "concept"),
        weak=frozenset(
            row["concept"]
            for _, row in read_rows(root / language / "concepts.csv", ("concept", "note"))
            if row["note"] == "weak"
        ),
        epithets=_load_patterns(root / language / "epithets.csv", "epithet"),
        small_words=lexicon.words("telling", "words"),
    )


def _load_patterns(path: Path, value: str) -> Table:
    """Read a table of forms in which `*` is any rest of a word: `abzieh*`, `*waffen`."""
    return tuple(
        (row[value], len(form.replace("*", "")), _pattern(form))
        for _, row in read_rows(path, (value, "forms"))
        for form in cell_values(row["forms"])
    )


def _pattern(form: str) -> re.Pattern[str]:
    words = re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    flags = re.IGNORECASE if form.islower() else 0  # a form with capitals is an abbreviation: "UN" is not in "Jong Un"
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)


@cache
def load_strengths(root: Path = LANGUAGES) -> dict[str, Strength]:
    """Read how far each type of act goes; raises `LexiconError` for an unknown type or bearing."""
    strengths = {}
    for source, row in read_rows(root / SHARED / "strengths.csv", ("type", "grade", "bearing")):
        kind = known(row["type"], ACT_TYPES, "act type", source)
        strengths[kind] = Strength(int(row["grade"]), known(row["bearing"], BEARINGS, "bearing", source))
    return strengths


@cache
def load_topics(root: Path = LANGUAGES) -> dict[str, Topic]:
    """Read the inventory of topics."""
    rows = read_rows(root / SHARED / "topics.csv", ("topic", "label", "parent"))
    return {row["topic"]: Topic(row["label"], row["parent"]) for _, row in rows}


@cache
def load_offices(root: Path = LANGUAGES) -> dict[str, Office]:
    """Read the inventory of offices with their ranks."""
    rows = read_rows(root / SHARED / "offices.csv", ("office", "rank", "label"))
    return {row["office"]: Office(row["office"], row["rank"], row["label"]) for _, row in rows}
