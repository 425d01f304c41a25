"""How much is understood may rise, never fall: floors for the held-out sentences of each set.

When a floor is missed, look at `scripts/score_understanding.py SET`. Raise a floor when the score has risen
for good.
"""

from dataclasses import dataclass

import pytest

from tests.understanding.predicting import model_free
from tests.understanding.scoring import FOLDER, judged, scores


@dataclass(frozen=True)
class Floor:
    """Least share right, greatest share wrong; for places the least F1 of their named parts instead."""

    right: float = 0.0
    wrong: float = 1.0
    f1: float = 0.0


FLOORS = {
    ("intent_en", "standard"): Floor(right=0.97, wrong=0.03),
    ("intent_en", "hard"): Floor(right=0.92, wrong=0.04),
    ("intent_zh", "standard"): Floor(right=0.97, wrong=0.03),
    ("intent_zh", "hard"): Floor(right=0.92, wrong=0.04),
    ("number_en", "standard"): Floor(right=0.98, wrong=0.02),
    ("number_en", "hard"): Floor(right=0.9, wrong=0.1),
    ("number_zh", "standard"): Floor(right=0.98, wrong=0.02),
    ("number_zh", "hard"): Floor(right=0.9, wrong=0.1),
    ("cause_en", "standard"): Floor(right=0.94, wrong=0.03),
    ("cause_en", "hard"): Floor(right=0.7, wrong=0.14),
    ("cause_zh", "standard"): Floor(right=0.95, wrong=0.03),
    ("cause_zh", "hard"): Floor(right=0.9, wrong=0.06),
    ("time_en", "standard"): Floor(right=0.97, wrong=0.03),
    ("time_en", "hard"): Floor(right=0.88, wrong=0.1),
    ("time_zh", "standard"): Floor(right=0.96, wrong=0.03),
    ("time_zh", "hard"): Floor(right=0.88, wrong=0.1),
    ("place_en", "standard"): Floor(f1=0.95),
    ("place_en", "hard"): Floor(f1=0.75),
    ("place_zh", "standard"): Floor(f1=0.95),
    ("place_zh", "hard"): Floor(f1=0.75),
}


@pytest.mark.parametrize("name", sorted({name for name, _ in FLOORS}))
def test_understanding_does_not_fall_below_its_floor(name: str) -> None:
    """Held-out sentences are understood as well as they were; a yes is never taken for a no."""
    results = judged(FOLDER / f"{name}.jsonl", model_free(name.split("_")[0]))
    held = {score.part: score for score in scores(name, results) if score.split == "held"}
    for part, score in held.items():
        floor = FLOORS[name, part]
        assert score.share_right >= floor.right, score
        assert score.share_wrong <= floor.wrong, score
        assert (score.f1 or 0.0) >= floor.f1, score
    assert sum(score.flips for score in scores(name, results)) == 0
