"""One conversation as a whole: how often a question is tried, and how it ends."""

import pytest

from tests.unit.dialogue.playing import (
    GONE,
    NOW,
    SILENT,
    STORY,
    STORY_ZH,
    fresh,
    keys,
    play,
    prompt,
    words,
)
from voiceapp.claims.incident import REQUIRED, FieldName, Status
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import HandOff, HangUp, Save, Say
from voiceapp.dialogue.events import Broken, Heard


def test_five_questions_are_enough_for_a_caller_who_tells_everything_at_once() -> None:
    played = play("no", STORY, "yes", "yes", "yes")
    assert played.asked == ["safety", "open", "confirm", "own_number", "final"]
    assert played.end == HangUp()
    assert played.report.ended_at == NOW


def test_mandarin_takes_the_same_five() -> None:
    played = play("没有", STORY_ZH, "对", "可以", "对", language="zh")
    assert played.asked == ["safety", "open", "confirm", "own_number", "final"]
    assert "二六零，零零零，零零六" in played.said


def test_a_caller_who_tells_only_what_happened_is_asked_when_and_where() -> None:
    played = play("no", "somebody hit me from behind", "yes", "yesterday at noon", "yes", "on main street")
    assert played.asked == ["safety", "open", "confirm", "loss_time", "confirm", "loss_place", "confirm"]


def test_a_whole_report_is_made_by_keys_but_for_the_place() -> None:
    pressed = [keys(k) for k in ("2", "1", "2", "1530", "1", "#", "1", "2", "1", "1", "1")]
    played = play(*pressed)
    assert played.report.status is Status.PARTIAL
    assert played.report.missing == (FieldName.LOSS_PLACE,)
    assert played.said.endswith(prompt("closing.partial"))


def test_every_change_is_saved_before_anything_is_said() -> None:
    played = play("no", STORY, "yes", "yes", "yes")
    assert all(isinstance(turn[0], Save) for turn in played.turns)
    assert played.saved[-1] == played.report


def test_what_changes_nothing_is_not_saved_again() -> None:
    played = play(SILENT)
    assert len(played.saved) == 1


@pytest.mark.parametrize("wish", [keys("0"), "agent", "can i talk to a person please"])
@pytest.mark.parametrize(
    "before", [(), ("no",), ("no", STORY), ("no", STORY, "yes"), ("no", STORY, "yes", "yes")]
)
def test_a_person_is_reached_from_every_question(wish: str, before: tuple[str, ...]) -> None:
    played = play(*before, wish)
    assert played.end == HandOff("claims", "wanted")
    assert played.said == prompt("person.wanted")
    assert played.report.status is Status.HANDED_OVER


@pytest.mark.parametrize("wish", [keys("*"), "repeat", "can you say that again"])
@pytest.mark.parametrize("before", [("no",), ("no", STORY), ("no", STORY, "hello")])
def test_a_question_is_repeated_for_the_asking_word_for_word_and_without_what_came_before_it(
    wish: str, before: tuple[str, ...]
) -> None:
    played = play(*before, wish)
    assert played.prompts[-2].endswith(played.said)
    assert played.asked[-1] == played.asked[-2]


def test_repeating_has_an_end() -> None:
    played = play("no", *[keys("*")] * 4)
    assert played.said == prompt("open.nomatch")


def test_silence_three_times_in_a_row_reaches_a_person() -> None:
    played = play("no", keys("1"), SILENT, SILENT, SILENT)
    assert played.end == HandOff("claims", "silent")
    assert played.said == prompt("person.silent")


def test_silence_and_not_understood_have_their_own_help_but_share_three_tries() -> None:
    played = play("no", keys("1"), SILENT, "hello", SILENT)
    assert played.prompts[-3:-1] == [prompt("loss_time.noinput"), prompt("loss_time.nomatch")]
    assert FieldName.LOSS_TIME in played.report.for_person


def test_an_answer_that_brings_no_news_counts_as_a_try() -> None:
    refused = ("no", "on main street", "yesterday at noon", "no", "no")
    played = play(*refused, "on main street", "on main street")
    assert played.asked[-3:] == ["loss_time"] * 3
    played = play(*refused, "on main street", "on main street", "on main street")
    assert FieldName.LOSS_TIME in played.report.for_person


def test_a_voice_without_a_word_is_not_silence() -> None:
    assert play("no", keys("1"), "  ").said == prompt("loss_time.nomatch")


def test_a_caller_who_hangs_up_leaves_a_partial_report_with_what_is_missing() -> None:
    played = play("no", "yesterday at noon", GONE)
    (save,) = played.turns[-1]
    assert save == Save(played.report)
    assert played.report.status is Status.PARTIAL
    assert played.report.missing == REQUIRED[1:]
    assert played.report.ended_at == NOW


def test_when_something_of_ours_breaks_the_report_says_that_a_person_took_over() -> None:
    played = play("no", Broken())
    assert played.report.status is Status.HANDED_OVER
    assert played.dialogue.over


def test_after_the_end_nothing_more_happens() -> None:
    played = play("agent", "no", GONE)
    assert played.turns[-2:] == [(), ()]


def test_a_report_is_resumed_where_it_ended() -> None:
    first = play("no", "yesterday at noon", GONE)
    again = play(report=first.report)
    assert again.asked == ["confirm"]
    assert "at noon" in again.said


def test_a_conversation_must_begin_with_the_answer() -> None:
    dialogue = Dialogue(fresh(), wording=words("en"), queue="claims")
    assert dialogue.queue == "claims"
    assert not dialogue.is_complete("no")
    with pytest.raises(RuntimeError, match="Answered comes first"):
        dialogue.handle(Heard("no"), now=NOW)


def test_a_partial_is_judged_by_the_question_being_asked() -> None:
    played = play("no")
    assert played.dialogue.is_complete(STORY)
    assert not played.dialogue.is_complete("yes")


def test_words_before_a_protected_read_back_are_said_by_themselves() -> None:
    told = ("no", STORY, "yes")
    played = play(*told, "hello", "hello", "hello")
    says = [action for action in played.turns[-1] if isinstance(action, Say)]
    assert " ".join(says[0].sentences) == prompt("giving_up.field")
    assert len(says) == 2
