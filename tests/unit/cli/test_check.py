"""`voiceapp check` runs every checker and tells everything at once."""

import argparse
import json
from pathlib import Path

import pytest

from voiceapp.cli.check import run
from voiceapp.errors import Fault

PATH = Path("voiceapp.toml")


def one(path: Path) -> list[Fault]:
    return [Fault(path, "name is missing", 3)]


def other(path: Path) -> list[Fault]:
    return [Fault(path.with_name("en.toml"), "no prompt for this question")]


def nothing(_: Path) -> list[Fault]:
    return []


def args(*, as_json: bool = False) -> argparse.Namespace:
    return argparse.Namespace(config=PATH, json=as_json)


def test_all_faults_of_all_checkers_are_told_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    """An administrator sees everything in one run, in a form editors can jump from."""
    assert run(args(), checkers=(one, nothing, other)) == 78
    assert capsys.readouterr().out.splitlines() == [
        "voiceapp.toml:3: name is missing",
        "en.toml: no prompt for this question",
    ]


def test_no_fault_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Silence could also mean that nothing was checked."""
    assert run(args(), checkers=(nothing,)) == 0
    assert capsys.readouterr().out == "voiceapp.toml: all is well\n"


@pytest.mark.parametrize(("checker", "ok"), [(one, False), (nothing, True)])
def test_programs_get_one_json_object(checker: object, ok: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """A dialplan tool or an editor can read the outcome."""
    assert callable(checker)
    code = run(args(as_json=True), checkers=(checker,))
    faults = [] if ok else [{"path": "voiceapp.toml", "line": 3, "message": "name is missing"}]
    assert json.loads(capsys.readouterr().out) == {"ok": ok, "faults": faults}
    assert code == (0 if ok else 78)


def test_the_settings_file_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the app would refuse at its start is told here first."""
    path = tmp_path / "voiceapp.toml"
    path.write_text("[insurer]\nnam = 'Acme'\n")
    assert run(argparse.Namespace(config=path, json=False)) == 78
    assert f"{path}:2: [insurer] nam is not a setting; did you mean 'name'?" in capsys.readouterr().out
