"""A date and a time typed on the keypad."""

from datetime import datetime, timedelta

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time.dates import month_and_day
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.resolve import Reading, at, loss_time, midnight, past


def from_keys(date_digits: str, time_digits: str, *, now: datetime) -> LossTime | None:
    """MMDD and HHMM on a 24-hour clock, of the latest year in which that day is not to come.

    No time digits: the whole day. None when the digits are no date or no time, or one that is to come. Never
    raises on any digits; `now` must be aware.
    """
    if len(date_digits) != 4 or not _figures(date_digits):
        return None
    context = Context(now.replace(tzinfo=None), now)
    days = month_and_day(context.now.date(), int(date_digits[:2]), int(date_digits[2:]))
    if days is None:
        return None
    day = days.options[0].start
    if not time_digits:
        reading = past(Reading(midnight(day), midnight(day + timedelta(days=1)), Precision.DAY), context)
        return loss_time(reading, context) if reading is not None else None
    if len(time_digits) != 4 or not _figures(time_digits):
        return None
    hour, minute = int(time_digits[:2]), int(time_digits[2:])
    if hour > 23 or minute > 59:
        return None
    start = at(day, hour * 60 + minute)
    reading = past(Reading(start, start + timedelta(minutes=1), Precision.EXACT), context)
    return loss_time(reading, context) if reading is not None else None


def _figures(text: str) -> bool:
    return text.isascii() and text.isdecimal()
