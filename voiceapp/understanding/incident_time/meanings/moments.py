"""What a phrasing counted back from now means. See `days`."""

from datetime import UTC, datetime, timedelta

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import ABOUT_WIDTHS, Moment
from voiceapp.understanding.incident_time.numbers import Count

ONE = Count(1)
LONGEST_MOMENT = 72  # hours
ABOUT_CLOCK, ABOUT_FINE = ABOUT_WIDTHS


def moment(context: Context, count: Count, unit: str, about: bool = False) -> Moment | None:
    """ "three hours ago": so long before now, counted in real hours, also over a change of the clocks."""
    minutes = count.number * (60 if unit == "hour" else 1)
    if minutes > LONGEST_MOMENT * 60:
        return None
    at = _before(context, minutes)
    if count.spread:
        scale = 60 if unit == "hour" else 1
        low, high = (edge * scale for edge in count.spread)
        return Moment(_before(context, high), _before(context, low), Precision.ABOUT)
    if about:
        half = ABOUT_CLOCK if minutes >= 60 else max(5, ABOUT_FINE if minutes > 15 else 5)
        return Moment(at - timedelta(minutes=half), at + timedelta(minutes=half), Precision.ABOUT)
    return Moment(at, at + timedelta(minutes=1), Precision.EXACT)


def moment_about(context: Context, moment: Moment) -> Moment:
    if moment.precision is not Precision.EXACT:
        return moment
    minutes = (context.now - moment.start).total_seconds() / 60
    half = timedelta(minutes=ABOUT_CLOCK if minutes >= 60 else ABOUT_FINE if minutes > 15 else 5)
    return Moment(moment.start - half, moment.start + half, Precision.ABOUT)


def moment_plus(context: Context, count: Count, unit: str, plus: float) -> Moment | None:
    """ "an hour and a half ago"."""
    return moment(context, Count(count.number + plus), unit)


def moment_over(context: Context, count: Count, unit: str) -> Moment | None:
    """ "两个多小时前": a good two hours ago."""
    found = moment(context, Count(count.number * 1.15), unit, about=True)
    return found if not count.spread else moment(context, count, unit)


def moment_both(context: Context, hours: Count, minutes: Count) -> Moment | None:
    """ "an hour and twenty minutes ago"."""
    return moment(context, Count(hours.number * 60 + minutes.number), "minute")


def moment_span(
    context: Context, low: Count, high: Count, unit: str, low_unit: str = "minute"
) -> Moment | None:
    """ "forty five minutes to an hour ago" """
    shortest, longest = moment(context, low, low_unit), moment(context, high, unit)
    if shortest is None or longest is None or longest.start >= shortest.start:
        return None
    return Moment(longest.start, shortest.start, Precision.ABOUT)


def moment_between(context: Context, longest: int, shortest: int) -> Moment:
    """So many minutes ago, loosely."""
    return recent(context, longest, shortest)


def within(context: Context, unit: str, count: Count = ONE) -> Moment | None:
    """ "in the last two hours"."""
    minutes = count.number * (60 if unit == "hour" else 1)
    if minutes > LONGEST_MOMENT * 60:
        return None
    return Moment(_before(context, minutes), context.now, Precision.RANGE)


def recent(context: Context, longest: int, shortest: int = 0, precision: str = "about") -> Moment:
    """ "just now": from `longest` to `shortest` minutes ago."""
    end = _before(context, shortest) if shortest else context.now
    return Moment(_before(context, longest), end, Precision(precision), loose=True)


def earlier_today(context: Context) -> Moment:
    return Moment(datetime.combine(context.now.date(), datetime.min.time()), context.now, Precision.RANGE)


def _before(context: Context, minutes: float) -> datetime:
    """Real time before now, as local time, seconds cut off."""
    moved = (context.aware.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(context.aware.tzinfo)
    return moved.replace(tzinfo=None, second=0, microsecond=0)
