"""A yes confirms exactly what was read; everything else changes something or asks again."""

import pytest

from tests.unit.dialogue.playing import SILENT, STORY, STORY_ZH, fresh, keys, play, prompt, words
from voiceapp.claims.incident import FieldName, Status
from voiceapp.dialogue.actions import Interrupt, Say
from voiceapp.dialogue.confirming import Confirm
from voiceapp.dialogue.state import STORY as STORY_FIELDS
from voiceapp.dialogue.state import State

TIME, PLACE, CAUSE = STORY_FIELDS


@pytest.mark.parametrize("yes", ["yes", "that's right", keys("1"), "one"])
def test_a_yes_confirms_what_was_just_read_and_nothing_else(yes: str) -> None:
    played = play("no", STORY, yes)
    assert all(played.evidence(name).confirmed for name in STORY_FIELDS)
    assert played.evidence(FieldName.CALLBACK_NUMBER).confirmed is None


@pytest.mark.parametrize("no", ["no", "that is not correct", keys("2"), "press two"])
def test_a_plain_no_to_several_values_goes_through_them_one_by_one(no: str) -> None:
    played = play("no", STORY, no)
    assert played.said.startswith("I am sorry. Let us go through it one by one. It happened today")
    assert "main street" not in played.said
    played = play("no", STORY, no, "yes", "yes")
    assert played.said.startswith("Thank you. You reported that")
    assert [played.evidence(name).confirmed for name in STORY_FIELDS] == [True, True, None]


def test_a_no_to_one_value_asks_for_it_at_once_and_goes_on_with_the_rest() -> None:
    played = play("no", STORY, "no", "no")
    assert played.said == prompt("loss_time.refused")
    assert played.evidence(TIME).confirmed is False
    played = play("no", STORY, "no", "no", "yesterday at noon", "yes")
    assert "main street" in played.said
    assert played.evidence(TIME).tries == 2


def test_a_refused_value_stays_as_evidence_when_the_caller_leaves() -> None:
    played = play("no", STORY, "no", "no")
    assert played.evidence(TIME).words == STORY
    assert TIME in played.report.missing


@pytest.mark.parametrize(
    ("correction", "field", "expected"),
    [
        ("no it was at nine", TIME, "nine in the morning"),
        ("no it was on oak street", PLACE, "oak street"),
        ("no i hit a deer", CAUSE, "an animal"),
        ("yes but it was on oak street", PLACE, "oak street"),
        ("on oak street", PLACE, "oak street"),
    ],
)
def test_one_value_is_corrected_in_one_breath_and_all_are_read_again(
    correction: str, field: FieldName, expected: str
) -> None:
    played = play("no", STORY, correction)
    assert played.said.startswith("Thank you, I have changed that.")
    assert expected in played.said
    assert played.evidence(field).tries == 2
    assert correction in played.evidence(field).words
    others = [name for name in STORY_FIELDS if name is not field]
    assert all(played.evidence(name).words == STORY for name in others)


def test_a_correction_of_the_time_keeps_the_day_and_the_words_it_rests_on() -> None:
    played = play("no", STORY, "no at nine")
    assert played.evidence(TIME).words == f"{STORY} / no at nine"
    assert played.value(TIME).start.day == 11


def test_a_correction_that_leaves_the_time_open_offers_both() -> None:
    played = play("no", "yesterday at noon on main street", "no it was monday at eight")
    assert played.asked[-1] in ("loss_time", "confirm")
    assert played.value(TIME).start.day == 9


def test_a_place_corrected_in_unknown_words_is_those_words() -> None:
    played = play("no", keys("1"), "yesterday at noon", "yes", "at the old brewery", "no by the zwiebelmarkt")
    assert played.value(PLACE).words == "by the zwiebelmarkt"
    assert played.evidence(PLACE).tries == 2


def test_a_single_word_that_no_list_of_places_knows_corrects_the_place() -> None:
    played = play("no", keys("1"), "yesterday at noon", "yes", "at the old brewery", "no zwiebelmarkt")
    assert played.value(PLACE).words == "zwiebelmarkt"
    assert played.said.startswith("Thank you, I have changed that.")


def test_a_further_value_said_at_a_read_back_is_kept_and_read_with_the_rest() -> None:
    played = play("no", "somebody hit me from behind", "it was about an hour ago")
    assert played.asked[-1] == "confirm"
    assert "You reported" in played.said
    assert "It happened today" in played.said


