"""Holidays are found by rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.incident_time.holidays import day_of_year, easter, latest


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("date 12 25", date(2026, 12, 25)),
        ("date 2 29", date(2026, 2, 28)),
        ("nth 4 thursday 11", date(2026, 11, 26)),
        ("nth last monday 5", date(2026, 5, 25)),
        ("nth last friday 12", date(2026, 12, 25)),
        ("after 1 nth 4 thursday 11", date(2026, 11, 27)),
        ("easter 0", date(2026, 4, 5)),
        ("easter -2", date(2026, 4, 3)),
        ("lunar 1 1", date(2026, 2, 17)),
        ("lunar 1 0", date(2026, 2, 16)),
        ("lunar 8 15", date(2026, 9, 25)),
        ("lunar 12 8", date(2027, 1, 15)),
        ("qingming", date(2026, 4, 5)),
        ("solstice", date(2026, 12, 22)),
    ],
)
def test_a_rule_gives_its_day_of_2026(rule: str, day: date) -> None:
    """American and Chinese holidays, those of the moon too, fall on their days."""
    assert day_of_year(rule)(2026) == day


@pytest.mark.parametrize("rule", ["date 2 30", "date x 1", "nth 4 someday 11", "moon 3", "easter", ""])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    """A rule that gives no day is a mistake of the data file."""
    with pytest.raises(ValueError, match="no holiday rule"):
        day_of_year(rule)


def test_the_latest_is_the_last_that_is_not_to_come() -> None:
    """On the day itself it is that day; the day before, last year's; further ones by `skip`."""
    christmas = day_of_year("date 12 25")
    assert latest(christmas, date(2026, 12, 25)) == date(2026, 12, 25)
    assert latest(christmas, date(2026, 12, 24)) == date(2025, 12, 25)
    assert latest(christmas, date(2026, 12, 24), skip=1) == date(2024, 12, 25)


@given(st.integers(1900, 2150))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    """Easter Sunday lies between 22 March and 25 April."""
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
