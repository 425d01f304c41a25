"""What a phrasing of a clock time means. See `days`."""

from dataclasses import replace

from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import (
    ABOUT_WIDTHS,
    MINUTES,
    Clock,
    ClockOption,
    Mark,
    Part,
    about_width,
)
from voiceapp.understanding.incident_time.numbers import Count

NOON = 12 * 60
ABOUT_CLOCK, ABOUT_FINE = ABOUT_WIDTHS


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


def clock_pair(context: Context, first: int, second: int | None = None) -> Clock | None:
    """ "三四点": about half past three. `second`: the hour after `first` unless said otherwise."""
    second = first + 1 if second is None else second
    if not 0 < second - first <= 2 or second > 24:
        return None
    middle = (first + second) * 30
    if second > 12:
        return Clock((ClockOption(middle),), ABOUT_CLOCK)
    return Clock((ClockOption(middle % NOON), ClockOption(middle % NOON + NOON)), ABOUT_CLOCK, True)


def clock_pair_in_part(context: Context, first: int, part: Part, second: int | None = None) -> Clock | None:
    """ "下午三四点" """
    found = clock_pair(context, first, second)
    return clock_in_part(context, found, part) if found is not None else None


def clock_near(context: Context, clock: Clock, shift: int) -> Clock:
    """ "just after eight": about, and moved by so many minutes."""
    return Clock(clock.options, ABOUT_FINE, clock.open, shift)


def clock_part_near(context: Context, clock: Clock, part: Part, shift: int) -> Clock | None:
    """ "下午刚过一点" """
    found = clock_in_part(context, clock, part)
    return clock_near(context, found, shift) if found is not None else None


def clock_give_or_take(context: Context, clock: Clock, count: Count, unit: str) -> Clock | None:
    """ "eleven, give or take fifteen minutes" """
    minutes = round(count.number * (60 if unit == "hour" else 1))
    return replace(clock, about=minutes) if 0 < minutes <= 120 else None


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


def between_clocks(
    context: Context, first: Clock, second: Clock, mark: str = "between"
) -> tuple[Mark | Clock, ...]:
    """ "from eight to ten" """
    return (Mark(mark), first, Mark("to"), second)


def _width(minute: int, about: bool) -> int | None:
    return about_width(minute) if about else None
