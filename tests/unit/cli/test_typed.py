"""One typed line is one answer."""

import pytest

from tests.unit.dialogue.playing import NOW, fresh, words
from voiceapp.cli.typed import converse, event
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import Listen, Save, Say
from voiceapp.dialogue.events import Event, Heard, HungUp, Keyed, Silence


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("no\n", Heard("no")),
        ("  \n", Silence()),
        ("1530", Keyed("1530")),
        ("5551234567#", Keyed("5551234567")),
        ("#", Keyed("#")),
        ("*", Keyed("*")),
        ("3 pm", Heard("3 pm")),
    ],
)
def test_a_line_is_speech_keys_or_silence(line: str, what: Event) -> None:
    assert event(line) == what


def test_what_happens_is_shown_in_order_and_the_end_of_the_answers_hangs_up() -> None:
    dialogue = Dialogue(fresh(), wording=words("en"), queue="claims")
    shown: list[object] = []
    converse(dialogue, [Heard("no")], now=lambda: NOW, show=shown.append)
    assert dialogue.over
    kinds = [type(what) for what in shown]
    assert kinds == [Save, Say, Say, Listen, Heard, Save, Say, Listen, HungUp, Save]
