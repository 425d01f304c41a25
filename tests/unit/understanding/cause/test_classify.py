"""Utterance → cause and cues, by rules alone and with a second opinion."""

from collections.abc import Sequence

import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause import Opinion, classify


class Opinionated:
    """A scorer that always says the same."""

    def __init__(self, *opinions: Opinion) -> None:
        self._opinions = opinions

    def rank(self, text: str, *, language: str) -> Sequence[Opinion]:
        return self._opinions


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("i was waiting at the light and somebody hit me from behind", CauseClass.COLLISION_REAR_END),
        ("a dear jumped out in front of me and i hit it", CauseClass.ANIMAL),
        ("i backed into a concrete pulley", CauseClass.HIT_OBJECT),
        ("the streaks flooded and my engine died", CauseClass.WEATHER_FLOOD),
        ("he scraped my door in the parking lot and drove off", CauseClass.HIT_AND_RUN),
        ("i swerved for a dog and hit a pole", CauseClass.HIT_OBJECT),
        ("someone smashed the window and took my laptop", CauseClass.THEFT),
    ],
)
def test_common_ways_of_saying_a_cause_are_understood(said: str, cause: CauseClass) -> None:
    """What callers say most, recogniser errors and the order of precedence included, needs rules only."""
    assert classify(said, language="en").cause is cause


@pytest.mark.parametrize("said", ["i want to report an accident", "yesterday at three on main street", ""])
def test_an_utterance_without_a_cause_offers_nothing(said: str) -> None:
    """Words that say no cause give OTHER and no candidates, so that the dialogue simply asks."""
    scorer = Opinionated(Opinion(CauseClass.FIRE, 0.99), Opinion(CauseClass.THEFT, 0.0))
    reading = classify(said, language="en", scorer=scorer)
    assert reading.cause is CauseClass.OTHER
    assert reading.candidates == ()


@pytest.mark.parametrize(
    ("said", "injury"),
    [
        ("nobody is hurt", False),
        ("we're all fine", False),
        ("nobody else is hurt but my neck aches", True),
        ("my wife is bleeding", True),
        ("the engine died", None),
        ("i don't think anyone is injured", False),
    ],
)
def test_injuries_are_heard_and_denials_are_no_injuries(said: str, injury: bool | None) -> None:
    """A yes anywhere outside the words of a denial wins; things do not get hurt."""
    assert classify(said, language="en").cues.injury is injury
