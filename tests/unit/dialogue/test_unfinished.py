"""A sentence that ends in a word which wants another is not over."""

import pytest

from voiceapp.dialogue.unfinished import unfinished


@pytest.mark.parametrize(
    "text", ["on main street at the", "yesterday on", "he hit me and", "half past", "uh"]
)
def test_english_that_wants_more(text: str) -> None:
    assert unfinished(text, "en")


@pytest.mark.parametrize("text", ["在", "昨天下午三点", "追尾了然后", "我"])
def test_mandarin_that_wants_more(text: str) -> None:
    assert unfinished(text, "zh")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on main street", "en"),
        ("at half past three", "en"),
        ("", "en"),
        ("在人民路", "zh"),
        ("三点半", "zh"),
    ],
)
def test_what_may_be_the_end(text: str, language: str) -> None:
    assert not unfinished(text, language)
