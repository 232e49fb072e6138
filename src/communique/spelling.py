"""Tells words that lost the space between them: "reaffirmedtheir", "desVertrags", "VertragDie"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

KNOWN_WORDS = 100_000  # how many answers are remembered
SHORTEST = 3  # letters of a word that has grown together with another
SHORTEST_GERUND = 5  # "ending"
GROWN = re.compile(r"([^\W\d_]+[^\W\d_A-ZÀ-Þ])([A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+)")


class RunTogether:
    """Asks the vocabulary of one language whether a word it lacks is two that it has.

    `known` tells whether a word is in the vocabulary; of a language's table (`segmentation.toml`), `small_words` begin or
    end hardly any other word, `gerunds` are the ends of words that no compound begins with, `gendered` those of words with
    a capital inside by custom ("MinisterInnen"), and `capital_nouns` says that nouns have one.
    """

    def __init__(self, known: Callable[[str], bool], table: Mapping[str, Any]) -> None:
        self._known = known
        self._small: frozenset[str] = frozenset(table["small_words"])
        self._gerunds: tuple[str, ...] = tuple(table["gerunds"])
        self._gendered: frozenset[str] = frozenset(table["gendered"])
        self._capital_nouns: bool = table["capital_nouns"]
        self._asked = lru_cache(KNOWN_WORDS)(self._is_two)

    def __call__(self, form: str) -> bool:
        """Tell whether `form` is two words."""
        return form.isalpha() and not form.isupper() and self._asked(form)

    def _is_two(self, form: str) -> bool:
        if grown := GROWN.fullmatch(form):
            return self._is_grown(*grown.groups())
        if form[0].isupper() and not self._capital_nouns or self._is_word(form):
            return False  # a name
        return any(self._are_words(form[:cut], form[cut:]) for cut in range(2, len(form) - 1))

    def _is_grown(self, first: str, second: str) -> bool:
        if second in self._gendered or not self._is_word(first):
            return False
        if first[0].isupper() and not self._capital_nouns:
            return second.lower() in self._small
        return self._is_word(second)

    def _are_words(self, first: str, second: str) -> bool:
        if second in self._small:
            return len(first) >= SHORTEST and self._is_word(first)
        if first in self._small or first.endswith(self._gerunds) and len(first) > SHORTEST_GERUND:
            return len(second) > SHORTEST and self._is_word(first) and self._is_word(second)
        return False

    def _is_word(self, form: str) -> bool:
        return form.lower() in self._small or self._known(form)
