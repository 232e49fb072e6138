"""Statements of two texts come in; how much of each the other text tells too, and where, goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.comparing.statements import Statement

WINDOW = 2  # sentences in a row that may tell what the other text tells in one
FOREIGN_STEM = 0.3  # how much a word counts between languages: only words that both spell alike can agree
SECOND = 0.05  # one sentence is the better witness than two
COMMON = 3  # statements of both texts that name a thing; one that more of them name tells less


@dataclass(frozen=True, slots=True)
class Echo:
    """Where the other text tells most of a statement: which statements, what they share, and how much of it that is."""

    at: tuple[int, ...]
    shared: frozenset[str]
    cover: float


def weigh(a: Sequence[Statement], b: Sequence[Statement], *, one_language: bool) -> dict[str, float]:
    """How much each feature tells in these two texts: what many statements speak of tells little."""
    counts = Counter(feature for statement in (*a, *b) for feature in statement.features)
    least: dict[str, float] = {}
    for statement in (*a, *b):
        for feature, weight in statement.features.items():
            least[feature] = min(least.get(feature, weight), weight)
    return {
        feature: weight
        * min(1.0, COMMON / counts[feature])
        * (FOREIGN_STEM if feature.startswith("s:") and not one_language else 1.0)
        for feature, weight in least.items()
    }


def find_echo(statement: Statement, others: Sequence[Statement], weights: Mapping[str, float]) -> Echo:
    """Find the statement, or the two in a row, that tell most of what a statement tells."""
    features = statement.features.keys()
    total = sum(weights[feature] for feature in features if feature[0] != "b")  # what is done speaks for, never against
    best = Echo((), frozenset(), 0.0)
    for first in range(len(others)):
        shared: frozenset[str] = frozenset()
        for last in range(first, min(first + WINDOW, len(others))):
            shared |= features & others[last].features.keys()
            cover = _share(shared, weights, total) - SECOND * (last - first)
            if cover > best.cover + 1e-9:
                best = Echo(tuple(range(first, last + 1)), shared, cover)
    return best


def _share(shared: frozenset[str], weights: Mapping[str, float], total: float) -> float:
    """Return the share of a statement that is told; that both blame or both ask speaks for it only as far as what is shared."""
    told = sum(weights[feature] for feature in shared if feature[0] != "b")
    done = sum(weights[feature] for feature in shared if feature[0] == "b")
    return min(1.0, (told + min(done, told)) / total) if total else 0.0
