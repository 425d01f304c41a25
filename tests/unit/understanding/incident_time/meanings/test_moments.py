"""Times counted back from now."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("an hour and a half ago", "03-11 12:50"),
        ("an hour and twenty minutes ago", "03-11 13:00"),
        ("ninety hours ago", "nothing"),
        ("about ninety hours ago", "nothing"),
        ("about five minutes ago", "about 03-11 14:10 03-11 14:20"),
        ("about twenty minutes ago", "about 03-11 13:50 03-11 14:10"),
        ("some three hours ago", "about 03-11 10:50 03-11 11:50"),
        ("a few hours ago", "about 03-11 09:20 03-11 12:50"),
        ("a couple of hours ago", "about 03-11 11:35 03-11 13:05"),
        ("about a couple of hours ago", "about 03-11 11:35 03-11 13:05"),
        ("forty five minutes to an hour ago", "about 03-11 13:20 03-11 13:35"),
        ("ninety hours to an hour ago", "nothing"),
        ("in the last ninety hours", "nothing"),
        ("in the last hour", "range 03-11 13:20 03-11 14:20"),
        ("twenty minutes or so ago", "about 03-11 13:50 03-11 14:10"),
        ("just now", "about 03-11 14:05 03-11 14:20"),
        ("earlier today", "range 03-11 00:00 03-11 14:20"),
        ("an hour ago at one thirty", "03-11 13:30"),
        ("an hour ago at nine", "03-11 13:20"),
        ("just now yesterday at nine", "03-10 09:00"),
    ],
)
def test_english_moments(text: str, meant: str) -> None:
    """So long ago, exactly, about, or loosely; never further than three days."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("两个多小时前", "about 03-11 11:32 03-11 12:32"),
        ("几个多小时前", "about 03-11 09:20 03-11 12:20"),
        ("一小时二十分钟前", "03-11 13:00"),
        ("大半个小时前", "about 03-11 13:30 03-11 13:50"),
    ],
)
def test_mandarin_moments(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
