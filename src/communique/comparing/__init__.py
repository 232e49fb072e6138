"""Two records of one meeting come in, by either side and in any language; what they tell differently goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from communique.comparing.comparison import SIDES, Comparison, Difference, Shared
from communique.comparing.likeness import weigh
from communique.comparing.naming import (
    find_agreements,
    find_epithets,
    find_offices,
    find_persons,
    find_shared_names,
)
from communique.comparing.people import match_people
from communique.comparing.sayings import Telling, echo_all, find_common, find_shifts, find_silences
from communique.comparing.space import measure_space
from communique.comparing.statements import Statement, find_statements
from communique.comparing.vocabulary import load_offices, load_topics, load_vocabulary
from communique.record import Record

ORDER = ("topic", "pledge", "act", "agreement", "person", "strength", "actor", "modality", "office", "epithet")


def compare(a: Record, b: Record) -> Comparison:
    """Compare two records of one meeting.

    Returns what one text alone says, what both say differently, what both say, and the space given to topics. Raises
    `LanguageError` where there is no lexicon for a record's language.
    """
    people = match_people(a, b)
    names = people.names()
    own = _parties_met(a) & _parties_met(b) | {
        state for state in (a.document.publisher_state, b.document.publisher_state) if state
    }
    vocabularies = load_vocabulary(a.document.language), load_vocabulary(b.document.language)
    mine, theirs = (
        find_statements(record, vocabulary, called, own)
        for record, vocabulary, called in zip((a, b), vocabularies, names, strict=True)
    )
    weights = weigh(mine, theirs, one_language=a.document.language == b.document.language)
    one = Telling("a", a, mine, echo_all(mine, _told(theirs), weights), names[0])
    other = Telling("b", b, theirs, echo_all(theirs, _told(mine), weights), names[1])
    same = {there.id: here.id for here, there in people.both}
    differences = [
        *find_silences(one, other, weights), *find_silences(other, one, weights), *find_shifts(one, other, same),
        *find_agreements(one, other, weights), *find_persons(one, other, people),
        *find_offices(one, other, people, load_offices()), *find_epithets(one, other, vocabularies),
    ]  # fmt: skip
    shared = [*find_shared_names(one, other, people), *find_common(one, other)]
    space = measure_space(one, other)
    labels = {topic: each.label for topic, each in load_topics().items()}
    used = {topic for each in differences for topic in each.topics} | {row.topic for row in space}
    return Comparison(
        a.document, b.document, _in_order(differences), _numbered(shared), space,
        {topic: label for topic, label in labels.items() if topic in used},
    )  # fmt: skip


def _parties_met(record: Record) -> frozenset[str]:
    """The parties that lead a side, as one text tells it."""
    return frozenset(person.party for person in record.persons if person.presence == "principal" and person.party)


def _told(statements: list[Statement]) -> list[Statement]:
    """The same statements, headings emptied: what a heading says is no witness that the text says it."""
    return [replace(each, features={}) if each.heading else each for each in statements]


def _in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """First what one side alone says, as its text goes; then what both tell, but not alike."""
    sides = (*SIDES, None)
    ranked = sorted(
        _merged(differences),
        key=lambda each: (sides.index(each.side), ORDER.index(each.kind) > 3, (each.a or each.b)[0].span),  # noqa: PLR2004
    )
    return tuple(replace(each, id=f"d{number}") for number, each in enumerate(ranked, 1))


def _merged(differences: Iterable[Difference]) -> list[Difference]:
    """Without what is there twice: two acts of one sentence against one of the other text."""
    seen: dict[object, Difference] = {}
    for each in differences:
        spans = tuple(passage.span for passage in each.a), tuple(passage.span for passage in each.b)
        seen.setdefault((each.kind, each.side, *spans, each.subject if each.side else ""), each)
    return list(seen.values())


def _numbered(shared: Iterable[Shared]) -> tuple[Shared, ...]:
    return tuple(replace(each, id=f"s{number}") for number, each in enumerate(shared, 1))


def to_json(comparison: Comparison) -> bytes:
    """Print a comparison as one JSON object, for people to read too; docs/compare.md says what its fields mean."""
    plain = msgspec.to_builtins(comparison)
    return msgspec.json.format(msgspec.json.encode({"schema": plain.pop("schema"), **plain}), indent=2)


__all__ = ["Comparison", "Difference", "Shared", "compare", "to_json"]
