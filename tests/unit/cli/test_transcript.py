"""The live transcript."""

import pytest

from voiceapp.cli.transcript import lines, show
from voiceapp.dialogue.actions import HandOff, HangUp, Listen, Say
from voiceapp.dialogue.events import Answered, Heard, HungUp, Keyed, Silence
from voiceapp.ports import ListenRule


@pytest.mark.parametrize(
    ("what", "line"),
    [
        (Say(("Hello.", "Goodbye.")), "hotline: Hello. Goodbye."),
        (Heard("on main street"), "caller:  on main street"),
        (Heard(""), "caller:  (not understood)"),
        (Keyed("15#"), "caller:  [keys 15#]"),
        (Silence(), "caller:  [silent]"),
        (HungUp(), "caller:  [hung up]"),
        (HandOff("claims", "wanted"), "hotline: [hands over to claims: wanted]"),
        (HangUp(), "hotline: [hangs up]"),
    ],
)
def test_what_is_heard_or_done_is_one_line(what: object, line: str) -> None:
    assert lines(what) == (line,)


@pytest.mark.parametrize("what", [Answered(), Listen("open", ListenRule())])
def test_what_nobody_hears_is_not_shown(what: object) -> None:
    assert lines(what) == ()


def test_each_line_names_its_call(capsys: pytest.CaptureFixture[str]) -> None:
    show("0123456789", Heard("no"))
    assert capsys.readouterr().out == "23456789  caller:  no\n"
