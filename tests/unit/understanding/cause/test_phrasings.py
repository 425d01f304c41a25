"""The phrasings files."""

from collections import Counter
from pathlib import Path

import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.errors import ConfigError
from voiceapp.understanding.cause.phrasings import FEWEST, load_phrasings, read_phrasings
from voiceapp.understanding.cause.rules import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_enough_phrasings_and_none_stands_under_two(language: str) -> None:
    """Thirty or more a cause; the same words under two causes would cancel out."""
    phrasings = load_phrasings(language)
    assert min(Counter(phrasings.causes).values()) >= FEWEST
    assert set(phrasings.causes) == set(CauseClass)
    assert [text for text, times in Counter(phrasings.texts).items() if times > 1] == []


def test_mistakes_in_a_phrasings_file_are_told_at_once(tmp_path: Path) -> None:
    """Too few wordings, no list, and an unknown cause: each is named."""
    path = tmp_path / "cause_phrasings.toml"
    path.write_text('fire = ["it burns"]\ntheft = "stolen"\nghosts = ["boo"]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_phrasings(path, "en")
    messages = [fault.message for fault in caught.value.faults]
    assert any(message.startswith("fire needs 30") for message in messages)
    assert any(message.startswith("theft must be a list") for message in messages)
    assert any('"ghosts" is no cause' in message for message in messages)
