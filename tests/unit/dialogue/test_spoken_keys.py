"""Keys that are named aloud."""

import pytest

from voiceapp.dialogue.spoken_keys import named_key


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("one", "en", "1"),
        ("Press two.", "en", "2"),
        ("number 3", "en", "3"),
        ("one of them", "en", None),
        ("yes", "en", None),
        ("一", "zh", "1"),
        ("我选二", "zh", "2"),
        ("三号键", "zh", "3"),
        ("一点半", "zh", None),
    ],
)
def test_a_key_counts_only_when_nothing_else_is_said(text: str, language: str, key: str | None) -> None:
    assert named_key(text, language) == key
