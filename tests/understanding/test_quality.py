"""How much is understood may rise, never fall: floors for sentences that were not looked at while tuning.

When a floor is missed, look at `scripts/score_understanding.py --errors SET`. Raise a floor when the score has
risen for good.
"""

from dataclasses import dataclass

import pytest

from tests.understanding.predicting import predictor
from tests.understanding.scoring import FOLDER, judged, scores


@dataclass(frozen=True)
class Floor:
    """Least share right, greatest share wrong; for places the least F1 of their named parts instead."""

    right: float = 0.0
    wrong: float = 1.0
    f1: float = 0.0


FLOORS = {
    ("intent_en", "standard"): Floor(right=0.98, wrong=0.01),
    ("intent_en", "hard"): Floor(right=0.95, wrong=0.04),
    ("intent_zh", "standard"): Floor(right=0.98, wrong=0.01),
    ("intent_zh", "hard"): Floor(right=0.95, wrong=0.04),
    ("number_en", "standard"): Floor(right=0.98, wrong=0.01),
    ("number_en", "hard"): Floor(right=0.95, wrong=0.05),
    ("number_zh", "standard"): Floor(right=0.98, wrong=0.01),
    ("number_zh", "hard"): Floor(right=0.95, wrong=0.05),
}


@pytest.mark.parametrize("name", sorted({name for name, _ in FLOORS}))
def test_understanding_does_not_fall_below_its_floor(name: str) -> None:
    """Held-out sentences are understood as well as they were; a yes is never taken for a no."""
    results = judged(FOLDER / f"{name}.jsonl", predictor(name.split("_")[0]))
    held = {score.part: score for score in scores(name, results) if score.split == "held"}
    for part, score in held.items():
        floor = FLOORS[name, part]
        assert score.share_right >= floor.right, score
        assert score.share_wrong <= floor.wrong, score
        assert (score.f1 or 0.0) >= floor.f1, score
    assert sum(score.flips for score in scores(name, results)) == 0
