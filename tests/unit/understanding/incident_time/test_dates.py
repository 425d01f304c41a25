"""Days counted back from today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.incident_time import dates
from voiceapp.understanding.incident_time.items import Days

WEDNESDAY = date(2026, 3, 11)
days = st.dates(date(2001, 1, 1), date(2090, 12, 31))


def starts(found: Days | None) -> list[date]:
    return [] if found is None else [option.start for option in found.options if option.cost <= 1]


def test_a_weekday_is_the_last_one() -> None:
    """ "Wednesday", said on one, is a week ago, or today; "last Monday" may be that of last week."""
    assert starts(dates.weekday(WEDNESDAY, 2)) == [date(2026, 3, 4), WEDNESDAY]
    assert starts(dates.weekday(WEDNESDAY, 1)) == [date(2026, 3, 10)]
    assert starts(dates.last_weekday(WEDNESDAY, 0)) == [date(2026, 3, 9), date(2026, 3, 2)]
    assert starts(dates.last_weekday(WEDNESDAY, 4)) == [date(2026, 3, 6)]
    assert starts(dates.this_weekday(WEDNESDAY, 2)) == [WEDNESDAY]


def test_a_weekday_of_a_week_cannot_be_ahead() -> None:
    """ "Friday of this week", said on a Wednesday, has not been."""
    assert dates.weekday_of_week(WEDNESDAY, 4, 0) is None
    assert starts(dates.weekday_of_week(WEDNESDAY, 4, 1)) == [date(2026, 3, 6)]


def test_weekends_during_and_after() -> None:
    """ "Last weekend" on a Sunday is the one before; the weekend itself is the running one."""
    sunday = date(2026, 3, 8)
    assert starts(dates.weekend(sunday, 0)) == [date(2026, 3, 7)]
    assert starts(dates.last_weekend(sunday)) == [date(2026, 2, 28)]
    assert starts(dates.last_weekend(WEDNESDAY, before=1)) == [date(2026, 2, 28)]


def test_dates_that_never_were_are_none() -> None:
    """A 31st of April, a day of a month to come, a month of a year to come."""
    assert dates.month_and_day(WEDNESDAY, 4, 31) is None
    assert dates.month_and_day(WEDNESDAY, 12, 25, 2026) is None
    assert dates.day_of_month(WEDNESDAY, 32) is None
    assert dates.day_of_month_ago(WEDNESDAY, 30, 1) is None
    assert dates.named_month(WEDNESDAY, 4, 2026) is None


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [(date(2026, 3, 31), 1, date(2026, 2, 28)), (WEDNESDAY, 14, date(2025, 1, 11))],
)
def test_months_before_keep_the_day_or_take_the_last(day: date, months: int, before: date) -> None:
    """A month before the 31st of March is the end of February."""
    assert dates.months_before(day, months) == before


@given(days, st.integers(0, 6), st.integers(1, 12), st.integers(1, 31))
def test_nothing_is_ahead_of_today(today: date, weekday: int, month: int, day: int) -> None:
    """Whatever is named, its first reading has begun."""
    for found in (
        dates.weekday(today, weekday),
        dates.last_weekday(today, weekday),
        dates.month_and_day(today, month, day),
        dates.day_of_month(today, day),
        dates.named_month(today, month),
        dates.week(today, 0),
        dates.weekend(today, 0),
        dates.month(today, 0),
        dates.year(today, 0),
    ):
        assert found is None or found.options[0].start <= today
