"""Clock times."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("one at night", "03-11 01:00"),
        ("yesterday at sixteen thirty in the afternoon", "03-10 16:30"),
        ("eight or eight thirty last night", "about 03-10 20:00 03-10 20:30"),
        ("ten fifteen ten twenty this morning", "about 03-11 10:02 03-11 10:32"),
        ("nine something this morning", "range 03-11 09:00 03-11 10:00"),
        ("nine oh something this morning", "about 03-11 08:55 03-11 09:15"),
        ("just after eight last night", "about 03-10 20:00 03-10 20:20"),
        ("ten minutes after noon today", "03-11 12:10"),
        ("a few minutes before eight last night", "about 03-10 19:40 03-10 20:00"),
        ("twelve thirty a m today", "03-11 00:30"),
        ("half eight this morning", "03-11 08:30"),
        ("ten to midnight last night", "03-10 23:50"),
        ("eight or nine in the evening yesterday", "about 03-10 20:00 03-10 21:00"),
        ("ten eleven this morning", "03-11 10:11"),
        ("eighty minutes to five yesterday", "03-10 15:40"),
    ],
)
def test_english_clock_times(text: str, meant: str) -> None:
    """With halves and parts of the day, about, in pairs, and moved by minutes."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("昨天下午三四点", "about 03-10 15:00 03-10 16:00"),
        ("昨天十三四点", "about 03-10 13:00 03-10 14:00"),
        ("三九点", "nothing"),
        ("昨天夜里零点三十", "03-11 00:30"),
        ("下午刚过一点", "about 03-11 13:00 03-11 13:20"),
        ("今天上午十点一刻十点二十的样子", "about 03-11 10:02 03-11 10:32"),
        ("早上十三点", "03-11 13:00"),
        ("下午一点多", "range 03-11 13:00 03-11 14:00"),
        ("昨天下午五点差十分", "03-10 16:50"),
    ],
)
def test_mandarin_clock_times(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
