"""Two texts come in; the people, offices, agreements and epithets that one alone has go out as differences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from communique.comparing.comparison import Difference, Passage, Shared
from communique.comparing.likeness import shared_features, weight_of
from communique.comparing.people import People, is_named
from communique.comparing.sayings import Telling
from communique.comparing.vocabulary import Found, Vocabulary
from communique.entries import Office
from communique.evidence import Evidence
from communique.record import AgreementRecord, PersonRecord
from communique.register.identity.agreements import Named, judge

ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b")
ONE = 0.5  # of likeness: two namings of one agreement
NAMED = 0.5  # of the words of a title are in one statement of the other text: it speaks of the agreement
CLOSE = 8  # characters between epithets that are said in one breath: "honest, direct and productive"


def find_persons(a: Telling, b: Telling, people: People) -> Iterator[Difference]:
    """Who is named in one text only."""
    for mine, other, only in ((a, b, people.only_a), (b, a, people.only_b)):
        for person in only:
            if len(person.name.split()) == 1 and (person.name.isupper() or not (person.party or person.titles)):
                continue  # a single word may be anything that has a capital, or an agency
            if person.mentions and not is_named(person, other.record):
                yield _one_sided(
                    mine, "person", person.name, [mine.passage(person.mentions[0], [person.mentions[0]])],
                    f"{person.presence} in this text, not named in the other",
                )  # fmt: skip


def find_offices(a: Telling, b: Telling, people: People, offices: Mapping[str, Office]) -> Iterator[Difference]:
    """Who is named by both, but in offices of another kind."""
    for one, other in people.both:
        mine, theirs = _offices(one), _offices(other)
        ranks = [{offices[office].rank for office in each if office in offices} for each in (mine, theirs)]
        if mine and theirs and not mine & theirs and all(ranks) and not ranks[0] & ranks[1]:
            yield Difference(
                "", "office", None, one.name, a=_titles(a, one), b=_titles(b, other),
                reason=f"{', '.join(sorted(mine))} in one text, {', '.join(sorted(theirs))} in the other",
            )  # fmt: skip


def _offices(person: PersonRecord) -> set[str]:
    """Offices told in more than one word: "Chairman" alone may be short for any chair."""
    return {title.office for title in person.titles if len(title.text.split()) > 1}


def _titles(telling: Telling, person: PersonRecord) -> tuple[Passage, ...]:
    return tuple(telling.passage(title.span, [title.span]) for title in person.titles)


def find_agreements(a: Telling, b: Telling, weights: Mapping[str, float]) -> Iterator[Difference]:
    """Agreements that one text alone invokes."""
    for mine, other in ((a, b), (b, a)):
        known = [_named(each, other) for each in other.record.agreements]
        for agreement in mine.record.agreements:
            if any(judge(_named(agreement, mine), each).score >= ONE for each in known):
                continue
            if not _is_spoken_of(agreement, mine, other, weights):
                yield _one_sided(
                    mine, "agreement", agreement.title, [mine.passage(agreement.span, [agreement.span])],
                    "not named in the other text",
                )  # fmt: skip


def _named(agreement: AgreementRecord, telling: Telling) -> Named:
    return Named(
        agreement.kind, agreement.title, frozenset(agreement.parties), agreement.date, telling.record.document.language
    )


def _is_spoken_of(agreement: AgreementRecord, mine: Telling, other: Telling, weights: Mapping[str, float]) -> bool:
    """Tell whether the other text has an abbreviation of the title ("SALT"), or a statement with most of what it says."""
    text = other.record.document.text
    if any(word in text for word in ABBREVIATION.findall(agreement.title)):
        return True
    for statement in mine.statements:
        title = frozenset(
            name
            for name, places in statement.places.items()
            if name[0] not in "bhn" and any(place.overlaps(agreement.span) for place in places)
        )
        total = weight_of(statement, title, weights)
        told = (weight_of(statement, title & shared_features(statement, each), weights) for each in other.statements)
        if title and max(told, default=0.0) >= NAMED * total:
            return True
    return False


def find_epithets(a: Telling, b: Telling, vocabularies: tuple[Vocabulary, Vocabulary]) -> Iterator[Difference]:
    """Epithets and stock phrases that one text alone has; those said in one breath are one difference."""
    found = [
        sorted(vocabulary.find_epithets(telling.record.document.text, Evidence(0, len(telling.record.document.text))),
               key=lambda each: each.span)
        for telling, vocabulary in zip((a, b), vocabularies, strict=True)
    ]  # fmt: skip
    for mine, here, there in ((a, found[0], found[1]), (b, found[1], found[0])):
        others = {each.value for each in there}
        own = [each for each in here if each.value not in others]
        groups: dict[tuple[str, ...], list[list[Found]]] = {}
        for group in _in_one_breath(own):
            groups.setdefault(tuple(sorted({each.value for each in group})), []).append(group)
        for same in groups.values():
            words = ", ".join(mine.passage(each.span).words for each in same[0])
            passages = [mine.passage(_around(mine, group[0].span), [each.span for each in group]) for group in same]
            yield _one_sided(mine, "epithet", words, passages, "in this text alone")


def _in_one_breath(found: Sequence[Found]) -> Iterator[list[Found]]:
    group = list(found[:1])
    for one, other in pairwise(found):
        if other.span.start - one.span.end <= CLOSE:
            group.append(other)
        else:
            yield group
            group = [other]
    if group:
        yield group


def _around(telling: Telling, span: Evidence) -> Evidence:
    """The statement that a span stands in."""
    return next((each.span for each in telling.statements if each.span.overlaps(span)), span)


def _one_sided(mine: Telling, kind: str, subject: str, passages: list[Passage], reason: str) -> Difference:
    here = mine.side == "a"
    return Difference(
        "",
        kind,
        mine.side,
        subject,
        a=tuple(passages) if here else (),
        b=() if here else tuple(passages),
        reason=reason,
    )


def find_shared_names(a: Telling, b: Telling, people: People) -> Iterator[Shared]:
    """People and agreements that both texts name."""
    for one, other in people.both:
        yield Shared("", "person", one.name, _first(a, one.mentions), _first(b, other.mentions))
    for agreement in a.record.agreements:
        judged = [(judge(_named(agreement, a), _named(each, b)).score, each) for each in b.record.agreements]
        score, best = max(judged, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and score >= ONE:
            yield Shared("", "agreement", agreement.title, _first(a, (agreement.span,)), _first(b, (best.span,)))


def _first(telling: Telling, spans: Sequence[Evidence]) -> tuple[Passage, ...]:
    return tuple(telling.passage(span, [span]) for span in spans[:1])
