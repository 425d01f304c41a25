"""Safety first, then the story in the caller's own words."""

from collections.abc import Sequence

import pytest

from tests.unit.dialogue.playing import SILENT, STORY, STORY_ZH, fresh, keys, play, prompt, words
from voiceapp.claims.incident import FieldName, Status
from voiceapp.claims.loss import CauseClass
from voiceapp.dialogue.actions import HandOff
from voiceapp.dialogue.opening import Open, Safety
from voiceapp.dialogue.state import State
from voiceapp.understanding.cause import Opinion


def _state(language: str = "en") -> State:
    return State(fresh(language), words(language))


def test_the_first_question_is_whether_anyone_is_hurt() -> None:
    played = play()
    assert played.asked == ["safety"]
    assert played.said.startswith(prompt("greeting.say"))


@pytest.mark.parametrize("yes", ["yes my wife is bleeding", keys("1"), "one"])
def test_somebody_hurt_is_given_advice_and_a_person_at_once(yes: str) -> None:
    played = play(yes)
    assert played.end == HandOff("claims", "injured")
    assert played.said == prompt("safety.advice")
    assert played.report.status is Status.HANDED_OVER
    assert played.value(FieldName.INJURED) is True


@pytest.mark.parametrize("no", ["no", "nobody is hurt", "no we're okay just shaken", keys("2"), "press two"])
def test_a_clear_no_goes_on_to_the_open_question(no: str) -> None:
    played = play(no)
    assert played.asked == ["safety", "open"]
    assert played.said == f"{prompt('safety.safe')} {prompt('open.ask')}"
    assert played.value(FieldName.INJURED) is False


def test_a_key_said_aloud_is_evidence_of_speech() -> None:
    assert play("two").evidence(FieldName.INJURED).source == "speech"
    assert play("two").evidence(FieldName.INJURED).words == "two"


def test_a_story_told_at_the_safety_question_is_kept_and_not_asked_for_again() -> None:
    played = play("somebody hit me from behind on main street")
    assert played.said == prompt("safety.noted")
    played = play("somebody hit me from behind on main street", "no")
    assert played.asked == ["safety", "safety", "confirm"]
    assert "main street" in played.said


def test_a_no_with_the_story_in_the_same_breath_answers_both() -> None:
    played = play(f"no nobody is hurt {STORY}")
    assert played.asked == ["safety", "confirm"]
    assert {FieldName.LOSS_TIME, FieldName.LOSS_PLACE, FieldName.CAUSE} <= set(played.report.fields)


class AlwaysSure:
    """A second opinion that takes everything for a fall."""

    def rank(self, text: str, *, language: str) -> Sequence[Opinion]:
        return [Opinion(CauseClass.FALL_INJURY, 0.99)]


@pytest.mark.parametrize(("no", "language"), [("nobody is hurt", "en"), ("没有人受伤", "zh")])
def test_an_answer_about_injuries_is_not_taken_for_the_story(no: str, language: str) -> None:
    played = play(no, language=language, scorer=AlwaysSure())
    assert played.asked == ["safety", "open"]
    assert FieldName.CAUSE not in played.report.fields


@pytest.mark.parametrize("answers", [("well", "i am not sure", keys("7")), (SILENT, "well", "hm hm")])
def test_who_cannot_say_whether_anyone_is_hurt_is_given_to_a_person(answers: tuple[str, ...]) -> None:
    played = play(*answers)
    assert played.end == HandOff("claims", "safety_unknown")
    assert FieldName.INJURED in played.report.for_person


def test_silence_at_the_safety_question_is_an_emergency() -> None:
    played = play(SILENT, SILENT, SILENT)
    assert played.end == HandOff("claims", "silent")
    assert played.said == prompt("safety.advice")


def test_an_injury_mentioned_later_brings_the_safety_question_back_once() -> None:
    story = "yesterday at three pm i backed into a pole at the walmart parking lot my neck hurts though"
    played = play("no", story)
    assert (played.asked[-1], played.said) == ("safety", prompt("safety.again"))
    played = play("no", story, "no")
    assert played.asked[-1] == "confirm"
    assert played.report.cues["injury"] == "yes"
    played = play("no", story, "no", "no my neck hurts a lot")
    assert played.asked[-1] != "safety"


def test_emergency_words_at_any_moment_bring_safety_back_and_the_second_time_a_person() -> None:
    played = play("no", STORY, "wait she can't breathe")
    assert played.said == prompt("safety.again")
    played = play("no", STORY, "wait she can't breathe", "no", "yes", "there is fire help he is trapped")
    assert played.end == HandOff("claims", "injured")
    assert FieldName.INJURED in played.report.missing
    assert played.evidence(FieldName.INJURED).confirmed is None


def test_emergency_words_at_the_open_question_are_not_answered_with_small_talk() -> None:
    assert play("no", "the other guy is bleeding").said == prompt("safety.again")


def test_pressing_one_asks_step_by_step() -> None:
    assert play("no", keys("1")).asked[-1] == "loss_time"


def test_who_does_not_know_where_to_begin_is_asked_step_by_step() -> None:
    played = play("no", "i don't know")
    assert played.said == f"{prompt('open.steps')} {prompt('loss_time.ask')}"


def test_a_story_without_usable_facts_is_not_asked_for_twice() -> None:
    played = play("no", "somebody hit me")
    assert played.said.startswith(prompt("open.steps"))
    assert played.report.cues["others"] == "yes"


def test_the_open_question_is_asked_twice_at_most() -> None:
    played = play("no", "hello", "hello")
    assert played.asked == ["safety", "open", "open", "loss_time"]
    assert played.prompts[2] == prompt("open.nomatch")


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", STORY, True),
        ("en", f"{STORY} and", False),
        ("en", f"{STORY} near the", False),
        ("en", "somebody hit me from behind on main street", False),
        ("en", "yesterday at eight somebody hit me from behind on main street", False),  # morning or evening?
        ("zh", STORY_ZH, True),
        ("zh", f"{STORY_ZH}然后", False),
    ],
)
def test_a_partial_is_whole_when_time_place_and_cause_are_in_it_and_the_sentence_is_not_open(
    language: str, text: str, whole: bool
) -> None:
    assert Open().complete(_state(language), text) is whole


def test_a_partial_at_the_safety_question_is_whole_when_it_is_clear() -> None:
    assert Safety().complete(_state(), "no nobody is hurt")
    assert not Safety().complete(_state(), "well there was")


def test_a_question_has_no_fixed_phrases_to_listen_for_unless_it_says_so() -> None:
    listen = Open().listen(_state())
    assert (listen.question, listen.vocabulary, listen.max_keys) == ("open", (), 1)
