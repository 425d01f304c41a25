"""The number to call back."""

import pytest

from tests.unit.dialogue.playing import (
    PHONE,
    SILENT,
    STORY,
    STORY_ZH,
    Played,
    fresh,
    keys,
    play,
    prompt,
    words,
)
from voiceapp.claims.evidence import Source
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.callback import AskCallback, OwnNumber
from voiceapp.dialogue.state import State

NUMBER = FieldName.CALLBACK_NUMBER


def _withheld(*answers: object, language: str = "en") -> Played:
    """A caller without a number has told the story and is asked for one."""
    told = ("no", STORY, "yes") if language == "en" else ("没有", STORY_ZH, "对")
    return play(*told, *answers, language=language, withheld=True)  # type: ignore[arg-type]


def _known(*answers: object, language: str = "en") -> Played:
    """A caller whose number is shown has told the story and is asked whether we may use it."""
    told = ("no", STORY, "yes") if language == "en" else ("没有", STORY_ZH, "对")
    return play(*told, *answers, language=language)  # type: ignore[arg-type]


def test_a_withheld_number_is_asked_for_before_what_else_is_missing() -> None:
    played = play("no", "somebody hit me from behind", "yes", withheld=True)
    assert played.asked[-1] == "callback_number"


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("five five five one two three four five six seven", "5551234567"),
        ("it's 555 123 4567", "5551234567"),
        (keys("5551234567"), "5551234567"),
    ],
)
def test_a_number_is_said_or_keyed_and_read_back(answer: str, number: str) -> None:
    played = _withheld(answer)
    assert played.value(NUMBER) == number
    assert "five five five, one two three, four five six seven" in played.said
    assert _withheld(answer, "yes").evidence(NUMBER).confirmed


def test_a_mandarin_number_is_not_taken_for_a_date() -> None:
    played = play("没有", "我被追尾了", "对", "一三八一二三四五六七八", language="zh", withheld=True)
    assert played.value(NUMBER) == "13812345678"
    assert FieldName.LOSS_TIME not in played.report.fields


@pytest.mark.parametrize("answer", ["eight", "hello", keys("123"), keys("12*45")])
def test_what_is_no_number_gets_more_help(answer: str) -> None:
    played = _withheld(answer)
    assert played.said == prompt("callback_number.nomatch")


def test_another_answer_instead_of_the_number_is_kept() -> None:
    told = ("no", "somebody hit me from behind", "yes")
    played = play(*told, "it was yesterday at noon on main street", withheld=True)
    assert {FieldName.LOSS_TIME, FieldName.LOSS_PLACE} <= set(played.report.fields)
    assert played.asked[-1] == "confirm"


def test_who_has_no_number_is_asked_for_another_ones_and_then_left_alone() -> None:
    assert _withheld("i don't know").said == prompt("callback_number.unsure")
    assert _withheld("no").said == prompt("callback_number.unsure")
    played = _withheld("i don't know", "i don't know")
    assert NUMBER in played.report.for_person
    assert played.asked[-1] == "final"
    assert NUMBER in _withheld(keys("#")).report.for_person


def test_a_refused_number_is_asked_for_again_digit_by_digit() -> None:
    played = _withheld(keys("5551234567"), "no")
    assert played.said == prompt("callback_number.refused")
    assert played.evidence(NUMBER).confirmed is False


def test_a_number_is_corrected_in_one_breath() -> None:
    played = _withheld(keys("5551234567"), "no it is five five five one two three four five six eight")
    assert played.value(NUMBER) == "5551234568"
    assert played.said.startswith("Thank you, I have changed that.")


@pytest.mark.parametrize("yes", ["yes", keys("1"), "press one"])
def test_the_number_shown_is_confirmed_by_a_yes(yes: str) -> None:
    played = _known(yes)
    assert played.evidence(NUMBER).confirmed
    assert played.evidence(NUMBER).source is Source.CALLER_ID
    assert played.asked[-1] == "final"


@pytest.mark.parametrize("no", ["no", keys("2")])
def test_another_number_than_the_one_shown_is_asked_for_without_an_apology(no: str) -> None:
    played = _known(no)
    assert played.said == prompt("callback_number.ask")
    played = _known(no, keys("5559991212"), "yes")
    assert (played.value(NUMBER), played.asked[-1]) == ("5559991212", "final")


def test_another_number_in_the_same_breath_is_read_back() -> None:
    played = _known("no use five five five nine nine nine one two one two")
    assert played.value(NUMBER) == "5559991212"
    assert played.asked[-1] == "confirm"


def test_no_clear_answer_about_the_number_shown_gets_help_and_then_a_person() -> None:
    played = _known("hello", SILENT)
    assert played.prompts[-2:] == [prompt("own_number.nomatch"), prompt("own_number.noinput")]
    played = _known("hello", keys("9"), SILENT)
    assert NUMBER in played.report.for_person
    assert played.value(NUMBER) == PHONE["en"]


def test_mandarin_callers_say_yes_to_their_number_as_well() -> None:
    assert _known("可以", language="zh").evidence(NUMBER).confirmed


@pytest.mark.parametrize(
    ("text", "whole"), [("five five five one two three", False), ("555 123 4567", True), ("well", False)]
)
def test_a_partial_number_is_whole_when_it_has_all_its_digits(text: str, whole: bool) -> None:
    assert AskCallback().complete(State(fresh(), words("en")), text) is whole


def test_a_partial_yes_to_the_number_shown_is_whole() -> None:
    question = OwnNumber(PHONE["en"])
    assert question.complete(State(fresh(), words("en")), "yes")
    assert not question.complete(State(fresh(), words("en")), "yes but")
