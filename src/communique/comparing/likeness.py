"""Statements of two texts come in; how much of each the other text tells too, and where, goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.comparing.statements import Statement

WINDOW = 2  # sentences in a row that may tell what the other text tells in one
FOREIGN_STEM = 0.3  # how much a word counts between languages: only words that both spell alike can agree
LEAST = 1e-9  # of two that tell as much the first is taken
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
    best = Echo((), frozenset(), 0.0)
    total = weight_of(statement, frozenset(statement.features), weights)
    found = [shared_features(statement, other) for other in others]
    for first in range(len(others)):
        shared: frozenset[str] = frozenset()
        for last in range(first, min(first + WINDOW, len(others))):
            shared |= found[last]
            most = 2 * sum(weights[name] for name in shared if name[0] != "b")  # twice, for what is done with it
            if most <= best.cover * total - LEAST:
                continue  # to weigh it closely would change nothing
            told = cover(statement, shared, weights) - SECOND * (last - first)
            if told > best.cover + LEAST:
                best = Echo(tuple(range(first, last + 1)), shared, told)
    return best


def shared_features(statement: Statement, other: Statement) -> frozenset[str]:
    """What a statement speaks of that another does too: by name, or in words that begin alike ("Auslandsreise", "Reise")."""
    if not other.features:
        return frozenset()
    same = statement.features.keys() & other.features.keys()
    alike = {
        name for name in statement.features if name[0] in "stk" and name not in same and _is_in(name, statement, other)
    }
    return frozenset(same | alike)


def _is_in(name: str, statement: Statement, other: Statement) -> bool:
    if name.startswith("s:"):
        return name[2:] in other.letters
    return any(roots and all(root in other.letters for root in roots) for roots in statement.roots[name])


def cover(statement: Statement, shared: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the share of a statement that is told; that both blame or both ask speaks for it only as far as what is shared."""
    total = weight_of(statement, frozenset(statement.features), weights)
    told = weight_of(statement, shared, weights)
    done = sum(weights[name] for name in sorted(shared) if name[0] == "b")
    return min(1.0, (told + min(done, told)) / total) if total else 0.0


def weight_of(statement: Statement, names: frozenset[str], weights: Mapping[str, float]) -> float:
    """How much some features of a statement tell: words that name both a topic and other things count once."""
    total = 0.0
    for cluster in statement.clusters:
        here = [name for name in cluster if name in names]
        topics = max((weights[name] for name in here if name[0] in "tk"), default=0.0)
        total += max(topics, sum(weights[name] for name in here if name[0] not in "tkb"))
    return total
