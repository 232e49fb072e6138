"""Finds the scars of lost text: names gone after honorifics, sentences broken off, pronouns without anybody, ruined words."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lacunae.broken import broken_off
from communique.lacunae.names import names_lost
from communique.lacunae.ruined import ruined_words
from communique.lacunae.scar import MISSING_ANTECEDENT, TRUNCATED, Lacuna
from communique.lexicon import Lexicon
from communique.sentences import Sentence

__all__ = ["Lacuna", "breaks_of", "find_scars", "names_lost", "orphaned"]


def find_scars(sentences: Sequence[Sentence], text: str, lexicon: Lexicon) -> list[Lacuna]:
    """Return the lacunae that show on the surface: sentences broken off, ruined words."""
    ends = (broken_off(sentence, sentences, text, lexicon) for sentence in sentences)
    return [*(scar for scar in ends if scar is not None), *ruined_words(sentences, text)]


def breaks_of(scars: Sequence[Lacuna]) -> frozenset[int]:
    """The sentences after which text is missing."""
    return frozenset(scar.sentence for scar in scars if scar.kind == TRUNCATED)


def orphaned(orphans: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> list[Lacuna]:
    """Turn pronouns that found no antecedent into lacunae."""
    return [Lacuna(MISSING_ANTECEDENT, sentences[at][word].evidence, at) for at, word in orphans]
