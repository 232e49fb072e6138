"""Measure the project's own gold texts and write floors a little below: run it when the reader has become better.

python evaluation/set_floors.py          writes evaluation/floors.json, keeping every floor that is higher already
python evaluation/set_floors.py --lower  also lowers floors: the commit says which, and why
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.evaluating import evaluate
from communique.scoring import load_floors
from communique.scoring.floors import floors_under

HERE = Path(__file__).parent


def main() -> None:
    """Write the floors."""
    path = HERE / "floors.json"
    floors = floors_under(evaluate(HERE / "gold", errors=sys.stderr))
    kept = load_floors(path) if path.exists() and "--lower" not in sys.argv else {}
    for language, categories in floors.items():
        for category, floor in categories.items():
            categories[category] = max(floor, kept.get(language, {}).get(category, 0.0))
    path.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
