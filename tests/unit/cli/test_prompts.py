"""`voiceapp prompts`: what an administrator reads and hears of the wording."""

import shutil
from pathlib import Path

import pytest

from voiceapp.cli import main
from voiceapp.instance.paths import share_folder


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The shipped settings, with a cache of their own."""
    path = tmp_path / "voiceapp.toml"
    shutil.copy(share_folder("dialplans") / "voiceapp.toml", path)
    text = path.read_text(encoding="utf-8").replace("[speech]\n", '[speech]\ncache_dir = "cache"\n')
    path.write_text(text, encoding="utf-8")
    return path


def test_every_prompt_is_listed_in_the_language_asked_for(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(settings), "prompts", "list", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split()[:2] == ["zh", "safety.ask"] and "受伤" in line for line in lines)
    assert not any(line.startswith("en") for line in lines)


def test_a_prompt_that_is_not_there_is_told_and_not_spoken(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = tmp_path / "sound.wav"
    assert main(["--config", str(settings), "prompts", "listen", "safety.aks", str(sound)]) == 78
    assert "voiceapp prompts list" in capsys.readouterr().err
    assert not sound.exists()


def test_one_prompt_is_spoken_into_a_file(settings: Path, tmp_path: Path) -> None:
    sound = tmp_path / "sound.wav"
    assert main(["--config", str(settings), "prompts", "listen", "safety.ask", str(sound)]) == 0
    assert len(sound.read_bytes()) > 16_000
