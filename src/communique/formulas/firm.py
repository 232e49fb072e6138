"""Counted sequences come in, those that are set phrases go out: firm beyond chance, with telling ends, in no longer one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from communique.formulas.association import least_surprise, weakest_link
from communique.formulas.counting import Counted, Level
from communique.formulas.tokens import Wording

FIRM = 0.3  # NPMI: "welcomed recent" has 0.26, "strong support" 0.4, "territorial integrity" 0.98
CERTAIN = 15.13  # G², p < 0.0001: in small registers words stand together four times by chance
NEARLY_ALWAYS = (
    0.9  # of the documents with "Investing in America" have "Investing in America agenda": only that is told
)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence of words with the documents it is in, how often it is used, and how firmly it holds together."""

    words: tuple[str, ...]
    documents: int
    uses: int
    association: float


def firm_sequences(counted: Counted, wording: Wording, *, longest: int) -> list[Sequence]:
    """The set phrases of 2 to `longest` words, the longest first.

    A sequence goes where a longer set phrase nearly always contains it, be it through others that are none: "firm
    commitment" for "firm commitment to the defense", though "firm commitment to" ends in a function word.
    """
    telling = [wording.is_telling(word) for word in counted.words]
    covers = [array("i", bytes(4 * len(level))) for level in counted.levels]
    found: list[Sequence] = []
    for place in range(len(counted.levels) - 1, 0, -1):
        level, cover, below = counted.levels[place], covers[place], covers[place - 1]
        for id, association in _associations(counted, place, telling):
            documents = level.documents[id]
            firm = association >= FIRM
            if firm and place < longest and cover[id] < NEARLY_ALWAYS * documents:
                found.append(Sequence(counted.words_of(place, id), documents, level.uses[id], association))
            best = max(cover[id], documents) if firm else cover[id]
            if place < longest:
                below[level.first[id]] = max(below[level.first[id]], best)
            # of a sentence of fifteen words that all have the first eight words are told, not the eight windows of it
            below[level.second[id]] = max(below[level.second[id]], best)
    return found


def _associations(counted: Counted, place: int, telling: list[bool]) -> Iterator[tuple[int, float]]:
    """Every sequence of a level with its association; less than firm where it begins or ends with a word that says nothing."""
    level: Level = counted.levels[place]
    for id in range(1, len(level)):
        if telling[level.head[id]] and telling[level.tail[id]]:
            splits, together = list(counted.splits(place, id)), level.uses[id]
            association = weakest_link(together, splits, counted.total)
            certain = association >= FIRM and least_surprise(together, splits, counted.total) >= CERTAIN
            yield id, association if certain else min(association, FIRM - 1)
        else:
            yield id, -1.0
