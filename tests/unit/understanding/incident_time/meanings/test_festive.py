"""Holidays and the days around them."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("last christmas eve", "12-24"),
        ("christmas of last year", "12-25"),
        ("christmas of this year", "12-25"),
        ("labor day weekend", "range 08-30 00:00 09-02 00:00"),
        ("thanksgiving weekend", "range 11-27 00:00 12-01 00:00"),
        ("good friday weekend", "range 04-18 00:00 04-21 00:00"),
        ("veterans day weekend", "range 11-14 00:00 11-17 00:00"),
        ("the saturday after thanksgiving", "11-29"),
        ("the saturday before easter", "04-19"),
        ("the weekend after halloween", "range 11-01 00:00 11-03 00:00"),
        ("the weekend before halloween", "range 10-25 00:00 10-27 00:00"),
        ("right after christmas", "range 12-26 00:00 12-29 00:00"),
        ("just before new year's", "range 12-29 00:00 01-01 00:00"),
    ],
)
def test_american_holidays(text: str, meant: str) -> None:
    """A holiday, its weekend, and weekdays before and after it, always the latest that was."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("国庆第三天", "10-03"),
        ("国庆第二十天", "nothing"),
        ("年前", "range 02-10 00:00 02-17 00:00"),
        ("过完年", "range 02-24 00:00 03-04 00:00"),
        ("农历八月十五", "10-06"),
        ("国庆假期最后一天", "10-07"),
        ("春节后第三天", "02-20"),
        ("除夕晚上", "part 02-16 18:00 02-17 00:00"),
    ],
)
def test_chinese_holidays(text: str, meant: str) -> None:
    """Holidays of the sun and of the moon, their length and their n-th day."""
    assert chinese(text) == meant
