"""One field at a time, and the place in the caller's own words."""

import pytest

from tests.unit.dialogue.playing import STORY, Played, fresh, keys, play, prompt, words
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.fields import AskPlace
from voiceapp.dialogue.state import State

PLACE = FieldName.LOSS_PLACE


def _asked_where(*answers: object) -> Played:
    """A conversation that has come to the question about the place."""
    return play("no", "yesterday at noon", "yes", *answers)  # type: ignore[arg-type]


def test_the_place_is_asked_for_when_only_the_time_was_told() -> None:
    played = _asked_where()
    assert (played.asked[-1], played.said) == ("loss_place", prompt("loss_place.ask"))


def test_any_words_are_a_place_when_it_was_asked_for() -> None:
    played = _asked_where("behind the old brewery")
    assert "brewery" in played.value(PLACE).words
    assert "brewery" in played.said


@pytest.mark.parametrize(
    "answer", ["hello", "yes", "yesterday at four", "555 123 4568", "repeat after me no"]
)
def test_what_is_plainly_no_place_is_not_taken_for_one(answer: str) -> None:
    assert PLACE not in _asked_where(answer).report.fields


def test_a_single_unknown_word_is_a_place_when_it_is_said_again() -> None:
    played = _asked_where("framingdale", "framingdale")
    assert played.value(PLACE).words == "framingdale"
    assert played.evidence(PLACE).tries == 2


def test_another_field_answered_instead_is_kept_and_the_place_is_asked_for_again() -> None:
    played = _asked_where("somebody hit me from behind", "yes")
    assert played.value(FieldName.CAUSE).cause == "collision_rear_end"
    assert played.asked[-1] == "loss_place"


def test_the_pound_key_leaves_the_place_to_a_person_and_other_keys_do_nothing() -> None:
    assert _asked_where(keys("5")).said == prompt("loss_place.nomatch")
    played = _asked_where(keys("#"))
    assert PLACE in played.report.for_person
    assert played.asked[-1] == "cause"


def test_not_knowing_the_place_gets_help_and_then_a_person() -> None:
    assert _asked_where("i don't know").said == prompt("loss_place.unsure")
    assert PLACE in _asked_where("i don't know", "i have no idea").report.for_person


def test_a_field_left_to_a_person_is_still_taken_when_it_comes_later() -> None:
    played = _asked_where(keys("#"), "somebody hit me from behind on main street")
    assert PLACE not in played.report.for_person
    assert "main street" in played.said


def test_giving_up_is_explained_once_and_short_from_then_on() -> None:
    played = _asked_where(keys("#"), keys("#"))
    assert prompt("giving_up.field") in played.prompts[-2]
    assert played.said.startswith(prompt("giving_up.field", turn=1))


def test_after_a_refusal_the_question_says_sorry_and_then_asks_in_parts() -> None:
    played = _asked_where("at the old brewery", "no")
    assert played.said == prompt("loss_place.refused")
    played = _asked_where("at the old brewery", "no", "at the new brewery", "no")
    assert played.said == prompt("loss_place.refused", turn=1)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("on main street in springfield", True),
        ("on main street", False),
        ("on main street in springfield near the", False),
        ("well", False),
    ],
)
def test_a_partial_place_is_whole_with_two_names(text: str, whole: bool) -> None:
    assert AskPlace().complete(State(fresh(), words("en")), text) is whole


def test_mandarin_words_are_a_place_too() -> None:
    played = play("没有", keys("1"), "昨天中午", "对", "老酒厂后面", language="zh")
    assert "酒厂" in played.value(PLACE).words


def test_nothing_of_the_story_is_asked_for_again() -> None:
    assert play("no", STORY, "yes").asked == ["safety", "open", "confirm", "own_number"]
