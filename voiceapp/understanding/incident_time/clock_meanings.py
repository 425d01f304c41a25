"""What a phrasing of a clock time, a moment counted from now, a part of day or a small word means.

As in `day_meanings`: each function is named in the data files; None means that the words make no such thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time import dates
from voiceapp.understanding.incident_time.day_meanings import day_relative, shifted
from voiceapp.understanding.incident_time.day_meanings import holiday as holiday_day
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import (
    ABOUT_WIDTHS,
    MINUTES,
    Clock,
    ClockOption,
    Days,
    Mark,
    Moment,
    Nothing,
    Part,
    about_width,
)
from voiceapp.understanding.incident_time.numbers import Count

NOON = 12 * 60
ABOUT_CLOCK, ABOUT_FINE = ABOUT_WIDTHS
LONGEST_MOMENT = 72  # hours
ONE = Count(1)


def clock(
    context: Context,
    hour: int,
    minute: int = 0,
    back: int = 0,
    about: bool = False,
    shift: int = 0,
    around_clock: bool = False,
) -> Clock | None:
    """`back`: minutes before the hour ("quarter to"); `shift`: minutes that "just before" or "just after"
    move it; `around_clock`: the hour counts to 24 and is no longer open."""
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= back < 60):
        return None
    at = hour * 60 + minute - back
    if hour > 12 or hour == 0 or around_clock:
        return Clock((ClockOption(at % MINUTES if at < 0 else at),), _width(at, about), False, shift)
    morning = at % NOON
    return Clock((ClockOption(morning), ClockOption(morning + NOON)), _width(at, about), True, shift)


def clock_half_day(context: Context, clock: Clock, half: str) -> Clock | None:
    """A clock time with "a m" or "p m"."""
    wanted = [option for option in clock.options if (option.minute % MINUTES >= NOON) == (half == "pm")]
    if not wanted and clock.open:
        return None
    return Clock(tuple(wanted) or clock.options, clock.about, False, clock.shift)


def clock_in_part(context: Context, clock: Clock, part: Part) -> Clock | None:
    """A clock time with its part of day in one breath: "two in the afternoon", "eleven at night"."""
    low, high = part.window
    if not clock.open:
        late = [o for o in clock.options if not low <= o.minute < high and low <= o.minute + MINUTES < high]
        moved = tuple(ClockOption(option.minute + MINUTES) for option in late)
        before = tuple(ClockOption(option.minute, 0.5) for option in late)
        return replace(clock, options=(*moved, *before) or clock.options)
    fitting = [option for option in clock.options if low <= option.minute < high]
    late = [
        ClockOption(option.minute + MINUTES)
        for option in clock.options
        if low <= option.minute + MINUTES < high
    ]
    if not fitting and late:  # "one at night": of that day, or of the night that follows it
        return Clock((late[0], ClockOption(late[0].minute - MINUTES, 0.5)), clock.about, False, clock.shift)
    return Clock(tuple(fitting), clock.about, False, clock.shift) if fitting else None


def clock_about(context: Context, clock: Clock) -> Clock:
    return Clock(clock.options, clock.about or _width(clock.options[0].minute, True), clock.open, clock.shift)


def clock_in_part_about(context: Context, clock: Clock, part: Part) -> Clock | None:
    """ "about two in the afternoon" """
    found = clock_in_part(context, clock, part)
    return clock_about(context, found) if found is not None else None


def clock_over(context: Context, clock: Clock) -> Clock:
    """ "一点多": from one to two."""
    return replace(clock, length=60 - clock.options[0].minute % 60)


def clock_part_over(context: Context, clock: Clock, part: Part) -> Clock | None:
    """ "下午一点多" """
    found = clock_in_part(context, clock, part)
    return clock_over(context, found) if found is not None else None


def clock_pair(context: Context, first: int, second: int) -> Clock | None:
    """ "三四点": about half past three."""
    if not 0 < second - first <= 2 or second > 24:
        return None
    middle = (first + second) * 30
    if second > 12:
        return Clock((ClockOption(middle),), ABOUT_CLOCK)
    return Clock((ClockOption(middle % NOON), ClockOption(middle % NOON + NOON)), ABOUT_CLOCK, True)


def clock_pair_in_part(context: Context, first: int, second: int, part: Part) -> Clock | None:
    """ "下午三四点" """
    found = clock_pair(context, first, second)
    return clock_in_part(context, found, part) if found is not None else None


def moment_over(context: Context, count: Count, unit: str) -> Moment | None:
    """ "两个多小时前": a good two hours ago."""
    found = moment(context, Count(count.number * 1.15), unit, about=True)
    return found if not count.spread else moment(context, count, unit)


def clock_near(context: Context, clock: Clock, shift: int) -> Clock:
    """ "just after eight": about, and moved by so many minutes."""
    return Clock(clock.options, ABOUT_FINE, clock.open, shift)


def clock_moved(context: Context, clock: Clock, count: Count, unit: str, back: bool = False) -> Clock | None:
    """ "half an hour before midnight", "ten minutes after noon" """
    minutes = round(count.number * (60 if unit == "hour" else 1)) * (-1 if back else 1)
    if count.spread or abs(minutes) > 6 * 60:
        return None
    options = tuple(replace(o, minute=o.minute + minutes) for o in clock.options if o.minute + minutes >= 0)
    return replace(clock, options=options) if options else None


def clock_now(context: Context) -> Clock:
    """ "this time", said of another day."""
    return Clock((ClockOption(context.now.hour * 60 + context.now.minute),))


def clock_then(context: Context, first: Clock, second: Clock) -> Clock | None:
    """ "ten fifteen ten twenty": two times in a row, near each other, mean about the middle."""
    minutes = first.options[0].minute % 60 or second.options[0].minute % 60
    return clock_or(context, first, second) if minutes else None


def clock_then_in_part(context: Context, first: Clock, second: Clock, part: Part) -> Clock | None:
    """ "上午十点一刻十点二十" """
    found = clock_or(context, first, second)
    return clock_in_part(context, found, part) if found is not None else None


def clock_part_near(context: Context, clock: Clock, part: Part, shift: int) -> Clock | None:
    """ "下午刚过一点" """
    found = clock_in_part(context, clock, part)
    return clock_near(context, found, shift) if found is not None else None


def clock_or(context: Context, first: Clock, second: Clock) -> Clock | None:
    """ "eight or eight thirty": about the middle, when they are near."""
    for a in first.options:
        for b in second.options:
            if 0 < b.minute - a.minute <= 120:
                middle, width = (a.minute + b.minute) // 2, max(15, (b.minute - a.minute) // 2)
                both = first.open and second.open
                options = (
                    (ClockOption(middle), ClockOption((middle + NOON) % MINUTES))
                    if both
                    else (ClockOption(middle),)
                )
                return Clock(tuple(sorted(options, key=lambda option: option.minute)), width, both)
    return None


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


def day_and_part(context: Context, day: Days, part: Part) -> tuple[Days, Part]:
    """ "last night": a day and its part in one phrase."""
    return (day, part)


def days_ago_part(context: Context, part: Part, number: int) -> tuple[Days, Part]:
    """ "yesterday evening" """
    return (dates.days_ago(context.now.date(), number), part)


def days_ago_now(context: Context, number: int) -> tuple[Days, Clock]:
    """ "this time last week" """
    return (dates.days_ago(context.now.date(), number), clock_now(context))


def relative_part(context: Context, part: Part, number: int) -> tuple[Days, Part]:
    """ "the night before" """
    return (day_relative(context, number), part)


def shifted_part(context: Context, part: Part, day: Days, back: bool = False) -> tuple[Days, Part] | None:
    """ "the morning after the super bowl" """
    found = shifted(context, day, back=back)
    return (found, part) if found is not None else None


def holiday_part(context: Context, part: Part, holiday: str) -> tuple[Days, Part] | None:
    """ "election night" """
    found = holiday_day(context, holiday)
    return (found, part) if found is not None else None


def early_part(context: Context, part: Part) -> Part | None:
    """ "first thing in the morning" """
    return replace(part, start=part.early[0], end=part.early[1]) if part.early else None


def same(context: Context, **slots: Any) -> Any:
    """The one slot's own value."""
    return next(iter(slots.values()))


