"""What all questions have in common."""

import pytest

from tests.unit.dialogue.playing import NOW, fresh, prompt, words
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.confirming import Confirm, ReadAllBack
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.fields import FieldQuestion
from voiceapp.dialogue.offering import Offer
from voiceapp.dialogue.opening import Open, Safety
from voiceapp.dialogue.questions import Question, answered, is_yes, left_to_person
from voiceapp.dialogue.state import State
from voiceapp.understanding.readings import Intent


def _state() -> State:
    return State(fresh(), words("en"))


def test_questions_are_the_same_when_they_ask_the_same_thing() -> None:
    one = Confirm((FieldName.CAUSE,))
    assert one == Confirm((FieldName.CAUSE,))
    assert hash(one) == hash(Confirm((FieldName.CAUSE,)))
    assert one != Confirm((FieldName.LOSS_TIME,))
    assert one != ReadAllBack((FieldName.CAUSE,))


def test_a_question_must_say_what_answers_mean() -> None:
    bare, offer = Question(), Offer(("this", "that"))
    with pytest.raises(NotImplementedError):
        bare.heard(_state(), Heard("no"), now=NOW)
    with pytest.raises(NotImplementedError):
        bare.keyed(_state(), Keyed("1"), now=NOW)
    with pytest.raises(NotImplementedError):
        bare.give_up(_state())
    with pytest.raises(NotImplementedError):
        offer.understand(_state(), "that", Heard("that"), now=NOW)
    with pytest.raises(NotImplementedError):
        offer.choose(_state(), 0, Heard("this"))


def test_a_question_that_expects_nothing_special_takes_no_partial_for_whole_and_no_key_for_an_answer() -> (
    None
):
    assert not Question().complete(_state(), "yes")
    assert not FieldQuestion().understand(_state(), Heard("x"), now=NOW)
    assert not getattr(FieldQuestion().entered(_state(), Keyed("1"), now=NOW), "instead", ("?",))


def test_a_plain_yes_has_nothing_behind_it() -> None:
    assert is_yes(_state(), "yes")
    assert not is_yes(_state(), "yes but it was tuesday")
    assert answered(_state(), "No.").intent is Intent.NO


def test_what_is_left_to_a_person_is_said_kindly() -> None:
    state = _state()
    assert " ".join(left_to_person(state, FieldName.CAUSE)) == prompt("giving_up.field")
    assert FieldName.CAUSE in state.report.for_person


def test_the_open_question_waits_longer_than_a_yes_or_no() -> None:
    assert Open.rule.end_silence > Confirm.rule.end_silence


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_recogniser_is_told_to_expect_yes_and_no_but_not_where_somebody_may_be_hurt(
    language: str,
) -> None:
    state = State(fresh(), words(language))
    expected = Confirm((FieldName.CAUSE,)).listen(state).vocabulary
    assert expected
    assert all(answered(state, phrase).intent in (Intent.YES, Intent.NO) for phrase in expected)
    assert Safety().listen(state).vocabulary == ()
    assert Open().listen(state).vocabulary == ()
