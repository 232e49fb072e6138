"""An entry of a table and a sentence come in; whether the reader finds the entry in the sentence goes out.

Each table has its own sense of "found": a party is named, an office is held, a noun names a meeting, a predicate fires.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.compose import compose
from communique.documents.document import Document
from communique.entries import Source
from communique.frames import match_frames
from communique.frames.frame import Frame
from communique.lexicon import Lexicon
from communique.mentions import Mentions, find_mentions
from communique.mentions.people import Found
from communique.phrases import Phrases
from communique.reader import parser_for
from communique.record import Record
from communique.verbs import verb_lemma

Row = Mapping[str, str]
NAMING = ("party", "place", "office", "topic", "form", "type", "head", "noun", "lemma")  # columns that name a row


@dataclass(frozen=True)
class Entry:
    """One row of a table: its file's name without the ending, its place and its cells."""

    table: str
    source: Source
    row: Row

    @property
    def name(self) -> str:
        """What the row is about: "RUS", "PLEDGE versprechen"."""
        return " ".join(self.row[column] for column in NAMING if column in self.row)


class Proof:
    """A sentence as the reader sees it."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.sentences = parser_for(lexicon.language).parse(text)
        self.mentions: Mentions = find_mentions(self.sentences, text, lexicon)

    @cached_property
    def frames(self) -> list[Frame]:
        return match_frames(self.sentences, self.mentions, self.lexicon)

    @cached_property
    def record(self) -> Record:
        document = Document(self.text, language=self.lexicon.language)
        return compose(document, self.sentences, self.mentions, self.frames, [], self.lexicon)

    @property
    def found(self) -> tuple[Found, ...]:
        return self.mentions.found

    def shows(self, entry: Entry) -> bool:
        """Tell whether the entry is found in the sentence."""
        return TABLES[entry.table](self, entry)

    def records(self, entry: Entry) -> bool:
        """Tell whether the entry leads to anything: a word for a meeting or an agreement may be found and come to nothing."""
        kept = {"meetings": bool(self.record.meetings), "agreements": bool(self.record.agreements)}
        return self.shows(entry) and kept.get(entry.table, True)


def _party(proof: Proof, entry: Entry) -> bool:
    return any(mention.party == entry.row["party"] for found in proof.found for mention in found.parties)


def _place(proof: Proof, entry: Entry) -> bool:
    return any(mention.name == entry.row["place"] for found in proof.found for mention in found.places)


def _office(proof: Proof, entry: Entry) -> bool:
    return any(mention.office.id == entry.row["office"] for found in proof.found for mention in found.offices)


def _office_modifier(proof: Proof, entry: Entry) -> bool:
    """A modifier is found where a title takes it in; the office's own form may hold it already."""
    before = (
        found.sentence[at].text
        for found in proof.found
        for office in found.offices
        for at in range(office.title.first, office.span.last)
    )
    return any(_is(entry.row["form"], word, proof.lexicon.office_modifiers) for word in before)


def _honorific(proof: Proof, entry: Entry) -> bool:
    """A word of address is found where it stands beside a name, an office or another such word."""
    phrases = proof.lexicon.honorifics
    for found in proof.found:
        first = {name.span.first for name in found.names} | {office.span.first for office in found.offices}
        last = {name.span.last for name in found.names}  # "Robert Hale Jr."
        matches = list(phrases.find([word.text for word in found.sentence]))
        first |= {match.first for match in matches}  # "Esteemed Comrade Pak"
        for match in matches:
            beside = match.last + 1 in first or {match.first - 1, match.first - 2, match.last} & last
            if phrases.same(match.form, entry.row["form"]) and beside:
                return True
    return False


def _meeting(proof: Proof, entry: Entry) -> bool:
    """A noun names a meeting; a verb is one by its dictionary form."""
    lemma, pos = entry.row["lemma"], entry.row["pos"]
    if pos == "VERB":
        return any(
            word.upos == "VERB" and _is(lemma, verb_lemma(sentence, word, proof.lexicon), proof.lexicon.meetings)
            for sentence in proof.sentences
            for word in sentence
        )
    return any(proof.lexicon.meetings.same(mention.word.lemma, lemma) for mention in proof.mentions.meetings)


def _agreement(proof: Proof, entry: Entry) -> bool:
    lemma, phrases = entry.row["lemma"], proof.lexicon.agreements
    return any(phrases.same(mention.word.lemma, lemma) for mention in proof.mentions.agreements)


def _topic(proof: Proof, entry: Entry) -> bool:
    texts = ([word.text for word in sentence] for sentence in proof.sentences)
    return any(match.value == entry.row["topic"] for text in texts for match in proof.lexicon.topics.find(text))


def _predicate(proof: Proof, entry: Entry) -> bool:
    return any(frame.predicate.usage.source == entry.source for frame in proof.frames)


def _stance(proof: Proof, entry: Entry) -> bool:
    return any(frame.stance is not None and frame.stance.usage.source == entry.source for frame in proof.frames)


def _is(form: str, words: str, phrases: Phrases[Any]) -> bool:
    return phrases.same(form, words) and phrases.get(words) is not None


TABLES: dict[str, Callable[[Proof, Entry], bool]] = {
    "agreements": _agreement,
    "honorifics": _honorific,
    "meetings": _meeting,
    "office_modifiers": _office_modifier,
    "offices": _office,
    "parties": _party,
    "places": _place,
    "predicates": _predicate,
    "stances": _stance,
    "topics": _topic,
}
