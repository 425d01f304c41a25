"""What a phrasing of one day, or of a few, means.

As everywhere in this package: a function is named in the data files (`is = "…"`); its first argument is the
context, the others are the slots and fixed values of the phrasing; None means that the words make no day that
can have been.
"""

from datetime import date, timedelta

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time import dates
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import DayOption, Days, Part, one_day
from voiceapp.understanding.incident_time.numbers import Count

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
ONE = Count(1)
NIGHT_OVER = 6  # o'clock: until then people call the evening before "tonight"
LONGEST_AGO = 400  # days: longer ago is a slip of the tongue or of the recogniser


def days_ago(context: Context, number: int) -> Days | None:
    if number > LONGEST_AGO:
        return None
    found = dates.days_ago(_today(context), number)
    if number == 0 and context.now.hour < NIGHT_OVER:  # "tonight at ten", said at one: the evening before
        return Days((*found.options, one_day(_today(context) - timedelta(days=1), 2.0)))
    return found


def day_relative(context: Context, number: int) -> Days:
    """ "the day before", said after a day; alone, counted from today."""
    return Days(dates.days_ago(_today(context), number).options, relative=number)


def weekday_relative(context: Context, weekday: int) -> Days:
    """ "the friday before", said after a day; alone, the latest one."""
    return Days(dates.weekday(_today(context), weekday).options[:1], weekday=weekday, relative=1)


def weekday(context: Context, weekday: int, weeks_ago: int | None = None) -> Days | None:
    if weeks_ago is not None:
        return dates.weekday_of_week(_today(context), weekday, weeks_ago)
    return dates.weekday(_today(context), weekday)


def last_weekday(context: Context, weekday: int, before: int = 0) -> Days:
    """`before`: how many more weeks back ("the friday before last": 1)."""
    if before:
        return Days((one_day(dates.latest_weekday(_today(context), weekday) - timedelta(weeks=before)),))
    return dates.last_weekday(_today(context), weekday)


def this_weekday(context: Context, weekday: int) -> Days:
    return dates.this_weekday(_today(context), weekday)


def weeks_before_weekday(context: Context, weekday: int, weeks: int | Count) -> Days | None:
    """ "two weeks ago monday": the Monday of that week."""
    number = weeks.number if isinstance(weeks, Count) else weeks
    if number != int(number) or number > LONGEST_AGO // 7:
        return None
    day = dates.latest_weekday(_today(context), weekday)
    start = dates.monday(_today(context)) - timedelta(weeks=int(number))
    aligned = start + timedelta(days=weekday)
    other = day - timedelta(weeks=int(number))
    return Days((one_day(other), one_day(aligned, 0.6)) if aligned != other else (one_day(other),))


def month_and_day(
    context: Context, month: int, day: int, year: int | None = None, years_ago: int | None = None
) -> Days | None:
    if years_ago is not None:
        year = context.now.year - years_ago
    return dates.month_and_day(_today(context), month, day, year)


def day_of_month(context: Context, day: int, months_ago: int | None = None) -> Days | None:
    if months_ago is not None:
        return dates.day_of_month_ago(_today(context), day, months_ago)
    return dates.day_of_month(_today(context), day)


def numeric_date(context: Context, month: int, day: int, year: int | None = None) -> Days | None:
    """ "three eight twenty six": American month and day in figures."""
    return dates.month_and_day(_today(context), month, day, year)


def weeks_ago_and(context: Context, weeks: int, days: int) -> Days:
    """ "three weeks ago tomorrow": so many weeks before a day near today (`days` ago)."""
    return dates.days_ago(_today(context), 7 * weeks + days)


def weeks_around(context: Context, weeks: int) -> Days:
    """ "a week and a half ago" """
    return _around(_today(context) - timedelta(days=round(7 * (weeks + 0.5))), 2)


def months_ago_and(context: Context, count: Count | int, days: int = 0) -> Days | None:
    """ "a month ago today", "a month ago yesterday" """
    count = count if isinstance(count, Count) else Count(count)
    if count.number != int(count.number) or count.number > LONGEST_AGO / 30:
        return None
    return Days((one_day(dates.months_before(_today(context), int(count.number)) - timedelta(days=days)),))


