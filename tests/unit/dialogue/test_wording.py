"""Prompt files: what is spoken, and what an admin is told about a broken one."""

from pathlib import Path

import pytest

from voiceapp.dialogue import wording
from voiceapp.errors import ConfigError

INSURER = {"insurer": "Example Insurance", "emergency_number": "911"}


def _edited(tmp_path: Path, before: str, after: str) -> Path:
    source = (wording.FOLDER / "en.toml").read_text(encoding="utf-8")
    assert before in source
    path = tmp_path / "en.toml"
    path.write_text(source.replace(before, after), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_shipped_prompts_have_no_fault(language: str) -> None:
    path = wording.FOLDER / f"{language}.toml"
    assert wording.faults(path) == []
    assert wording.load(path, constants=INSURER).language == language


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_further_try_of_a_tapered_prompt_says_more_until_the_last_one_serves(language: str) -> None:
    words = wording.load(wording.FOLDER / f"{language}.toml", constants=INSURER)
    first, second, third = (words.sentences("safety.noinput", turn=turn) for turn in (0, 1, 7))
    assert first != second == third


def test_a_prompt_is_spoken_sentence_by_sentence_with_its_places_filled_in() -> None:
    words = wording.load(wording.FOLDER / "en.toml", constants=INSURER)
    assert words.sentences("confirm.ask", what="It happened today. The place is here.") == (
        "Let me repeat that.",
        "It happened today.",
        "The place is here.",
        "Is that right?",
    )


def test_fixed_sentences_are_those_that_every_call_shares() -> None:
    fixed = wording.load(wording.FOLDER / "en.toml", constants=INSURER).fixed()
    assert "Hello, this is the Example Insurance accident line." in fixed
    assert not any("{" in sentence for sentence in fixed)
    assert not any("claim number is" in sentence for sentence in fixed)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('safe = "Good', 'sade = "Good', "safety.sade is not a prompt"),
        ("{insurer}", "{insuror}", "greeting.say uses {insuror}"),
        ('safe = "Good to hear that nobody is hurt."', "safe = 3", "safety.safe must be a sentence"),
        ('safe = "Good', 'safe = "{Good', "safety.safe has a lone brace"),
        ('language = "en"', "", "says no language"),
    ],
)
def test_a_broken_prompt_is_named_with_its_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    path = _edited(tmp_path, before, after)
    faults = wording.faults(path)
    assert any(message in fault.message and fault.line for fault in faults)
    with pytest.raises(ConfigError):
        wording.load(path, constants=INSURER)


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    path = _edited(tmp_path, 'safe = "Good to hear that nobody is hurt."', "safe = 3\nfunny = '{'")
    messages = [fault.message for fault in wording.faults(path)]
    assert len(messages) == 2


def test_a_misspelt_prompt_that_no_line_names_is_reported_all_the_same(tmp_path: Path) -> None:
    path = _edited(tmp_path, "[trouble]\n", "[trouble]\nhand.off = 'Hello.'\n")
    (fault,) = wording.faults(path)
    assert "trouble.hand.off is not a prompt" in fault.message
    assert fault.line is None


def test_a_file_that_is_no_toml_or_not_there_gets_a_message_and_not_a_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("language = 'en'\n[safety\n", encoding="utf-8")
    (fault,) = wording.faults(broken)
    assert "is not TOML" in fault.message
    assert fault.line == 2
    (missing,) = wording.faults(tmp_path / "none.toml")
    assert "cannot be read" in missing.message
