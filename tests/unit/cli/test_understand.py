"""`voiceapp understand`, for people and for sets of sentences."""

import argparse
import json
from typing import Any

import pytest

from voiceapp.cli import main, understand
from voiceapp.errors import ConfigError

NOW = ("--now", "2026-03-11T14:20", "--tz", "America/Chicago")


def shown(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    assert main(["understand", *args], commands=[understand]) == 0
    return json.loads(capsys.readouterr().out)


def answered(capsys: pytest.CaptureFixture[str], kind: str, *lines: str, lang: str = "en") -> list[Any]:
    args = argparse.Namespace(kind=kind, lang=lang, jsonl=True, rules=True)
    try:
        assert understand.run(args, source=lines) == 0
    finally:
        printed = capsys.readouterr().out.splitlines()
    return [json.loads(line)["pred"] for line in printed]


def test_a_time_is_shown_in_its_zone(capsys: pytest.CaptureFixture[str]) -> None:
    """Local, without an offset: that is how callers mean it."""
    assert shown(capsys, "time", "yesterday at 3:30 pm", *NOW) == {
        "start": "2026-03-10T15:30",
        "end": "2026-03-10T15:31",
        "precision": "exact",
    }


def test_a_place_is_shown_by_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its type."""
    assert shown(capsys, "place", "on Oak Street") == [{"type": "road", "text": "oak street"}]


def test_a_number_is_read_as_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """ "for" is a four in a phone number only."""
    assert shown(capsys, "number", "five five five oh one for two", "--ask", "phone") == "5550142"


def test_an_intent_is_shown_without_the_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer to a yes/no question stays one, however alarming."""
    assert shown(capsys, "intent", "yes my wife is bleeding")["intent"] == "yes"


def test_everything_is_shown_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """For somebody who wants to know why the hotline understood what it did."""
    found = shown(capsys, "all", "last night on Main Street I hit a deer, my neck hurts", "--rules", *NOW)
    assert found["text"] == "last night on main street i hit a deer my neck hurts"
    assert found["time"]["precision"] == "part"
    assert found["place"] == [{"type": "road", "text": "main street"}]
    assert found["cause"]["class"] == "animal"
    assert found["cause"]["injury"] == "yes"
    assert found["hurt"] == "yes"


def test_many_sentences_are_answered_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line for each, empty lines passed over, unknown asks taken as none."""
    found = answered(
        capsys,
        "number",
        '{"utterance": "oh oh seven", "ask": "policy"}',
        "",
        '{"utterance": "i lost it", "ask": "none", "now": null, "tz": null}',
        '{"utterance": "four four two", "ask": "vehicle"}',
    )
    assert found == ["007", None, "442"]


def test_chinese_sentences_are_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Printed as they are, not as escapes."""
    line = json.dumps({"utterance": "在建国路", "now": "2026-03-11T14:20:00+08:00", "tz": "Asia/Shanghai"})
    assert answered(capsys, "place", line, lang="zh") == [[{"type": "road", "text": "建国路"}]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "must be a JSON object with 'utterance'"),
        ("[]", "must be a JSON object with 'utterance'"),
        ("{}", "must be a JSON object with 'utterance'"),
        ('{"utterance": 3}', "'utterance' must be a text"),
        ('{"utterance": "x", "now": "soon"}', "'soon' is no moment"),
        ('{"utterance": "x", "tz": "Mars/Olympus"}', "'Mars/Olympus' is no time zone"),
    ],
)
def test_a_bad_line_is_told_by_its_number(line: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for a typing mistake in a set."""
    with pytest.raises(ConfigError) as refused:
        answered(capsys, "time", '{"utterance": "hello"}', line)
    assert str(refused.value).startswith("standard input:2: ")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "args",
    [
        ("time",),
        ("weather", "x"),
        ("time", "x", "--jsonl"),
        ("time", "x", "--now", "soon"),
        ("time", "x", "--tz", "Mars"),
    ],
)
def test_a_wrong_call_is_told(args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """The usage, and what is wrong."""
    with pytest.raises(SystemExit) as ended:
        main(["understand", *args], commands=[understand])
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
