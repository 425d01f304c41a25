"""The scorer itself: what counts as right, wrong and refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.understanding.scoring import Verdict, judge, judged, place_hits, scores

DAY = {"start": "2026-03-10T00:00", "end": "2026-03-11T00:00", "precision": "day"}
EXACT = {"start": "2026-03-10T15:30", "end": "2026-03-10T15:31", "precision": "exact"}
ABOUT = {"start": "2026-03-10T15:00", "end": "2026-03-10T16:00", "precision": "about"}
PART = {"start": "2026-03-10T18:00", "end": "2026-03-10T22:00", "precision": "part"}


def shifted(reading: dict[str, str], start: str, end: str) -> dict[str, str]:
    return {**reading, "start": start, "end": end}


@pytest.mark.parametrize(
    ("gold", "pred", "verdict"),
    [
        (None, None, Verdict.RIGHT),
        (None, DAY, Verdict.WRONG),
        (DAY, None, Verdict.REFUSED),
        (DAY, DAY, Verdict.RIGHT),
        (DAY, EXACT, Verdict.WRONG),
        (EXACT, shifted(EXACT, "2026-03-10T15:31", "2026-03-10T15:32"), Verdict.RIGHT),
        (EXACT, shifted(EXACT, "2026-03-10T15:32", "2026-03-10T15:33"), Verdict.WRONG),
        (ABOUT, shifted(ABOUT, "2026-03-10T15:10", "2026-03-10T16:10"), Verdict.RIGHT),
        (ABOUT, shifted(ABOUT, "2026-03-10T15:20", "2026-03-10T16:20"), Verdict.WRONG),
        (PART, shifted(PART, "2026-03-10T18:00", "2026-03-11T00:00"), Verdict.RIGHT),
        (PART, shifted(PART, "2026-03-10T21:00", "2026-03-11T00:00"), Verdict.WRONG),
        ({**DAY, "alts": [EXACT]}, EXACT, Verdict.RIGHT),
    ],
)
def test_times_are_judged_by_their_precision(gold: Any, pred: Any, verdict: Verdict) -> None:
    """A day must be the day, an exact time the minute, about and parts may lie a little beside."""
    assert judge("time", gold, pred) is verdict


@pytest.mark.parametrize(
    ("kind", "gold", "pred", "verdict"),
    [
        ("cause", {"class": "fire"}, {"class": "fire"}, Verdict.RIGHT),
        ("cause", {"class": "fire", "alts": ["theft"]}, {"class": "theft"}, Verdict.RIGHT),
        ("cause", {"class": "fire"}, {"class": "other"}, Verdict.REFUSED),
        ("cause", {"class": "fire"}, {"class": "glass"}, Verdict.WRONG),
        ("intent", {"intent": "no"}, {"intent": "no"}, Verdict.RIGHT),
        ("intent", {"intent": "no"}, {"intent": "yes"}, Verdict.WRONG),
        ("intent", {"intent": "no"}, {"intent": "other"}, Verdict.REFUSED),
        ("number", "555-0142", "5550142", Verdict.RIGHT),
        ("number", "5550142", None, Verdict.REFUSED),
        ("number", None, "5550142", Verdict.WRONG),
        (
            "place",
            [{"type": "road", "text": "the oak street"}],
            [{"type": "cross", "text": "oak street"}],
            Verdict.RIGHT,
        ),
        ("place", [{"type": "road", "text": "oak street"}], [], Verdict.REFUSED),
        ("place", [], [{"type": "city", "text": "denver"}], Verdict.WRONG),
    ],
)
def test_the_other_kinds_are_right_wrong_or_refused(
    kind: str, gold: Any, pred: Any, verdict: Verdict
) -> None:
    """No answer costs a question; a wrong answer costs a wrong claim."""
    assert judge(kind, gold, pred) is verdict


def test_every_named_part_of_a_place_counts_once() -> None:
    """Saying a road twice is not finding two."""
    road = {"type": "road", "text": "Oak Street"}
    assert place_hits([road], [road, road]) == (1, 1, 2)


def test_unusual_and_held_out_sentences_are_counted_apart(tmp_path: Path) -> None:
    """A good score on what was tuned must not hide a bad one on what was not; flips are counted."""
    path = tmp_path / "intent_en.jsonl"
    items = [
        {"utterance": "yes", "gold": {"intent": "yes"}, "split": "tune"},
        {"utterance": "sure thing", "gold": {"intent": "yes"}, "kind": "hard"},
        {"utterance": "no", "gold": {"intent": "no"}, "part": "held_out"},
    ]
    path.write_text("\n".join(map(json.dumps, items)))
    results = judged(path, lambda item, language: {"intent": "yes"})
    found = {
        (score.part, score.split): (score.count, score.right, score.flips)
        for score in scores("intent_en", results)
    }
    assert found == {
        ("standard", "tune"): (1, 1, 0),
        ("hard", "held"): (1, 1, 0),
        ("standard", "held"): (1, 0, 1),
    }
