"""The people of two records come in; who is one and the same, who is named in one text only, and in which offices, goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.record import PersonRecord, Record
from communique.register.names import compare_names

ALIKE = 0.6  # a surname that few share, or more of a name: "Gorbatschow", "Mikhail Gorbachev"
COMMON = 0.44  # a family name that many share, in a text about the same few people: "Moon"
CAPITALISED = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]+(?:\s+[^\W\d_a-zß-ÿ][\w'’-]+)?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class People:
    """Pairs of one person in both texts, and those that only one text names."""

    both: tuple[tuple[PersonRecord, PersonRecord], ...]
    only_a: tuple[PersonRecord, ...]
    only_b: tuple[PersonRecord, ...]

    def names(self) -> tuple[dict[str, str], dict[str, str]]:
        """What each person of either record is called in both."""
        a = {one.id: one.name for one, _ in self.both} | {each.id: each.name for each in self.only_a}
        b = {other.id: one.name for one, other in self.both} | {each.id: each.name for each in self.only_b}
        return a, b


def match_people(a: Record, b: Record) -> People:
    """Find who is named in both records: the likeliest pairs first, each person once."""
    scored = sorted(
        ((-score, at, place) for at, one in enumerate(a.persons) for place, other in enumerate(b.persons)
         if (score := _likeness(a, one, b, other)) > 0)
    )  # fmt: skip
    lefts, rights, both = dict(enumerate(a.persons)), dict(enumerate(b.persons)), []
    for _, at, place in scored:
        if at in lefts and place in rights:
            both.append((lefts.pop(at), rights.pop(place)))
    both.sort(key=lambda pair: pair[0].mentions[:1])
    return People(tuple(both), tuple(lefts.values()), tuple(rights.values()))


def _likeness(a: Record, one: PersonRecord, b: Record, other: PersonRecord) -> float:
    """How alike two people are called, 0 where they are not one; a party in common decides between namesakes."""
    same_party = one.party is not None and one.party == other.party
    best = compare_names(one.name, other.name)
    if best.fit == "conflict" or best.score < COMMON or (best.score < ALIKE and not same_party):
        return 0.0
    return best.score + (0.05 if same_party else 0.0)


def is_named(person: PersonRecord, record: Record) -> bool:
    """Tell whether a text names somebody anywhere, be it that its record has missed it or split the name."""
    text = record.document.text
    return any(
        (likeness := compare_names(person.name, match[0])).fit != "conflict" and likeness.score >= ALIKE - 0.1
        for match in CAPITALISED.finditer(text)
    ) or any(_same_word(word, text) for word in person.name.split()[-1:] if len(person.name.split()) > 1)


def _same_word(word: str, text: str) -> bool:
    return len(word) > 3 and re.search(rf"(?<!\w){re.escape(word)}(?:s|'s|’s)?(?!\w)", text) is not None  # noqa: PLR2004
