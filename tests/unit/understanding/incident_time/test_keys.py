"""Dates and times from the keypad."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time import from_keys

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("day", "clock", "start", "precision"),
    [
        ("0310", "1630", "2026-03-10T16:30", Precision.EXACT),
        ("0311", "1420", "2026-03-11T14:20", Precision.EXACT),
        ("1225", "0005", "2025-12-25T00:05", Precision.EXACT),
        ("0229", "0900", "2024-02-29T09:00", Precision.EXACT),
        ("0302", "", "2026-03-02T00:00", Precision.DAY),
        ("0311", "", "2026-03-11T00:00", Precision.DAY),
    ],
)
def test_keys_name_the_latest_such_day(day: str, clock: str, start: str, precision: Precision) -> None:
    """Month, day and 24-hour clock, of the latest year in which the day is not to come."""
    time = from_keys(day, clock, now=NOW)
    assert time is not None
    assert (f"{time.start:%Y-%m-%dT%H:%M}", time.precision) == (start, precision)


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("0230", "0900"),
        ("1301", "0900"),
        ("0310", "2500"),
        ("0310", "1260"),
        ("0311", "1500"),
        ("310", "0900"),
        ("0310", "900"),
        ("03a0", "0900"),
        ("0310", "09a0"),
        ("", ""),
        ("٠٣١٠", "0900"),
    ],
)
def test_keys_that_are_no_past_time_are_refused(day: str, clock: str) -> None:
    """No such day or hour, too few digits, or a time that is to come: nothing."""
    assert from_keys(day, clock, now=NOW) is None


@given(st.text("0123456789*#", max_size=5), st.text("0123456789*#", max_size=5))
def test_any_keys_give_a_past_time_or_none(day: str, clock: str) -> None:
    """Whatever is typed, nothing raises and nothing lies ahead."""
    time = from_keys(day, clock, now=NOW)
    assert time is None or time.start <= time.end <= NOW
