"""Callers who speak, from answer to stored report."""

import wave
from datetime import datetime, timedelta

from tests.asterisk.report.about import about
from tests.asterisk.report.stories import Told, story
from tests.robot.caller import Talk
from tests.robot.sounds import recorded
from tests.robot.transcript import digits, likeness


@story()
async def tells_everything_at_once(talk: Talk) -> None:
    await talk.answer(
        recorded("en_jm_kumo_safety_no"),
        recorded("en_jm_kumo_open_full"),
        recorded("en_jm_kumo_yes"),
        recorded("en_jm_kumo_yes_short"),
        recorded("en_jm_kumo_yes"),
    )
    await talk.ended()


@about(tells_everything_at_once)
def test_one_breath_is_enough_for_a_complete_report(told: Told) -> None:
    report = told.report
    assert (report["status"], report["missing"], report["injured"]) == ("complete", [], False)
    assert in_the_afternoon_before(report, 15, 16)
    assert report["loss_time"]["precision"] == "about"
    assert "main street" in report["loss_place"]["words"]
    assert report["cause"]["class"] == "collision_rear_end"
    assert report["callback_number"] == report["caller_id"]
    assert all(evidence["confirmed"] for evidence in report["evidence"].values())


@about(tells_everything_at_once)
def test_the_caller_hears_five_questions_and_a_goodbye_and_is_then_hung_up_on(told: Told) -> None:
    assert told.said[-1] == "hotline: [hangs up]"
    assert told.record.ended_by_hotline
    assert len(told.record.prompts) == 6
    assert likeness(" ".join(told.heard), told.hotline_said) > 0.85


@about(tells_everything_at_once)
def test_what_was_understood_is_read_back_before_it_counts(told: Told) -> None:
    for readback in (told.heard[2], told.heard[4]):
        assert "half past three" in readback.lower()
        assert "main street" in readback.lower()
        assert "from behind" in readback.lower()


@about(tells_everything_at_once)
def test_the_claim_number_heard_twice_is_the_one_stored(told: Told) -> None:
    number = told.report["claim_number"]
    assert told.hotline_said.count(", ".join(" ".join(number[at : at + 3]) for at in (0, 3, 6))) == 2
    assert likeness(digits(told.heard[5]), number + number) > 0.9


@about(tells_everything_at_once)
def test_the_recording_holds_the_callers_voice(told: Told) -> None:
    with wave.open(str(told.recordings / told.report["recording"])) as file:
        seconds = file.getnframes() / file.getframerate()
    said = ("safety_no", "open_full", "yes", "yes_short", "yes")
    assert seconds > 0.8 * sum(recorded(f"en_jm_kumo_{name}").seconds for name in said)


@story()
async def corrects_the_place(talk: Talk) -> None:
    await talk.answer(recorded("en_jm_kumo_safety_no"), recorded("en_jm_kumo_open_full"))
    await talk.prompt()
    await talk.say("no, it was on oak street")
    await talk.answer(*[recorded("en_jm_kumo_yes")] * 3)
    await talk.ended()


@about(corrects_the_place)
def test_a_place_is_corrected_in_one_breath_and_nothing_else_is_lost(told: Told) -> None:
    report = told.report
    assert report["status"] == "complete"
    assert "oak street" in report["loss_place"]["words"]
    assert "main street" not in report["loss_place"]["words"]
    assert in_the_afternoon_before(report, 15, 16)
    assert report["cause"]["class"] == "collision_rear_end"


@about(corrects_the_place)
def test_the_corrected_place_is_read_back(told: Told) -> None:
    assert "oak street" in told.heard[3].lower()


@story()
async def corrects_the_time(talk: Talk) -> None:
    await talk.answer(
        recorded("en_jm_kumo_safety_no"),
        recorded("en_jm_kumo_open_full"),
        recorded("en_jm_kumo_no_fix"),
        recorded("en_jm_kumo_yes"),
        recorded("en_jm_kumo_yes"),
        recorded("en_jm_kumo_yes"),
    )
    await talk.ended()


@about(corrects_the_time)
def test_a_time_is_corrected_in_one_breath_and_keeps_its_day(told: Told) -> None:
    report = told.report
    assert report["status"] == "complete"
    assert in_the_afternoon_before(report, 16, 16)
    assert "main street" in report["loss_place"]["words"]


@story()
async def hangs_up_after_the_time(talk: Talk) -> None:
    await talk.answer(recorded("en_jm_kumo_safety_no"), recorded("en_jm_kumo_time_ago"))
    await talk.prompt()
    await talk.hang_up()


@about(hangs_up_after_the_time)
def test_hanging_up_leaves_a_partial_report_with_the_time_and_a_list_of_what_is_missing(told: Told) -> None:
    report = told.report
    assert report["status"] == "partial"
    assert {"loss_place", "cause"} <= set(report["missing"])
    ago = datetime.fromisoformat(report["started_at"]) - datetime.fromisoformat(report["loss_time"]["start"])
    assert timedelta(minutes=10) < ago < timedelta(minutes=35)
    assert not report["evidence"]["loss_time"]["confirmed"]


@story(withheld=True)
async def withholds_the_number(talk: Talk) -> None:
    await talk.answer(recorded("en_jm_kumo_safety_no"))
    await talk.prompt()
    await talk.say("a truck hit me from behind on main street near the post office")
    await talk.answer(
        recorded("en_jm_kumo_yes"),
        "5550142277#",
        recorded("en_jm_kumo_time_ago"),
        recorded("en_jm_kumo_yes"),
        recorded("en_jm_kumo_yes"),
        recorded("en_jm_kumo_yes"),
    )
    await talk.ended()


@about(withholds_the_number)
def test_who_shows_no_number_is_asked_for_one_before_what_else_is_missing(told: Told) -> None:
    assert "number can we call you back" in told.heard[3].lower()
    assert "when did it happen" in told.heard[4].lower()
    assert (told.report["status"], told.report["caller_id"]) == ("complete", None)
    assert told.report["evidence"]["callback_number"]["source"] == "keypad"
    assert told.report["callback_number"] == "5550142277"


@about(withholds_the_number)
def test_the_number_is_read_back_as_it_was_understood(told: Told) -> None:
    assert "5550142277" in digits(told.heard[6])


def in_the_afternoon_before(report: dict[str, str], first: int, last: int) -> bool:
    """The loss time lies on the day before the call, from `first` to `last` o'clock."""
    started = datetime.fromisoformat(report["started_at"])
    start, end = (datetime.fromisoformat(report["loss_time"][name]) for name in ("start", "end"))  # type: ignore[index]
    return start.date() == (started - timedelta(days=1)).date() and (start.hour, end.hour) == (first, last)
