"""What the reader is measured to do on the project's own gold texts may not fall below the floors."""

from pathlib import Path

import pytest

from communique.evaluating import evaluate
from communique.scoring import broken_floors, load_floors

EVALUATION = Path(__file__).parent.parent / "evaluation"


@pytest.mark.models
def test_no_floor_is_broken() -> None:
    scores = evaluate(EVALUATION / "gold")
    assert not scores.faults
    assert not scores.without_record
    assert [str(each) for each in broken_floors(scores, load_floors(EVALUATION / "floors.json"))] == []
