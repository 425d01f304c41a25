"""Callers who press keys."""

from datetime import datetime

from tests.asterisk.report.about import about
from tests.asterisk.report.stories import Story, Told, story
from tests.robot.caller import Talk
from tests.robot.conversations import by_keys
from tests.robot.sounds import recorded
from tests.robot.transcript import digits, likeness

answers_with_keys = Story(by_keys)


@about(answers_with_keys)
def test_a_report_is_complete_with_keys_and_a_spoken_place(told: Told) -> None:
    report = told.report
    assert (report["status"], report["missing"], report["injured"]) == ("complete", [], False)
    start = datetime.fromisoformat(report["loss_time"]["start"])
    assert (start.hour, start.minute, report["loss_time"]["precision"]) == (15, 30, "exact")
    assert report["cause"]["class"] == "collision_rear_end"
    assert "oak street and fifth avenue" in report["loss_place"]["words"].lower()
    assert report["callback_number"] == report["caller_id"]
    sources = {name: evidence["source"] for name, evidence in report["evidence"].items()}
    assert sources == {
        "injured": "keypad",
        "loss_time": "keypad",
        "loss_place": "speech",
        "cause": "keypad",
        "callback_number": "caller_id",
    }


@about(answers_with_keys)
def test_each_step_of_the_way_by_keys_is_announced(told: Told) -> None:
    expected = (
        "is anyone hurt",
        "step by step",
        "when did it happen",
        "at what time",
        "is that right",
        "where did it happen",
        "is that right",
        "what happened",
        "from behind",
        "is that right",
        "call you back on",
        "is everything right",
        "claim number",
    )
    assert len(told.heard) == len(expected)
    for heard, words in zip(told.heard, expected, strict=True):
        assert words in heard.lower()
    assert likeness(digits(told.heard[-1]), told.report["claim_number"] * 2) > 0.9


@story()
async def presses_odd_keys(talk: Talk) -> None:
    await talk.answer("9", "*", "#", "0")
    await talk.ended()


@about(presses_odd_keys)
def test_a_key_that_means_nothing_is_answered_with_more_help(told: Told) -> None:
    assert "is anyone hurt" in told.heard[0].lower()
    assert "yes or no" in told.heard[1].lower()


@about(presses_odd_keys)
def test_the_star_repeats_what_was_asked(told: Told) -> None:
    assert likeness(told.heard[2], told.heard[1]) > 0.9


@story()
async def presses_zero_in_the_middle(talk: Talk) -> None:
    await talk.answer("2", recorded("en_jm_kumo_open_full"))
    await talk.began()
    await talk.press("0")
    await talk.ended()


@about(presses_zero_in_the_middle)
def test_zero_reaches_a_person_with_what_was_told(told: Told) -> None:
    report = told.report
    assert report["status"] == "handed_over"
    assert report["evidence"]["injured"]["source"] == "keypad"
    assert "main street" in report["loss_place"]["words"]
    assert told.event("handed_off")["reason"] == "wanted"


@story(phone="steady")
async def talks_over_the_hotline(talk: Talk) -> None:
    await talk.cut_in(recorded("en_jm_kumo_safety_no"), after=0.5)  # over the recording notice
    await talk.answer("2")
    await talk.cut_in(recorded("en_jm_kumo_open_full"), after=3.0)
    await talk.prompt()
    await talk.hang_up()


@about(talks_over_the_hotline)
def test_the_recording_notice_cannot_be_talked_over(told: Told) -> None:
    assert "this call is recorded" in told.heard[0].lower()


@about(talks_over_the_hotline)
def test_a_question_falls_silent_when_the_caller_speaks_and_what_is_said_counts(told: Told) -> None:
    question = told.heard[1].lower()
    assert "nobody is hurt" in question
    assert "step by step" not in question
    assert "main street" in told.report["loss_place"]["words"]
