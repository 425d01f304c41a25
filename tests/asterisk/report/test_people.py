"""Callers who need a person."""

from tests.asterisk.report.about import about
from tests.asterisk.report.stories import Told, story
from tests.robot.caller import Talk
from tests.robot.sounds import recorded
from tests.robot.transcript import digits, likeness
from voiceapp.instance.messages import load
from voiceapp.instance.paths import share_folder
from voiceapp.ports import SAMPLE_RATE, Audio

_MESSAGES = {
    message.name: message.texts["en"] for message in load(share_folder("dialplans") / "messages.toml")
}
WAITING = " ".join(_MESSAGES[name] for name in ("agents-connecting", "agents-none", "goodbye"))
"""What a caller hears who is given to a person while none is there."""


@story()
async def somebody_is_hurt(talk: Talk) -> None:
    await talk.answer(recorded("en_jm_kumo_safety_yes"))
    await talk.ended()


@about(somebody_is_hurt)
def test_when_somebody_is_hurt_advice_comes_first_and_a_person_right_after(told: Told) -> None:
    assert (told.report["status"], told.report["injured"]) == ("handed_over", True)
    assert len(told.said) == 5, "greeting, question, answer, advice, hand-over"
    advice = told.said[3].removeprefix("hotline: ")
    assert "911" in digits(advice)
    assert "connecting you to a person" in advice
    assert likeness(told.heard[1], f"{advice} {WAITING}") > 0.75
    assert told.event("handed_off")["reason"] == "injured"
    assert told.said[-1].startswith("hotline: [hands over to claims")


@story()
async def asks_for_a_person(talk: Talk) -> None:
    await talk.answer(
        recorded("en_jm_kumo_safety_no"), recorded("en_jm_kumo_open_full"), recorded("en_jm_kumo_agent")
    )
    await talk.ended()


@about(asks_for_a_person)
def test_who_asks_for_a_person_gets_one_and_what_was_told_goes_along(told: Told) -> None:
    report = told.report
    assert report["status"] == "handed_over"
    assert "main street" in report["loss_place"]["words"]
    assert report["loss_time"] is not None
    assert not report["evidence"]["loss_place"]["confirmed"]
    assert "connecting you to a person" in told.heard[3].lower()


@about(asks_for_a_person)
def test_when_no_agent_is_there_the_caller_is_told_of_a_call_back(told: Told) -> None:
    after = " ".join(told.heard[3:]).lower()
    assert likeness(after, f"{told.said[-2]} {WAITING}") > 0.75


@story(phone="steady")
async def stays_silent(talk: Talk) -> None:
    await talk.ended(patience=120)


@story(phone="mute")
async def sends_no_audio_at_all(talk: Talk) -> None:
    await talk.ended(patience=120)


def given_up_on(told: Told) -> None:
    assert told.report["status"] == "handed_over"
    assert told.report["missing"]
    assert told.event("handed_off")["reason"] == "silent"
    assert all("anyone" in text.lower() for text in told.heard[:3])
    assert "press one" in told.heard[2].lower() or "press 1" in told.heard[2].lower()


@about(stays_silent)
def test_a_silent_caller_is_asked_three_times_with_more_help_and_then_given_to_a_person(told: Told) -> None:
    given_up_on(told)


@about(sends_no_audio_at_all)
def test_a_caller_whose_line_sends_no_packet_is_not_kept_waiting_for_ever(told: Told) -> None:
    given_up_on(told)


@story(phone="mute")
async def falls_off_in_the_middle_of_a_sentence(talk: Talk) -> None:
    await talk.answer("2")
    await talk.prompt()
    await talk.say(Audio(recorded("en_jm_kumo_open_full").pcm[: SAMPLE_RATE * 2 * 3]))  # the first 3 seconds
    await talk.prompt()
    await talk.hang_up()


@about(falls_off_in_the_middle_of_a_sentence)
def test_a_line_that_stops_sending_in_mid_sentence_still_ends_the_answer(told: Told) -> None:
    assert told.report["status"] == "partial"
    assert told.report["loss_time"] is not None
    assert "half past three" in told.heard[2].lower()
    assert "is that right" in told.heard[2].lower()
