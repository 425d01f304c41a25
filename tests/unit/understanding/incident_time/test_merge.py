"""Several words for one point in time."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("friday the sixth at like seven at night", "03-06 19:00"),
        ("last weekend on saturday", "03-07"),
        ("yesterday tuesday", "03-10"),
        ("christmas day last year december twenty fifth", "12-25"),
        ("last night at one in the morning", "03-11 01:00"),
        ("yesterday on my way to work", "part 03-10 06:30 03-10 09:30"),
        ("this morning on my way to work", "part 03-11 06:00 03-11 12:00"),
        ("about five fifteen yesterday driving home from work", "about 03-10 16:45 03-10 17:45"),
        ("early on tuesday", "part 03-10 05:00 03-10 09:00"),
        ("late on tuesday", "part 03-10 20:00 03-11 00:00"),
        ("late last week", "range 03-05 00:00 03-07 00:00"),
        ("around the fifth", "about 03-04 00:00 03-07 00:00"),
        ("before sunrise this morning", "part 03-11 04:00 03-11 06:30"),
        ("last night around the small hours", "part 03-11 00:00 03-11 05:00"),
        ("before ten last night", "range 03-10 19:00 03-10 22:00"),
        ("after ten last night", "range 03-10 22:00 03-11 03:00"),
        ("before eight yesterday", "range 03-10 06:00 03-10 08:00"),
    ],
)
def test_words_for_one_time_agree(text: str, meant: str) -> None:
    """A weekday, a date, a part of day and an hour narrow each other."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("昨晚凌晨", "part 03-11 00:00 03-11 06:00"),
        ("十点左右 昨天晚上", "about 03-10 21:30 03-10 22:30"),
        ("昨晚十点以后", "range 03-10 22:00 03-11 00:00"),
    ],
)
def test_words_for_one_time_agree_in_mandarin(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
