"""Utterance → cause and cues, by rules alone and with a second opinion."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause import Opinion, choose, classify


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


def test_a_sure_rule_is_taken_without_a_second_opinion() -> None:
    """Rules alone suffice where no scorer is given; the span says which words they rest on."""
    reading = classify("yesterday my car was stolen", language="en")
    assert reading.cause is CauseClass.THEFT
    assert reading.span is not None
    assert "yesterday my car was stolen"[slice(*reading.span)] == "stolen"


def test_a_hint_alone_is_offered_and_with_agreement_taken() -> None:
    """A deer is a hint: alone it is a candidate, with a second opinion that agrees it is the cause."""
    alone = classify("a deer", language="en")
    assert (alone.cause, alone.candidates) == (CauseClass.OTHER, (CauseClass.ANIMAL,))
    agreeing = Opinionated(Opinion(CauseClass.ANIMAL, 0.7), Opinion(CauseClass.GLASS, 0.3))
    assert classify("a deer", language="en", scorer=agreeing).cause is CauseClass.ANIMAL


def test_a_rule_the_second_opinion_rejects_becomes_an_offer() -> None:
    """Disagreement is a question for the caller: both causes are offered, the likelier first."""
    doubting = Opinionated(Opinion(CauseClass.VANDALISM, 0.92), Opinion(CauseClass.THEFT, 0.08))
    reading = classify("my car was stolen", language="en", scorer=doubting)
    assert reading.cause is CauseClass.OTHER
    assert set(reading.candidates) == {CauseClass.THEFT, CauseClass.VANDALISM}


def test_without_a_rule_only_a_clear_second_opinion_is_taken() -> None:
    """Far ahead: taken. Close together: the top two are offered."""
    said = "my bumper has been kissed"
    clear = Opinionated(Opinion(CauseClass.COLLISION_REAR_END, 0.9), Opinion(CauseClass.PARKING, 0.1))
    close = Opinionated(Opinion(CauseClass.PARKING, 0.5), Opinion(CauseClass.COLLISION_REAR_END, 0.45))
    assert classify(said, language="en", scorer=clear).cause is CauseClass.COLLISION_REAR_END
    offered = classify(said, language="en", scorer=close)
    assert offered.candidates == (CauseClass.PARKING, CauseClass.COLLISION_REAR_END)


def test_what_another_reader_has_hidden_is_no_cause() -> None:
    """A street name read as the place comes as bars, which say nothing."""
    reading = classify("there was an accident on ¦¦¦¦ ¦¦¦¦¦¦", language="en")
    assert (reading.cause, reading.candidates) == (CauseClass.OTHER, ())


@pytest.mark.parametrize(
    ("said", "language", "chosen"),
    [
        ("the side", "en", CauseClass.COLLISION_SIDE),
        ("from behind", "en", CauseClass.COLLISION_REAR_END),
        ("no neither", "en", None),
        ("it was stolen", "en", None),
        ("侧面的", "zh", CauseClass.COLLISION_SIDE),
        ("都不是", "zh", None),
    ],
)
def test_a_short_answer_chooses_among_the_causes_offered(
    said: str, language: str, chosen: CauseClass | None
) -> None:
    """It names one of them, or none; a denial chooses nothing."""
    options = (CauseClass.COLLISION_REAR_END, CauseClass.COLLISION_SIDE)
    assert choose(said, options, language=language) is chosen


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.sampled_from(["en", "zh"]))
def test_no_text_at_all_makes_it_fail(text: str, language: str) -> None:
    """Recognisers write strange things; a cause comes back all the same, its span within the text."""
    reading = classify(text, language=language)
    assert reading.span is None or 0 <= reading.span[0] <= reading.span[1] <= len(text)
    assert len(reading.candidates) <= 2