def mark(context: Context, name: str) -> Mark:
    return Mark(name)


def between_clocks(
    context: Context, first: Clock, second: Clock, mark: str = "between"
) -> tuple[Mark | Clock, ...]:
    """ "from eight to ten" """
    return (Mark(mark), first, Mark("to"), second)


def nothing(context: Context, **slots: Any) -> Nothing:
    return Nothing()


def _width(minute: int, about: bool) -> int | None:
    return about_width(minute) if about else None


def _before(context: Context, minutes: float) -> datetime:
    """Real time before now, as local time, seconds cut off."""
    moved = (context.aware.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(context.aware.tzinfo)
    return moved.replace(tzinfo=None, second=0, microsecond=0)


MEANINGS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        clock,
        clock_half_day,
        clock_in_part,
        clock_about,
        clock_near,
        clock_or,
        clock_now,
        clock_moved,
        moment_span,
        clock_then,
        clock_then_in_part,
        moment_both,
        moment_between,
        clock_in_part_about,
        clock_over,
        clock_part_over,
        clock_part_near,
        clock_pair,
        clock_pair_in_part,
        moment_over,
        moment,
        moment_about,
        moment_plus,
        within,
        recent,
        earlier_today,
        day_and_part,
        days_ago_part,
        days_ago_now,
        relative_part,
        shifted_part,
        holiday_part,
        early_part,
        same,
        mark,
        between_clocks,
        nothing,
    )
}
