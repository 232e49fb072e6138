"""A sentence, its source and its target in; out the PLOVER root of what it says the source did to the target.

Event data know a deed by who did it to whom. Records keep acts of parties and persons of diplomacy only; here anybody
may act ("police", "a court"), nouns may report ("an attack on"), and what is announced counts as its own deed.
PLOVER: https://github.com/openeventdata/PLOVER (codebook of 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.roots import plover_root
from communique.coding.sentence import Coding, Pair, SentenceCoder
from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.mentions import Mentions, find_mentions
from communique.sentences import Sentence

__all__ = ["Coding", "code", "plover_root"]


def code(text: str, sentences: Sequence[Sentence], *, source: str, target: str, lexicon: Lexicon) -> Coding | None:
    """Return what `source` does to `target` (both words of `text`) in one or few sentences; None where it is not told.

    "Kabul freed 100 Taliban prisoners." with source "Kabul" and target "100 Taliban prisoners": CONCEDE.
    """
    mentions = find_mentions(sentences, text, lexicon)
    span = _span(text, source)
    pair = Pair(span, _span(text, target), _parties(span, sentences, mentions))
    coders = [SentenceCoder(sentence, lexicon, mentions, pair) for sentence in sentences]
    ranked = [(coder.rank(deed), coder, deed) for coder in coders for deed in coder.deeds]
    for _, coder, deed in sorted(ranked, key=lambda each: each[0], reverse=True):
        coding = coder.code(deed)
        if coding is not None:
            return coding
    return None


def _span(text: str, words: str) -> Evidence | None:
    start = text.find(words)
    return Evidence(start, start + len(words)) if start >= 0 else None


def _parties(span: Evidence | None, sentences: Sequence[Sentence], mentions: Mentions) -> frozenset[str]:
    """The parties that somebody in the span acts for."""
    words = [(each, word) for each in sentences for word in each if span is not None and span.overlaps(word.evidence)]
    found = {mentions.party(reference) for each, word in words for reference in mentions.references.of(each, word)}
    return frozenset(party for party in found if party)
