"""Chinese tokens and numerals."""

import pytest

from voiceapp.understanding.incident_time import chinese
from voiceapp.understanding.incident_time.grammar import Reader


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (chinese.number, "二十三", 23),
        (chinese.number, "十五", 15),
        (chinese.number, "俩", 2),
        (chinese.number, "一百零五", 105),
        (chinese.number, "三百二十", 320),
        (chinese.number, "两百", 200),
        (chinese.number, "45", 45),
        (chinese.hour, "十二", 12),
        (chinese.hour24, "零", 0),
        (chinese.hour24, "二十二", 22),
        (chinese.minute, "零五", 5),
        (chinese.minute, "四十", 40),
        (chinese.minute, "08", 8),
        (chinese.day, "三十一", 31),
        (chinese.month, "十一", 11),
        (chinese.year, "二零二五", 2025),
        (chinese.year, "二五", 2025),
        (chinese.year, "2026", 2026),
        (chinese.digit, "三", 3),
        (chinese.day_pair, "二十五六", 25),
        (chinese.lunar_small, "十", 10),
        (chinese.lunar_day, "初五", 5),
        (chinese.lunar_day, "廿三", 23),
        (chinese.lunar_day, "廿", 20),
        (chinese.lunar_late, "二十八", 28),
        (chinese.big_number, "一百二十", 120),
        (chinese.character, "字", "字"),
    ],
)
def test_a_numeral_is_read_longest_first(reader: Reader, text: str, value: object) -> None:
    """Numerals, hours, minutes, years and lunar days, in characters or figures."""
    assert reader(chinese.split(text), 0)[0][0] == value


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (chinese.number, "车"),
        (chinese.number, "1234"),
        (chinese.minute, "五"),
        (chinese.minute, "75"),
        (chinese.day_pair, "八十"),
        (chinese.year, "一九九八"),
        (chinese.year, "1998"),
        (chinese.digit, "十"),
        (chinese.big_number, "三十"),
        (chinese.character, ""),
    ],
)
def test_what_is_no_such_numeral_is_not_read(reader: Reader, text: str) -> None:
    """Out of range or no numeral at all: nothing."""
    assert reader(chinese.split(text), 0) == []


def test_spaces_are_no_tokens() -> None:
    """A recogniser's word spaces do not matter; a hidden word keeps its neighbours apart."""
    assert chinese.split("昨天 下午 15点¦¦") == ["昨", "天", "下", "午", "15", "点", "¦¦"]


def test_every_numeral_begins_with_a_token_that_starts_says() -> None:
    """The shortcut that spares the chart work never hides a number."""
    assert all(chinese.starts(token) for token in ("十", "初", "廿", "零", "俩", "15"))
    assert not chinese.starts("车")
