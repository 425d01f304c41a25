"""One of two things is chosen by its place or by key."""

from tests.unit.dialogue.playing import keys, play
from voiceapp.claims.incident import FieldName


def test_a_place_that_is_not_on_offer_is_no_choice() -> None:
    """One cause alone is offered here, so there is no second."""
    played = play("no", "yesterday at noon on main street", "yes", "water everywhere", "the second one")
    assert FieldName.CAUSE not in played.report.fields


def test_keys_beyond_the_choices_are_not_understood() -> None:
    played = play("no", "yesterday at eight", keys("9"))
    assert played.asked[-1] == "loss_time"
    assert "press 1" in played.said
