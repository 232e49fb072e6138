"""Finds who is meant by an honorific alone: "Seine Majestät bekräftigte …", "His Highness also met …"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.lexicon import Lexicon
from communique.mentions.people import Found
from communique.mentions.spans import Person

REACH = 3  # words of an office between honorific and name: "His Majesty King A"
SHORTEST = 2  # words: "Mr" alone means nobody


def honored(found: Sequence[Found], people: Sequence[Person], lexicon: Lexicon) -> Mapping[str, Person]:
    """Return whom each honorific of a document means, where it is one person's alone."""
    first = {(span.sentence, span.first): person for person in people for span in person.mentions}
    holders: defaultdict[str, list[Person]] = defaultdict(list)
    for each in found:
        for last, key in _honorifics(each, lexicon):
            person = _named_behind(each, last, first)
            if person is not None and person not in holders[key]:
                holders[key].append(person)
    return {key: persons[0] for key, persons in holders.items() if len(persons) == 1}


def bare_honorifics(
    found: Found, people: Sequence[Person], holders: Mapping[str, Person], lexicon: Lexicon
) -> Iterator[tuple[int, Person]]:
    """Yield the honorifics of a sentence behind which no name stands: their last word, and whom they mean."""
    if not holders:
        return
    first = {(span.sentence, span.first): person for person in people for span in person.mentions}
    for last, key in _honorifics(found, lexicon):
        if key in holders and _named_behind(found, last, first) is None:
            yield last, holders[key]


def _honorifics(found: Found, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for match in lexicon.honorifics.find([word.text for word in found.sentence]):
        if match.last - match.first + 1 >= SHORTEST:
            yield match.last, lexicon.folding(found.sentence[match.last].text)


def _named_behind(found: Found, last: int, first: Mapping[tuple[int, int], Person]) -> Person | None:
    for at in range(last + 1, min(last + 1 + REACH, len(found.sentence))):
        if found.sentence[at].upos not in ("NOUN", "PROPN", "X", "ADJ"):
            return None
        if person := first.get((found.sentence.index, at)):
            return person
    return None
