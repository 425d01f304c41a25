"""The rules files: those we ship, and those an admin edited badly."""

from pathlib import Path

import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.errors import ConfigError
from voiceapp.understanding.cause.rules import DATA, LANGUAGES, load, read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_strong_rule_and_a_wording(language: str) -> None:
    """No cause of the taxonomy can only be reached by the second opinion, or not be spoken."""
    rules = load(language)
    strong = {rule.cause for stage in rules.stages for rule in stage.rules if not rule.weak}
    assert strong == set(CauseClass)
    assert all(rules.spoken[cause] and rules.offered[cause] for cause in CauseClass)


def test_all_mistakes_of_a_file_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    """An unknown cause and a broken pattern, in two places, give two faults that name the lines."""
    edited = (DATA / "en" / "cause.toml").read_text(encoding="utf-8")
    edited = edited.replace('cause = "theft"', 'cause = "thefts"').replace('"graffiti"', '"graf(fiti"')
    path = tmp_path / "cause.toml"
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read(path, "en")
    lines = edited.splitlines()
    told = {lines[fault.line - 1]: fault.message for fault in caught.value.faults if fault.line}
    assert '"thefts" is no cause' in told['cause = "thefts"']
    assert [
        message for line, message in told.items() if "graf(fiti" in line and 'a ")" is missing' in message
    ]


def test_a_file_that_is_no_toml_is_one_fault(tmp_path: Path) -> None:
    """A slip of the pen is a message, no traceback."""
    path = tmp_path / "cause.toml"
    path.write_text("[words\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(path, "en")


def test_a_key_word_of_one_syllable_is_refused(tmp_path: Path) -> None:
    """One Chinese syllable sounds like too many other words to be searched by sound."""
    edited = (
        (DATA / "zh" / "cause.toml")
        .read_text(encoding="utf-8")
        .replace('"追尾", "撞到柱子"', '"追", "撞到柱子"')
    )
    path = tmp_path / "cause.toml"
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(ConfigError, match="two or more"):
        read(path, "zh")