def test_a_value_confirmed_before_is_corrected_later_and_confirmed_again() -> None:
    played = play("no", "yesterday at noon", "yes", "on main street", "no wait it was monday")
    assert played.value(TIME).start.day == 9
    assert played.evidence(TIME).confirmed is None
    assert "Monday" in played.said


def test_what_neither_agrees_nor_changes_anything_is_asked_again_with_help_and_then_left_to_a_person() -> (
    None
):
    played = play("no", STORY, "hello", "i don't know", SILENT)
    assert played.prompts[-3:-1] == [prompt("confirm.nomatch"), prompt("confirm.nomatch", turn=1)]
    assert set(STORY_FIELDS) <= played.report.for_person
    assert played.value(PLACE).words == "on main street"
    played = play("no", STORY, keys("9"))
    assert played.said == prompt("confirm.nomatch")


def test_a_field_refused_three_times_is_left_to_a_person_with_its_last_value() -> None:
    asked = ("no", keys("1"), "yesterday at noon", "yes")
    played = play(*asked, "at the old brewery", "no", "at the new brewery", "no", "at the old mill", "no")
    assert PLACE in played.report.for_person
    assert prompt("giving_up.field") in played.said
    assert played.value(PLACE).words == "at the old mill"
    assert played.evidence(PLACE).tries == 3


def test_a_field_corrected_three_times_is_left_to_a_person_unconfirmed() -> None:
    played = play("no", STORY, "no on oak street", "no on elm street", "no on pine street")
    assert PLACE in played.report.for_person
    assert played.value(PLACE).words == "on pine street"
    assert "pine street" not in played.said
    played = play("no", STORY, "no yesterday at nine am", "no monday at ten am", "no yesterday at eight")
    assert TIME in played.report.for_person
    assert played.asked[-1] == "confirm"


def test_a_field_refused_three_times_is_not_taken_up_again() -> None:
    refused = ("no on oak street", "no on elm street", "no on pine street")
    played = play("no", STORY, *refused, "at the old mill on main street")
    assert played.value(PLACE).words == "on pine street"


def test_a_new_value_is_not_called_a_change_because_another_was_refused() -> None:
    played = play("no", "yesterday at noon", "no", keys("#"), "on main street")
    assert played.said == "Thank you. The place: on main street. Is that right?"


def test_the_final_read_back_holds_everything_and_cannot_be_talked_over() -> None:
    played = play("no", STORY, "yes", "yes")
    assert played.asked[-1] == "final"
    for words_ in ("eight in the morning", "main street", "from behind", "five five five"):
        assert words_ in played.said
    says = [action for action in played.turns[-1] if isinstance(action, Say)]
    assert says[-1].interrupt is Interrupt.KEYS


def test_a_yes_to_the_whole_completes_the_report() -> None:
    played = play("no", STORY, "yes", "yes", "yes")
    assert played.report.status is Status.COMPLETE
    assert played.report.missing == ()
    assert "2 6 0, 0 0 0, 0 0 6" in played.said


def test_a_no_to_the_whole_goes_one_by_one_and_does_not_read_the_whole_again() -> None:
    played = play("no", STORY, "yes", "yes", "no", "yes", "yes", "yes", "yes")
    assert played.report.status is Status.COMPLETE
    assert played.asked.count("final") == 1


def test_a_correction_of_the_whole_reads_that_value_and_then_the_whole_again() -> None:
    played = play("no", STORY, "yes", "yes", "the place is wrong it was oak street")
    assert "oak street" in played.said
    assert "eight in the morning" not in played.said
    played = play("no", STORY, "yes", "yes", "the place is wrong it was oak street", "yes", "yes")
    assert played.report.status is Status.COMPLETE
    assert played.asked.count("final") == 2


def test_no_answer_to_the_final_read_back_keeps_what_was_confirmed() -> None:
    played = play("no", STORY, "yes", "yes", "hello", keys("7"), "hello")
    assert played.report.status is Status.COMPLETE


def test_mandarin_is_corrected_and_confirmed_the_same_way() -> None:
    played = play("没有", STORY_ZH, "不是，是建设路", language="zh")
    assert "建设路" in played.said
    played = play("没有", STORY_ZH, "不对", "对", "对", "对", "可以", "对", language="zh")
    assert played.report.status is Status.COMPLETE


def test_a_partial_is_whole_when_it_is_a_plain_yes() -> None:
    question = Confirm((TIME,))
    assert question.complete(State(fresh(), words("en")), "yes")
    assert not question.complete(State(fresh(), words("en")), "yes but")
