"""`voiceapp simulate`: the telephone conversation, typed."""

import io
import json
from pathlib import Path

import pytest

from voiceapp.cli import main

TOLD = ("no", "yesterday at noon somebody hit me from behind on main street", "yes", "yes", "yes")
TOLD_ZH = ("没有", "昨天中午我在人民路被追尾了", "对", "可以", "对")


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It works without any settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VOICEAPP_CONFIG", raising=False)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> "Typist":
    return Typist(monkeypatch)


class Typist:
    """Pipes answers into the command, one a line."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *answers: str, options: tuple[str, ...] = ()) -> int:
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        return main(["simulate", "--now", "2026-03-11T14:20", "--caller-id", "5551234567", *options])


def test_a_whole_conversation_ends_with_the_report(types: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    assert types(*TOLD) == 0
    out = capsys.readouterr().out
    assert "hotline: Hello" in out
    assert "caller:  yesterday at noon" in out
    assert "hotline: [hangs up]" in out
    assert "status     complete" in out


def test_json_is_all_there_is_on_standard_output(types: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    assert types(*TOLD, options=("--json",)) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert (report["status"], report["missing"]) == ("complete", [])
    assert report["loss_time"]["start"].startswith("2026-03-10T12:00")
    assert report["cause"]["class"] == "collision_rear_end"
    assert "hotline: Hello" in err


def test_the_end_of_the_input_hangs_up(types: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    assert types("no", "somebody hit me from behind", options=("--json",)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["status"] == "partial"
    assert "loss_time" in report["missing"]


def test_digits_are_keys_and_an_empty_line_is_silence(
    types: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    assert types("", "2", "1", "2", "1530", "1", "#", options=("--json",)) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["loss_time"]["start"].startswith("2026-03-10T15:30")
    assert report["evidence"]["loss_time"]["source"] == "keypad"
    assert report["for_person"] == ["loss_place"]
    assert "caller:  [silent]" in err


def test_mandarin_has_the_same_conversation(types: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    assert types(*TOLD_ZH, options=("--lang", "zh", "--json")) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == "complete"
    assert "您好" in err


def test_a_person_ends_it_too(types: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    assert types("0", "never read") == 0
    assert "hands over to claims: wanted" in capsys.readouterr().out
