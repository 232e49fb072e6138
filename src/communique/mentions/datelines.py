"""Finds the dateline before a text's first words: "WIEN, 14. Juli 2015 –", "Berlin (ADN).", "BEIJING, July 12 (Xinhua) --"."""

from __future__ import annotations

from collections.abc import Iterable

from communique.mentions.spans import PartyMention, PlaceMention
from communique.sentences import Sentence

LONGEST = 18  # words of a dateline with two places, a date and an agency
FIRST_PARAGRAPHS = 4
DASHES = frozenset({"–", "--", "—", "-", "―"})
VERBS = ("VERB", "AUX")


def dateline_end(sentence: Sentence) -> int:
    """The index of the last word of a sentence's dateline, -1 where it has none."""
    words = sentence.words[:LONGEST]
    if not words[0].text[:1].isupper():
        return -1
    told, end = False, -1  # a date or an agency tells: "Moskau – Peking" alone is a headline
    for word in words[1:]:
        if told and word.text in DASHES:
            return word.index
        if end >= 0 or word.upos in VERBS:
            return end
        if told and word.text == ")":
            end = word.index
        told = told or word.text[:1].isdigit() or word.text == "("
    return end


def home_of(sentence: Sentence, parties: Iterable[PartyMention], places: Iterable[PlaceMention]) -> str | None:
    """The state of the place a dateline opens with."""
    if sentence.paragraph > FIRST_PARAGRAPHS or dateline_end(sentence) < 0:
        return None
    named = [(party.span, party.party) for party in parties if party.use == "government"]
    named += [(place.span, place.party) for place in places if place.party]
    return next((party for span, party in named if span.first == 0), None)
