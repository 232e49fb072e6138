"""Finds parties and places in a sentence: names, adjectives, demonyms, capitals, and "our country"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.entries import PartyName
from communique.lexicon import Lexicon
from communique.mentions.spans import PartyMention, PlaceMention, Span
from communique.phrases import Match
from communique.sentences import Sentence

GENITIVES = frozenset({"", "s", "'", "’", "es", "n"})
VISIT = "visit"
SIDE_REACH = 4  # "die Moskauer politische Führung"
PLACE_TAGS = ("PROPN", "NOUN", "ADJ", "X", "DET")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document before it is read: whose text it is, and which parties its text names."""

    publisher_state: str | None
    named: frozenset[str]


def find_parties(sentence: Sentence, lexicon: Lexicon, context: Context) -> list[PartyMention]:
    """Return the parties named in `sentence`, in order; compound words ("US-Seite") may hold two."""
    found: list[PartyMention] = []
    words = [word.text for word in sentence]
    index = 0
    while index < len(words):
        match = lexicon.party_names.at(words, index)
        place = lexicon.places.at(words, index)
        if place and (match is None or place.last > match.last):
            index = place.last + 1  # "Gulf of Mexico", "Northern Ireland": the longer name is no party's
            continue
        if match and not _ends_name(sentence, match.first) and (use := _use(sentence, match, lexicon)):
            span = Span(sentence.index, match.first, match.last)
            found.append(PartyMention(span, match.value.party, use))
            index = match.last + 1
            continue
        found.extend(_in_compound(sentence, index, lexicon, context))
        found.extend(_own(sentence, index, lexicon, context))
        index += 1
    return found


def _use(sentence: Sentence, match: Match[PartyName], lexicon: Lexicon) -> str | None:
    """A name of one word changes by its genitive alone ("Hollande" is not "Holland"), or goes before a side's noun."""
    use = match.value.use
    if match.first < match.last or use not in ("name", "government"):
        return use
    word, form = sentence[match.first].text.casefold(), match.form.casefold()
    if word.startswith(form) and word[len(form) :] in GENITIVES or word.isupper():
        return use
    of_place = word.startswith(form) and word[len(form) :] in lexicon.words("inflection", "of_places")
    return "adjective" if of_place and _is_before_side(sentence, match.last, lexicon) else None


def _is_before_side(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """ "die Kiewer Führung", but "die Wiener Gespräche"."""
    noun = next((word for word in sentence.words[index + 1 : index + SIDE_REACH] if word.upos != "ADJ"), None)
    sides = lexicon.folded_words("groups", "sides") | lexicon.folded_words("groups", "houses")
    return noun is not None and lexicon.folding(noun.lemma) in sides


def _ends_name(sentence: Sentence, index: int) -> bool:
    """ "KIM JONG UN": capitals after capitals are a name, not the United Nations."""
    if not index or not sentence[index].text.isupper():
        return False
    before = sentence[index - 1]
    return before.upos == "PROPN" and before.text.isupper() and before.text.isalpha() and len(before.text) > 1


def _in_compound(sentence: Sentence, index: int, lexicon: Lexicon, context: Context) -> Iterator[PartyMention]:
    """ "koreanisch-russisch", "US-Außenminister": each part may name a party."""
    text = sentence[index].text
    parts = [part for part in text.replace("–", "-").replace("‑", "-").split("-") if part]
    span = Span(sentence.index, index, index)
    ambiguous = lexicon.table("ambiguous")
    topic = len(parts[:-1]) == 1 and _is_event(parts[-1], lexicon)
    for part in parts:
        named = lexicon.party_names.get(part) if len(parts) > 1 else None
        if named and topic and lexicon.parties[named.party].kind != "body":
            continue  # a "Syrien-Gipfel" is about Syria, an "EU-Gipfel" the EU's
        if named:
            yield PartyMention(span, named.party, named.use)
            continue
        choice = ambiguous.get(lexicon.folding(part))
        if choice:
            party = _choose(choice.split("|"), context)
            if party:
                yield PartyMention(span, party, "adjective")


def _is_event(noun: str, lexicon: Lexicon) -> bool:
    meeting = lexicon.meetings.get(noun)
    return meeting is not None and meeting.kind != VISIT or lexicon.agreements.get(noun) is not None


def _choose(candidates: list[str], context: Context) -> str | None:
    """ "koreanisch" is whichever Korea publishes the text or is named in it; where both are, nobody's.

    "südlich" ("KOR?PRK") is South Korea where North Korea publishes the text or is named in it.
    """
    if len(candidates) == 1 and "?" in candidates[0]:
        party, _, beside = candidates[0].partition("?")
        return party if {party, beside} & {context.publisher_state, *context.named} else None
    if context.publisher_state in candidates:
        return context.publisher_state
    named = [party for party in candidates if party in context.named]
    return named[0] if len(named) == 1 else None


def _own(sentence: Sentence, index: int, lexicon: Lexicon, context: Context) -> Iterator[PartyMention]:
    """ "unser Land", "our government": the publisher's state."""
    word = sentence[index]
    if word.text.casefold() not in lexicon.words("groups", "own") or not context.publisher_state:
        return
    nouns = lexicon.folded_words("groups", "own_nouns")
    for after in sentence.words[index + 1 : index + 4]:
        if lexicon.folding(after.text) in nouns:
            yield PartyMention(Span(sentence.index, index, after.index), context.publisher_state, "own")
            return
        if after.upos not in ("ADJ", "NUM"):
            return


def find_places(sentence: Sentence, lexicon: Lexicon) -> list[PlaceMention]:
    """Return the places named in `sentence` that are no party."""
    words = [word.text for word in sentence]
    return [
        PlaceMention(Span(sentence.index, match.first, match.last), match.value.name, match.value.party)
        for match in lexicon.places.find(words)
        if sentence[match.first].upos in PLACE_TAGS
    ]


def parties_named(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> frozenset[str]:
    """The parties that the whole text names without doubt."""
    return frozenset(
        match.value.party
        for sentence in sentences
        for match in lexicon.party_names.find([word.text for word in sentence])
    )
