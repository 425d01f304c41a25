"""Picking one of two offered things by its place."""

import pytest

from voiceapp.understanding.choices import picked


@pytest.mark.parametrize(
    ("text", "language", "position"),
    [
        ("the first one", "en", 0),
        ("uh it was the second please", "en", 1),
        ("the latter", "en", 1),
        ("yes", "en", None),
        ("neither", "en", None),
        ("第一个", "zh", 0),
        ("应该是第二个吧", "zh", 1),
        ("都不是", "zh", None),
    ],
)
def test_a_choice_is_understood_by_its_place_and_nothing_else_is(
    text: str, language: str, position: int
) -> None:
    assert picked(text, language=language) == position
