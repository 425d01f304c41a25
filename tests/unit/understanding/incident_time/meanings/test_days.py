"""Days and small stretches of days."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday or the day before", "range 03-09 00:00 03-11 00:00"),
        ("sunday or monday", "range 03-08 00:00 03-10 00:00"),
        ("five weeks ago on tuesday", "02-03"),
        ("three weeks ago monday", "02-16"),
        ("a week ago sunday", "03-01"),
        ("the fifth of last month", "02-05"),
        ("on oh three oh nine", "03-09"),
        ("three eight twenty six", "03-08"),
        ("a month ago today", "02-11"),
        ("half a month ago today", "nothing"),
        ("two and a half days ago", "nothing"),
        ("six months ago", "about 09-01 00:00 09-22 00:00"),
        ("a month and a half ago", "nothing"),
        ("twenty months ago", "nothing"),
        ("a year ago", "about 02-24 00:00 03-27 00:00"),
        ("about two weeks ago", "about 02-22 00:00 03-01 00:00"),
        ("about three months ago", "about 12-01 00:00 12-22 00:00"),
        ("about four days ago", "about 03-06 00:00 03-09 00:00"),
        ("nine hundred days ago", "nothing"),
        ("about nine hundred days ago", "nothing"),
        ("a few days ago", "range 03-06 00:00 03-10 00:00"),
        ("in the last three days", "range 03-08 00:00 03-11 14:20"),
        ("in the last nine hundred days", "nothing"),
        ("the other night", "range 03-05 00:00 03-11 00:00"),
        ("the day after march second", "03-03"),
        ("two days before valentine's day", "02-12"),
        ("the day after march eleventh", "nothing"),
        ("march twentieth twenty twenty six", "nothing"),
        ("march eighth last year", "03-08"),
        ("the friday before last", "02-27"),
        ("the friday before", "03-06"),
    ],
)
def test_english_days(text: str, meant: str) -> None:
    """A day, or a few, counted from today, from a date or from a weekday."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("一个多月前", "about 01-24 00:00 02-10 00:00"),
        ("几个多月前", "nothing"),
        ("三月八九号", "range 03-08 00:00 03-10 00:00"),
        ("上个月二十五六号", "range 02-25 00:00 02-27 00:00"),
        ("圣诞前后", "about 12-23 00:00 12-28 00:00"),
        ("四五天前", "range 03-06 00:00 03-08 00:00"),
        ("大概三天以前", "about 03-07 00:00 03-10 00:00"),
        ("二月三十号", "nothing"),
    ],
)
def test_mandarin_days(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
