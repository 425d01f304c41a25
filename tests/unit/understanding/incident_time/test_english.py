"""English tokens and numbers."""

import pytest

from voiceapp.understanding.incident_time import english
from voiceapp.understanding.incident_time.grammar import Reader


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (english.number, "twenty five", 25),
        (english.number, "two hundred and seven", 207),
        (english.number, "three hundred", 300),
        (english.number, "45", 45),
        (english.number, "fourteen hundred", 14),
        (english.hour, "twelve", 12),
        (english.hour24, "oh nine", 9),
        (english.hour24, "zero", 0),
        (english.hour24, "08", 8),
        (english.hour24, "nineteen", 19),
        (english.minute, "oh five", 5),
        (english.minute, "forty two", 42),
        (english.minute, "05", 5),
        (english.ordinal, "twenty third", 23),
        (english.ordinal, "thirty first", 31),
        (english.ordinal, "2nd", 2),
        (english.month_day, "the second", 2),
        (english.month_day, "two", 2),
        (english.day_number, "thirty", 30),
        (english.oh_number, "oh three", 3),
        (english.year, "twenty twenty five", 2025),
        (english.year, "two thousand and twenty six", 2026),
        (english.year, "2026", 2026),
        (english.word, "anything", "anything"),
    ],
)
def test_a_number_is_read_longest_first(reader: Reader, text: str, value: object) -> None:
    """Cardinals, ordinals, hours, minutes and years, in words or figures."""
    tokens = english.split(text)
    assert reader(tokens, 0)[0][0] == value


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (english.number, "house"),
        (english.number, "12345"),
        (english.hour, "thirteen"),
        (english.hour24, "five"),
        (english.hour24, "oh house"),
        (english.minute, "five"),
        (english.minute, "75"),
        (english.ordinal, "thirty second"),
        (english.ordinal, "45th"),
        (english.ordinal, "house"),
        (english.oh_number, "three"),
        (english.year, "nineteen ninety"),
        (english.year, "1999"),
        (english.year, "two hundred"),
        (english.word, ""),
    ],
)
def test_what_is_no_such_number_is_not_read(reader: Reader, text: str) -> None:
    """Out of range or no number at all: nothing."""
    assert reader(english.split(text), 0) == []


def test_ish_and_hidden_words_are_tokens() -> None:
    """ "fourish" is an hour and "ish"; a hidden word keeps its neighbours apart."""
    assert english.split("fourish o'clock ¦¦¦ noonish british") == [
        "four",
        "ish",
        "o'clock",
        "¦¦¦",
        "noon",
        "ish",
        "british",
    ]


def test_every_reader_but_word_begins_with_a_token_that_starts_says() -> None:
    """The shortcut that spares the chart work never hides a number."""
    for text in ("five", "the second", "oh nine", "23rd", "zero", "thirtieth", "2026", "forty"):
        assert english.starts(english.split(text)[0])
    assert not english.starts("house")
