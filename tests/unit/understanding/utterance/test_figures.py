"""Whole numbers as words."""

import pytest

from voiceapp.understanding.utterance import figures


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (305, "three hundred five"),
        (1200, "one thousand two hundred"),
        (2_000_000, "two million"),
    ],
)
def test_cardinals(value: int, words: str) -> None:
    """Counts are said without "and"."""
    assert figures.cardinal(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "first"), (12, "twelfth"), (20, "twentieth"), (21, "twenty first"), (100, "one hundredth")],
)
def test_ordinals(value: int, words: str) -> None:
    """Only the last word changes."""
    assert figures.ordinal(value) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("2026", "twenty twenty six"),
        ("2000", "two thousand"),
        ("2005", "two thousand five"),
        ("1500", "fifteen hundred"),
        ("1005", "ten oh five"),
    ],
)
def test_four_figures_are_said_in_pairs(digits: str, words: str) -> None:
    """Years and house numbers."""
    assert figures.pairs(digits) == words


@pytest.mark.parametrize(
    ("digits", "words"), [("405", "four oh five"), ("128", "one twenty eight"), ("300", "three hundred")]
)
def test_three_figures_on_roads(digits: str, words: str) -> None:
    """Roads, exits and rooms."""
    assert figures.hundreds(digits) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (110, "一百一十"),
        (305, "三百零五"),
        (1005, "一千零五"),
        (2000, "两千"),
        (10_010, "一万零一十"),
        (120_000, "十二万"),
    ],
)
def test_chinese_counts(value: int, words: str) -> None:
    """Gaps are filled with one 零, thousands of two with 两."""
    assert figures.han(value) == words
