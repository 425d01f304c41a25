"""Values as they are said back."""

import pytest

from tests.unit.dialogue.playing import NOW, fresh, words
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass, LossCause
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.readback import READ_BACK, claim_number_said, readback, said
from voiceapp.dialogue.state import State


def _told(text: str, language: str) -> State:
    state = State(fresh(language), words(language))
    state.hear(Heard(text), now=NOW)
    state.capture(FieldName.CALLBACK_NUMBER, "13812345678", Keyed("13812345678"))
    return state


def test_everything_is_said_in_order_one_sentence_each() -> None:
    state = _told("yesterday at noon somebody hit me from behind on main street", "en")
    assert readback(state, READ_BACK, now=NOW) == (
        "It happened yesterday, Tuesday, at noon. The place: on main street. "
        "You reported that one vehicle hit another from behind. "
        "Your number is one, three eight one, two three four, five six seven eight."
    )


def test_mandarin_is_said_without_gaps() -> None:
    state = _told("昨天下午三点我在人民路被追尾了", "zh")
    spoken = readback(state, READ_BACK, now=NOW)
    assert spoken.endswith("联系电话是幺三八，幺二三四，五六七八。")
    assert " " not in spoken


def test_a_cause_without_a_class_is_said_in_the_callers_words() -> None:
    state = _told("", "en")
    state.capture(FieldName.CAUSE, LossCause(CauseClass.OTHER, "it went bonkers"), Heard("it went bonkers"))
    assert said(state, FieldName.CAUSE, now=NOW) == "it went bonkers"


def test_a_long_account_without_a_class_is_not_read_out_at_length() -> None:
    state = _told("", "en")
    account = (
        "well first it made a noise and then another noise and in the end it went bonkers all over the place"
    )
    state.capture(FieldName.CAUSE, LossCause(CauseClass.OTHER, account), Heard(account))
    assert len(said(state, FieldName.CAUSE, now=NOW)) < 40


def test_an_injury_is_never_read_back() -> None:
    state = _told("", "en")
    state.capture(FieldName.INJURED, False, Heard("no"))
    with pytest.raises(ValueError, match="never read back"):
        said(state, FieldName.INJURED, now=NOW)


def test_a_claim_number_is_said_in_three_groups() -> None:
    assert claim_number_said("261234567", "en") == "2 6 1, 2 3 4, 5 6 7"
    assert claim_number_said("261234567", "zh") == "二六幺，二三四，五六七"
