"""Gold annotation and records in, scores out: what a reader found, missed and invented."""

from __future__ import annotations

from communique.scoring.floors import BrokenFloor, broken_floors, load_floors
from communique.scoring.gold import Gold, load_golds
from communique.scoring.scores import CATEGORIES, Miss, Scores, Tally
from communique.scoring.sheet import score

__all__ = [
    "CATEGORIES",
    "BrokenFloor",
    "Gold",
    "Miss",
    "Scores",
    "Tally",
    "broken_floors",
    "load_floors",
    "load_golds",
    "score",
]
