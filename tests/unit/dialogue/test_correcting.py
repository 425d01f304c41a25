"""A correction changes what it names and leaves all else exactly as it was."""

import pytest

from tests.unit.dialogue.playing import NOW, PHONE, fresh, words
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.correcting import correct, correct_place_in_own_words
from voiceapp.dialogue.events import Heard
from voiceapp.dialogue.state import STORY, State

TIME, PLACE, CAUSE = STORY


def _told() -> State:
    state = State(fresh(caller_id=PHONE["en"]), words("en"))
    state.hear(Heard("yesterday at noon somebody hit me from behind on main street"), now=NOW)
    state.confirm(STORY)
    return state


def test_what_a_correction_does_not_name_stays_confirmed() -> None:
    state = _told()
    before = dict(state.report.fields)
    assert correct(state, STORY, "it was on oak street", Heard("no it was on oak street"), now=NOW)
    assert state.report.fields[TIME] == before[TIME]
    assert state.report.fields[CAUSE] == before[CAUSE]
    assert state.report.fields[PLACE].evidence.confirmed is None
    assert (state.failures[PLACE], state.failures[TIME], state.refusals[PLACE]) == (1, 0, 1)


def test_a_correction_to_the_same_value_changes_nothing() -> None:
    state = _told()
    before = state.report
    assert not correct(state, STORY, "on main street", Heard("no on main street"), now=NOW)
    assert state.report.fields == before.fields


@pytest.mark.parametrize(("correction", "hour"), [("no at nine", 21), ("no at nine am", 9)])
def test_a_corrected_time_of_day_is_near_the_one_read_back_unless_it_says_otherwise(
    correction: str, hour: int
) -> None:
    state = State(fresh(), words("en"))
    state.hear(Heard("yesterday at eight pm"), now=NOW)
    assert correct(state, (TIME,), correction.removeprefix("no "), Heard(correction), now=NOW)
    assert (state.value(TIME).start.hour, state.time_options) == (hour, ())


def test_a_corrected_time_of_day_that_is_far_off_either_way_is_offered() -> None:
    state = State(fresh(), words("en"))
    state.hear(Heard("yesterday at three pm"), now=NOW)
    assert correct(state, (TIME,), "at nine", Heard("no at nine"), now=NOW)
    assert [time.start.hour for time in state.time_options] == [9, 21]


def test_the_callback_number_is_corrected_as_well() -> None:
    state = _told()
    number = FieldName.CALLBACK_NUMBER
    assert correct(state, (number,), "five five five nine nine nine one two one two", Heard("no"), now=NOW)
    assert state.value(number) == "5559991212"


def test_a_single_letter_is_no_place() -> None:
    state = _told()
    assert not correct_place_in_own_words(state, "a", Heard("no a"))
    assert state.value(PLACE).words == "on main street"
