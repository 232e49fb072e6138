"""Floors: the F1 that each language must keep in each category; which of them a measurement breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from communique.errors import GoldError
from communique.scoring.scores import CATEGORIES, Scores

OVERALL = "all"  # stands for all languages together
Floors = Mapping[str, Mapping[str, float]]  # F1 by language (or `all`) and category
MARGIN = 0.02  # a floor lies this far below what was measured: one act more or less is no regression


@dataclass(frozen=True, slots=True)
class BrokenFloor:
    """A category that is measured lower than it must be."""

    language: str
    category: str
    floor: float
    measured: float

    def __str__(self) -> str:
        return f"{self.language}: {self.category} has F1 {self.measured:.3f}, its floor is {self.floor:.3f}"


def load_floors(path: Path) -> Floors:
    """Load floors: a JSON object of languages (or `all`), each an object of categories and numbers 0 to 1."""
    try:
        floors = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except (OSError, msgspec.MsgspecError) as error:
        raise GoldError(f"{path}: no floors can be read: {error}") from error
    for language, categories in floors.items():
        for category in categories:
            if category not in CATEGORIES:
                raise GoldError(f'{path}: {language}: unknown category "{category}"; there are {", ".join(CATEGORIES)}')
    return floors


def broken_floors(scores: Scores, floors: Floors) -> list[BrokenFloor]:
    """Return the floors that `scores` lie below; a language that was not measured breaks all of its floors."""
    measured = {OVERALL: scores.overall, **scores.by("language")}
    broken = []
    for language, categories in floors.items():
        for category, floor in categories.items():
            f1 = measured[language][category].f1 if language in measured else 0.0
            if f1 < floor:
                broken.append(BrokenFloor(language, category, floor, f1))
    return broken


def floors_under(scores: Scores) -> dict[str, dict[str, float]]:
    """Return floors a margin below `scores`, for every category that the gold of a language has entries in."""
    measured = {OVERALL: scores.overall, **scores.by("language")}
    return {
        language: {category: max(0.0, round(tally.f1 - MARGIN, 3)) for category, tally in tallies.items() if tally.gold}
        for language, tallies in measured.items()
    }
