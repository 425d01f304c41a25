"""The word lists: phrases found in tokens and characters, and mistakes in the data file."""

from pathlib import Path

import pytest

from voiceapp.errors import ConfigError
from voiceapp.understanding import data
from voiceapp.understanding.place.lexicon import Phrases, Strings, lexicon, lists_of


def test_the_longest_phrase_wins() -> None:
    """ "parking lot" is found before "parking"."""
    phrases = Phrases.of(["parking", "parking lot", "lot"])
    said = ["the", "parking", "lot", "there"]
    assert phrases.at(said, 1) == 2
    assert phrases.before(said, 3) == 2
    assert phrases.at(said, 0) == 0
    assert phrases.at(said, 4) == 0


def test_strings_are_found_without_word_boundaries() -> None:
    """大道 is found before 道, and not beyond the given end."""
    types = Strings.of(["道", "大道"], ["路"])
    assert types.at("深南大道上", 2) == 2
    assert types.at("深南大道上", 2, 3) == 0
    assert types.before("深南大道上", 4) == 2


@pytest.mark.parametrize("language", data.LANGUAGES)
def test_the_shipped_lists_are_complete(language: str) -> None:
    """Every list a finder asks for is there, and none is there that no finder asks for."""
    assert lexicon(language).has("words.fillers", "um" if language == "en" else "嗯")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[roads]\ntypes = ["street"]\n', "'bare' is missing"),
        ('[roads]\ntypes = ["street"]\nbare = "main"\n', "must be a list"),
        ('[roads]\ntypes = ["street"]\nbare = ["main"]\nbear = ["oak"]\n', "'bear' is no list"),
        ('[roads]\ntypes = ["street"]\nbare = ["main"]\n[rods]\nx = ["y"]\n', "[rods] is no section"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    """An admin who drops or misspells a list is told which."""
    file = tmp_path / "place.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        lists_of(data.read(file), expected={"roads": "types bare"})
    assert complaint in str(raised.value)
