"""Weeks, weekends, months, seasons and years, and their parts."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("last year", "range 01-01 00:00 01-01 00:00"),
        ("in twenty twenty five", "range 01-01 00:00 01-01 00:00"),
        ("in twenty thirty", "nothing"),
        ("last summer", "range 06-21 00:00 09-21 00:00"),
        ("this winter", "range 12-21 00:00 03-11 14:20"),
        ("early last week", "range 03-02 00:00 03-04 00:00"),
        ("the middle of last month", "range 02-11 00:00 02-21 00:00"),
        ("late last year", "range 11-17 00:00 01-01 00:00"),
        ("the end of february", "range 02-21 00:00 03-01 00:00"),
        ("the end of this month", "nothing"),
        ("the last day of february", "02-28"),
        ("the fifth saturday in february", "nothing"),
        ("the last friday in february", "02-27"),
        ("the last friday of march", "nothing"),
        ("the fifth week of march", "nothing"),
        ("the second week of february", "range 02-08 00:00 02-15 00:00"),
        ("the last week of january", "range 01-25 00:00 02-01 00:00"),
        ("the week of thanksgiving", "range 11-24 00:00 12-01 00:00"),
        ("october of last year", "range 10-01 00:00 11-01 00:00"),
    ],
)
def test_english_stretches(text: str, meant: str) -> None:
    """A stretch of days that has begun; what has not is nothing, and no part of its words is taken."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("月底", "range 02-22 00:00 03-01 00:00"),
        ("月初", "range 03-01 00:00 03-08 00:00"),
        ("三月下旬", "nothing"),
        ("二月底三月初", "range 02-22 00:00 03-08 00:00"),
    ],
)
def test_mandarin_stretches(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
