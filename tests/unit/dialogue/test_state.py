"""What a conversation knows, and the proof it keeps of it."""

from datetime import timedelta

import pytest

from tests.unit.dialogue.playing import NOW, fresh, words
from voiceapp.claims.evidence import Source
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import LossTime, Precision
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.state import State, open_readings

PLACE = FieldName.LOSS_PLACE


def _state() -> State:
    return State(fresh(), words("en"))


def _at(hour: int) -> LossTime:
    start = NOW.replace(hour=hour, minute=0) - timedelta(days=1)
    return LossTime(start, start + timedelta(minutes=1), Precision.EXACT)


def test_the_evidence_holds_the_words_as_heard_and_where_they_are_in_the_recording() -> None:
    state = _state()
    state.hear(Heard("On Main Street, uh, in Springfield", 0.8, 12.5), now=NOW)
    evidence = state.report.fields[PLACE].evidence
    assert evidence.words == "On Main Street, uh, in Springfield"
    assert (evidence.confidence, evidence.audio_offset, evidence.tries) == (0.8, 12.5, 1)
    assert (evidence.source, evidence.confirmed) == (Source.SPEECH, None)


def test_keys_are_evidence_without_a_sound() -> None:
    state = _state()
    state.capture(FieldName.CALLBACK_NUMBER, "12345", Keyed("12345"))
    evidence = state.report.fields[FieldName.CALLBACK_NUMBER].evidence
    assert (evidence.source, evidence.words, evidence.audio_offset) == (Source.KEYPAD, "12345", None)


def test_a_value_made_from_two_answers_keeps_both() -> None:
    state = _state()
    state.capture(PLACE, "here", Keyed("1"))
    state.capture(PLACE, "there", Heard("there", offset=3.0), basis=state.report.fields[PLACE])
    evidence = state.report.fields[PLACE].evidence
    assert (evidence.words, evidence.audio_offset) == ("1 / there", 3.0)


def test_a_refused_value_is_believed_no_more_but_stays_as_evidence() -> None:
    state = _state()
    state.hear(Heard("on main street"), now=NOW)
    state.refuse(PLACE)
    assert state.value(PLACE) is None
    assert state.pending((PLACE,)) == ()
    assert state.report.fields[PLACE].evidence.confirmed is False


def test_refusing_what_was_never_said_changes_nothing() -> None:
    state = _state()
    state.discredit(PLACE)
    assert state.report == fresh()


def test_a_confirmed_value_is_not_touched_by_what_is_said_later() -> None:
    state = _state()
    state.hear(Heard("on main street"), now=NOW)
    state.confirm((PLACE,))
    assert state.hear(Heard("on oak street"), now=NOW) == []
    assert state.value(PLACE).words == "on main street"


def test_a_vague_cause_does_not_question_one_that_is_there() -> None:
    state = _state()
    state.hear(Heard("somebody hit me from behind"), now=NOW)
    assert state.hear(Heard("water everywhere"), now=NOW) == []
    assert state.cause_options == ()


def test_a_vague_cause_counts_for_nothing_when_something_else_was_asked() -> None:
    state = _state()
    assert state.hear(Heard("water everywhere"), now=NOW, in_passing=True) == []
    assert state.hear(Heard("a deer jumped into me"), now=NOW, in_passing=True) == [FieldName.CAUSE]


def test_danger_is_asked_about_once_more_and_only_once() -> None:
    state = _state()
    state.capture(FieldName.INJURED, False, Heard("no"), confirmed=True)
    state.hear(Heard("my neck hurts"), now=NOW)
    assert not state.confirmed(FieldName.INJURED)
    state.capture(FieldName.INJURED, False, Heard("no"), confirmed=True)
    state.hear(Heard("my neck hurts"), now=NOW)
    assert state.confirmed(FieldName.INJURED)


def test_danger_brings_the_safety_question_back_even_when_a_person_was_to_ask_it() -> None:
    state = _state()
    state.leave_to_person(FieldName.INJURED)
    state.doubt_safety()
    assert not state.settled(FieldName.INJURED)


def test_what_is_said_in_passing_is_noted() -> None:
    state = _state()
    state.hear(Heard("the police are here and the car still drives"), now=NOW)
    assert state.report.cues["police"] == "yes"


@pytest.mark.parametrize(
    ("first", "others", "offered"),
    [
        (8, (20,), (8, 20)),  # morning or evening
        (15, (3,), ()),  # nobody means three in the night
        (13, (19,), ()),  # an afternoon is read back
        (8, (), ()),
        (20, (8,), (20, 8)),
    ],
)
def test_only_readings_that_are_both_likely_are_offered(
    first: int, others: tuple[int, ...], offered: tuple[int, ...]
) -> None:
    readings = open_readings(_at(first), [_at(hour) for hour in others])
    assert tuple(time.start.hour for time in readings) == offered