def months_over(context: Context, count: Count) -> Days | None:
    """ "一个多月前": a good month ago."""
    if count.spread or count.number > LONGEST_AGO / 30:
        return None
    return _around(_today(context) - timedelta(days=round(30 * count.number) + 8), 8)


def and_the_next(
    context: Context, day: int, month: int | None = None, months_ago: int | None = None
) -> Days | None:
    """ "八九号": that day or the next."""
    found = month_and_day(context, month, day) if month else day_of_month(context, day, months_ago)
    if found is None:
        return None
    return dates.stretch(found.options[0].start, found.options[0].end + timedelta(days=1))


def long_ago(context: Context, count: Count, unit: str) -> Days | None:
    """ "three days ago", "two weeks ago", "a couple of months ago"."""
    today = _today(context)
    if unit == "month":
        if count.number > LONGEST_AGO / 30:
            return None
        middle = dates.months_before(today, int(count.number))
        if count.number != int(count.number):
            middle -= timedelta(days=15)
        return _around(middle, 5 if count.number < 3 else 10)
    days = count.number * {"day": 1, "week": 7, "year": 365}[unit]
    if days > LONGEST_AGO or (unit == "day" and count.number != int(count.number) and not count.spread):
        return None
    if unit == "year":
        return _around(dates.months_before(today, int(12 * count.number)), 15)
    if count.spread:
        low, high = (round(edge * (7 if unit == "week" else 1)) for edge in count.spread)
        return days_between(context, high, low)
    day = today - timedelta(days=round(days))
    return _around(day, 3) if days != int(days) else Days((one_day(day),))


def long_ago_about(context: Context, count: Count, unit: str) -> Days | None:
    """ "about two weeks ago": some days around it."""
    found = long_ago(context, count, unit)
    if found is None or found.options[0].precision is not Precision.DAY:
        return found
    return _around(found.options[0].start, {"day": 1}.get(unit, 3))


def days_between(context: Context, longest: int, shortest: int) -> Days:
    """A loose stretch of days: from `longest` days ago to `shortest` days ago, both included."""
    today = _today(context)
    return dates.stretch(today - timedelta(days=longest), today - timedelta(days=shortest - 1))


def days_within(context: Context, unit: str, count: Count = ONE) -> Days | None:
    """ "in the last three days": from so long ago to today."""
    days = round((count.spread[1] if count.spread else count.number) * DAYS[unit])
    return days_between(context, days, 0) if 0 < days <= LONGEST_AGO else None


def other_part(context: Context, part: Part, longest: int = 6, shortest: int = 1) -> Days:
    """ "the other night": it is not said which."""
    return days_between(context, longest, shortest)


def one_of(context: Context, first: Days, second: Days) -> Days | None:
    """ "monday or tuesday": from the one to the other; not settled."""
    ends = [first.options[0], second.options[0]]
    start, end = min(day.start for day in ends), max(day.end for day in ends)
    return dates.stretch(start, end) if end - start <= timedelta(days=21) else None


def shifted(
    context: Context, day: Days, count: Count | int = 1, unit: str = "day", back: bool = False
) -> Days | None:
    """ "the day after labor day", "two days before christmas"."""
    number = count.number if isinstance(count, Count) else count
    move = timedelta(days=round(number * (7 if unit == "week" else 1))) * (-1 if back else 1)
    today = _today(context)
    moved = [
        DayOption(option.start + move, option.end + move, option.precision, option.cost)
        for option in day.options
        if option.start + move <= today
    ]
    return Days(tuple(moved)) if moved else None


def day_around(context: Context, day: Days, days: int = 1) -> Days:
    """ "圣诞前后": the day and some around it."""
    return _around(day.options[0].start, days)


def _around(middle: date, days: int) -> Days:
    start, end = middle - timedelta(days=days), middle + timedelta(days=days + 1)
    return Days((DayOption(start, end, Precision.ABOUT),))


def _today(context: Context) -> date:
    return context.now.date()
