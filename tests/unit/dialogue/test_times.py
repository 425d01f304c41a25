"""When it happened: by voice, by keys, and one of two readings."""

import pytest

from tests.unit.dialogue.playing import PHONE, SILENT, Played, fresh, keys, play, prompt, words
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import Precision
from voiceapp.dialogue.state import State
from voiceapp.dialogue.times import AskClock, AskTime

TIME = FieldName.LOSS_TIME


def _asked_when(*answers: object, language: str = "en") -> Played:
    """A conversation that has come to the question about the time."""
    no = "no" if language == "en" else "没有"
    return play(no, keys("1"), *answers, language=language)  # type: ignore[arg-type]


def _start(played: Played) -> tuple[int, int, int]:
    start = played.value(TIME).start
    return start.day, start.hour, start.minute


@pytest.mark.parametrize("day", ["2", "0310"])
def test_a_day_and_a_time_are_keyed_in_two_steps(day: str) -> None:
    played = _asked_when(keys(day))
    assert played.asked[-1] == "clock"
    assert "Yesterday, Tuesday." in played.said
    played = _asked_when(keys(day), keys("1530"))
    assert _start(played) == (10, 15, 30)
    assert (played.evidence(TIME).words, played.evidence(TIME).source) == ("03101530", "keypad")
    assert played.asked[-1] == "confirm"


def test_today_is_one_key() -> None:
    assert _start(_asked_when(keys("1"), keys("0815"))) == (11, 8, 15)


def test_day_and_time_are_keyed_in_one_entry_too() -> None:
    assert _start(_asked_when(keys("03101530"))) == (10, 15, 30)


@pytest.mark.parametrize("pressed", ["3", "9999", "0310256", "031", "*1"])
def test_keys_that_are_no_date_get_more_help(pressed: str) -> None:
    played = _asked_when(keys(pressed))
    assert played.said == prompt("loss_time.nomatch")


@pytest.mark.parametrize("answer", [keys("#"), "no idea"])
def test_who_does_not_know_the_time_of_a_keyed_day_keeps_the_day(answer: str) -> None:
    played = _asked_when(keys("2"), answer)
    assert _start(played) == (10, 0, 0)
    assert played.value(TIME).precision is Precision.DAY
    assert played.asked[-1] == "confirm"


def test_a_time_said_after_a_keyed_day_is_of_that_day() -> None:
    assert _start(_asked_when(keys("2"), "half past three")) == (10, 15, 30)


def test_three_bad_times_of_day_keep_the_day_for_a_person() -> None:
    played = _asked_when(keys("2"), keys("2560"), "well well", SILENT)
    assert _start(played) == (10, 0, 0)
    assert TIME in played.report.for_person
    assert played.evidence(TIME).tries == 3
    assert played.prompts[-3:-1] == [prompt("clock.nomatch")] * 2


def test_a_day_that_is_a_day_no_longer_is_a_fault_of_ours() -> None:
    state = State(fresh(), words("en"))
    with pytest.raises(RuntimeError, match="from_keys"):
        AskClock("9999").give_up(state)


def test_skipping_the_time_leaves_it_to_a_person() -> None:
    played = _asked_when(keys("#"))
    assert TIME in played.report.for_person
    assert played.said.startswith(prompt("giving_up.field"))


def test_who_does_not_know_twice_is_not_asked_a_third_time() -> None:
    played = _asked_when("i don't know")
    assert played.said == prompt("loss_time.unsure")
    played = _asked_when("i don't know", "no idea")
    assert TIME in played.report.for_person
    assert played.asked[-1] == "loss_place"


def test_three_answers_without_a_time_leave_it_to_a_person_with_more_help_each_time() -> None:
    played = _asked_when("well well", SILENT, "well well")
    assert played.prompts[3:5] == [prompt("loss_time.nomatch"), prompt("loss_time.noinput")]
    assert played.asked[-1] == "loss_place"


def test_tries_count_the_answers_it_took() -> None:
    assert _asked_when("well well", "yesterday at noon").evidence(TIME).tries == 2


def test_an_open_time_of_day_is_offered_and_chosen_by_words() -> None:
    played = _asked_when("yesterday at eight")
    assert "at eight in the morning, or" in played.said
    assert "at eight in the evening" in played.said
    assert _start(_asked_when("yesterday at eight", "the morning")) == (10, 8, 0)
    assert _start(_asked_when("yesterday at eight", "in the evening")) == (10, 20, 0)


@pytest.mark.parametrize(("answer", "hour"), [("the first one", 8), ("second", 20), (keys("2"), 20)])
def test_an_offered_time_is_chosen_by_its_place_or_by_key(answer: str, hour: int) -> None:
    assert _start(_asked_when("yesterday at eight", answer)) == (10, hour, 0)


def test_a_choice_keeps_the_words_it_completes() -> None:
    evidence = _asked_when("yesterday at eight", "the first one").evidence(TIME)
    assert (evidence.words, evidence.audio_offset) == ("yesterday at eight / the first one", 1.5)


def test_neither_of_two_times_asks_anew() -> None:
    played = _asked_when("yesterday at eight", "no")
    assert played.said == prompt("loss_time.refused")
    assert played.evidence(TIME).confirmed is False
    played = _asked_when("yesterday at eight", "no", "yesterday at noon")
    assert _start(played) == (10, 12, 0)


def test_another_time_than_the_two_is_taken() -> None:
    assert _start(_asked_when("yesterday at eight", "monday at noon")) == (9, 12, 0)


def test_the_same_open_time_again_leaves_the_offer_standing() -> None:
    played = _asked_when("yesterday at eight", "at eight")
    assert played.asked[-1] == "loss_time"


def test_who_cannot_choose_between_two_times_keeps_the_likelier_for_a_person() -> None:
    played = _asked_when("yesterday at eight", "i don't know")
    assert "press 1" in played.said
    played = _asked_when("yesterday at eight", "i don't know", "i don't know")
    assert (TIME in played.report.for_person, _start(played)) == (True, (10, 8, 0))
    played = _asked_when("yesterday at eight", keys("7"), "hello hello", SILENT)
    assert (TIME in played.report.for_person, _start(played)) == (True, (10, 8, 0))


def test_a_place_said_beside_the_choice_is_kept() -> None:
    played = _asked_when("yesterday at eight", "in the morning on main street")
    assert "main street" in played.value(FieldName.LOSS_PLACE).words


def test_mandarin_times_are_offered_and_keyed_as_well() -> None:
    assert _start(_asked_when("昨天八点", "晚上", language="zh")) == (10, 20, 0)
    assert _start(_asked_when("昨天八点", "第一个", language="zh")) == (10, 8, 0)
    assert _start(_asked_when(keys("2"), keys("1530"), language="zh")) == (10, 15, 30)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("yesterday at half past three", True),
        ("about an hour ago", True),
        ("yesterday", False),
        ("yesterday at eight", False),
        ("yesterday at half past", False),
        ("well let me", False),
    ],
)
def test_a_partial_time_is_whole_when_nothing_is_open(text: str, whole: bool) -> None:
    state = State(fresh(caller_id=PHONE["en"]), words("en"))
    assert AskTime().complete(state, text) is whole
