"""Which question comes next, told from the state alone."""

from tests.unit.dialogue.playing import fresh, play, words
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.opening import Open, Safety
from voiceapp.dialogue.plan import next_question
from voiceapp.dialogue.state import State


def test_safety_comes_first_and_the_open_question_second() -> None:
    state = State(fresh(), words("en"))
    assert next_question(state) == Safety()
    state.leave_to_person(FieldName.INJURED)
    assert next_question(state) == Open()


def test_nothing_is_asked_when_everything_is_left_to_a_person() -> None:
    state = State(fresh(), words("en"), told=True)
    for name in FieldName:
        state.leave_to_person(name)
    assert next_question(state) is None


def test_time_place_and_cause_are_asked_for_in_this_order() -> None:
    played = play("no", "i don't know", "yesterday at noon", "yes", "on main street", "yes")
    assert [name for name in played.asked if name not in ("confirm", "open", "safety")] == [
        "loss_time",
        "loss_place",
        "cause",
    ]
