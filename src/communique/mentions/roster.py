"""Gathers name mentions into the people of a document: one person, however often and however fully named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.lexicon import Lexicon
from communique.mentions.people import (
    FAMILY,
    NO_TITLES,
    SHORTEST_SURNAME,
    SUBJECTS,
    Found,
    has_determiner,
    is_thing,
    same_person,
)
from communique.mentions.spans import NameMention, Person, Span, Title
from communique.sentences import Sentence


class Roster:
    """Gathers the people of a document: first the certain mentions, then the ones that fit a known person."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._entries: list[list[NameMention]] = []

    def gather(self, found: Sequence[Found]) -> None:
        told = [(each, name) for each in found for name in each.names]
        surnames = {(words[0], words[-1]) for _, name in told if len(words := name.text.split()) > 1}
        mentions = [(each, part) for each, name in told for part in _parted(name, surnames)]
        certain = [name for each, name in mentions if self._is_certain(each, name)]
        for name in sorted(certain, key=lambda name: -len(name.text.split())):
            self._enter(name)
        for each, name in mentions:
            if name in certain or is_thing(each.sentence, name, self._lexicon):
                continue
            if self._match(name) is not None or self._is_likely(each, name, certain):
                self._enter(name)
        self._add_surnames(found)

    def _add_surnames(self, found: Sequence[Found]) -> None:
        """A known surname is its bearer's also where a tagger took it for a common noun ("Bundespräsident Burkhalter")."""
        surnames = {
            entry[0].text.split()[-1] for entry in self._entries if len(entry[0].text.split()[-1]) >= SHORTEST_SURNAME
        }
        for each in found:
            named = {
                at
                for entry in self._entries
                for name in entry
                if name.span.sentence == each.sentence.index
                for at in range(name.span.first, name.span.last + 1)
            }
            for word in each.sentence:
                if word.text in surnames and word.index not in named and word.upos in ("NOUN", "ADJ", "X", "PROPN"):
                    span = Span(each.sentence.index, word.index, word.index)
                    self._enter(NameMention(span, word.text))

    def _is_certain(self, found: Found, name: NameMention) -> bool:
        if is_thing(found.sentence, name, self._lexicon):
            return False
        if name.honorific or name.offices:
            return True
        words = name.text.split()
        first = words[0].title() if words[0].isupper() else words[0]
        return len(words) > 1 and (first in self._lexicon.given_names or first in self._lexicon.family_names)

    def _is_likely(self, found: Found, name: NameMention, certain: Sequence[NameMention]) -> bool:
        """A name without office: in a list with people, or the subject of something only people do."""
        sentence, head = found.sentence, found.sentence[name.span.first]
        if is_thing(sentence, name, self._lexicon) or has_determiner(sentence, name):
            return False
        above = sentence.head(head)
        in_list = any(
            other.span.sentence == name.span.sentence
            and (sentence[other.span.first].head == head.index or head.head == other.span.first)
            and "conj" in (head.relation, sentence[other.span.first].relation)
            for other in certain
        )
        if in_list:
            return True
        speaks = above is not None and head.relation in SUBJECTS and ("VERB", above.lemma) in self._lexicon.predicates
        owner = head.deprel in ("nmod:poss",) and len(found.names) >= 1 and name.span.first == name.span.last
        return bool(speaks) or owner

    def _match(self, name: NameMention) -> int | None:
        """The entry of the same person; of several of one surname the one in that office, then one with an office."""
        matches = [
            at
            for at, entry in enumerate(self._entries)
            if any(same_person(name, other, self._lexicon) for other in entry) and not self._is_family(name, entry)
        ]
        offices = {office.office.id for office in name.offices}

        def fit(at: int) -> tuple[bool, bool, bool, int]:
            held = {office.office.id for other in self._entries[at] for office in other.offices}
            first = min(other.span.sentence for other in self._entries[at])
            return not held & offices, not held.isdisjoint(FAMILY), not held, first

        return min(matches, key=fit, default=None)

    def _is_family(self, name: NameMention, entry: Sequence[NameMention]) -> bool:
        """ "President Ruto" is not his wife Rachel Ruto, nor is "Ruto" before she is named."""
        kin = any(office.office.id in FAMILY for other in entry for office in other.offices)
        if not kin or len(name.text.split()) > 1:
            return False
        first = min((other.span.sentence, other.span.first) for other in entry)
        own = {office.office.id for office in name.offices}
        return bool(own) and own.isdisjoint(FAMILY) or (name.span.sentence, name.span.first) < first

    def _enter(self, name: NameMention) -> None:
        at = self._match(name)
        if at is None:
            self._entries.append([name])
        else:
            self._entries[at].append(name)

    def people(self, sentences: Sequence[Sentence], text: str) -> tuple[Person, ...]:
        """Return the people in the order of their first mention, ids `p1`, `p2`, …"""
        ordered = sorted(self._entries, key=lambda entry: min((name.span.sentence, name.span.first) for name in entry))
        return tuple(
            _person(f"p{number}", entry, sentences, text, self._lexicon) for number, entry in enumerate(ordered, 1)
        )


def _parted(name: NameMention, full: set[tuple[str, str]]) -> tuple[NameMention, ...]:
    """ "gratulierte Holm Tanaka": two surnames of people who are named in full elsewhere are two people."""
    words = name.text.split()
    if len(words) != name.span.last - name.span.first + 1 or len(words) != len(("subject", "object")):
        return (name,)
    bearers = {last: first for first, last in full if (first, last) != tuple(words)}
    if not set(words) <= set(bearers) or len({bearers[word] for word in words} | set(words)) < len(words) * 2:
        return (name,)
    at = name.span.first
    earlier = replace(name, text=words[0], span=Span(name.span.sentence, at, at))
    later = NameMention(Span(name.span.sentence, at + 1, at + 1), words[1])
    return earlier, later


def _person(
    id: str, entry: Sequence[NameMention], sentences: Sequence[Sentence], text: str, lexicon: Lexicon
) -> Person:
    in_order = sorted(entry, key=lambda name: (name.span.sentence, name.span.first))
    longest = max(in_order, key=lambda name: (len(name.text.split()), len(name.text), -name.span.sentence))
    longest = next((name for name in in_order if name.text + "s" == longest.text), longest)  # "Stophs" is a genitive
    titles = [
        Title(
            text[slice(*_ends(office.title, sentences))], office.office, office.party, office.title.evidence(sentences)
        )
        for name in in_order
        for office in name.offices
        if office.office.id not in NO_TITLES
    ]
    gender = next((name.gender for name in in_order if name.gender), "")
    parties = [name.party for name in in_order if name.party]
    party = next((party for party in parties if lexicon.parties[party].kind != "body"), parties[0] if parties else None)
    return Person(id, longest.text, party, tuple(_distinct(titles)), tuple(name.span for name in in_order), gender)


def _ends(span: Span, sentences: Sequence[Sentence]) -> tuple[int, int]:
    evidence = span.evidence(sentences)
    return evidence.start, evidence.end


def _distinct(titles: Iterable[Title]) -> list[Title]:
    """One title an office, the longest wording."""
    longest: dict[str, Title] = {}
    for title in titles:
        known = longest.get(title.office.id)
        if known is None:
            longest[title.office.id] = title
        elif len(title.text) > len(known.text):
            longest[title.office.id] = replace(title, party=title.party or known.party)
    return list(longest.values())
