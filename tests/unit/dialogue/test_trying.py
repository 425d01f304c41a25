"""How often a question may go wrong."""

import pytest

from tests.unit.dialogue.playing import PHONE, fresh
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.opening import Open
from voiceapp.dialogue.questions import Trouble
from voiceapp.dialogue.times import AskTime
from voiceapp.dialogue.trying import Trying, values


@pytest.mark.parametrize(
    ("troubles", "spent"),
    [
        (("noinput", "nomatch"), False),
        (("noinput", "nomatch", "noinput"), True),
        (("unsure",), False),
        (("unsure", "unsure"), True),
    ],
)
def test_three_troubles_or_two_doubts_are_enough(troubles: tuple[Trouble, ...], spent: bool) -> None:
    trying = Trying(AskTime())
    trying.troubles.update(troubles)
    assert trying.spent is spent


def test_a_question_may_allow_fewer() -> None:
    trying = Trying(Open())
    trying.troubles.update(("nomatch", "nomatch"))
    assert trying.spent


def test_what_is_known_does_not_depend_on_how_sure_it_is() -> None:
    assert values(fresh(caller_id=PHONE["en"])) == {FieldName.CALLBACK_NUMBER: PHONE["en"]}
