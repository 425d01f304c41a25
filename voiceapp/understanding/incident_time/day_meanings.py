"""What a phrasing of a day or a stretch of days means. Each function is named in the data files: `is = "…"`.

The first argument is the context, the others are the slots and fixed values of the phrasing; None means that
the words make no day that can have been.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time import dates, holidays
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import DayOption, Days, Part, one_day
from voiceapp.understanding.incident_time.numbers import Count

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
ONE = Count(1)
LONGEST_AGO = 400  # days: longer ago is a slip of the tongue or of the recogniser


def days_ago(context: Context, number: int) -> Days | None:
    return dates.days_ago(_today(context), number) if number <= LONGEST_AGO else None


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


def holiday(
    context: Context, holiday: str, offset: int = 0, length: int = 1, years_ago: int | None = None
) -> Days | None:
    """`offset`: days after it; `length`: so many days; `years_ago`: of an earlier calendar year."""
    rule = holidays.day_of_year(holiday)
    today = _today(context)
    if years_ago is not None:
        start: date | None = rule(today.year - years_ago) + timedelta(days=offset)
    else:
        start = holidays.latest(lambda year: rule(year) + timedelta(days=offset), today)
    if start is None or start > today:
        return None
    end = start + timedelta(days=length)
    return Days((DayOption(start, end, Precision.DAY if length == 1 else Precision.RANGE),))


def holiday_weekend(context: Context, holiday: str, weeks: int = 0) -> Days | None:
    """The Saturday to Monday or Friday to Sunday next to it ("labor day weekend"); `weeks` after it."""
    rule = holidays.day_of_year(holiday)
    start = holidays.latest(lambda year: _weekend_at(rule(year))[0] + timedelta(weeks=weeks), _today(context))
    if start is None:
        return None
    length = 2 if weeks else 3 + (start.weekday() == 3)
    return dates.stretch(start, start + timedelta(days=length))


def week(context: Context, weeks_ago: int) -> Days:
    return dates.week(_today(context), weeks_ago)


def weekend(context: Context, weekends_ago: int) -> Days:
    return dates.weekend(_today(context), weekends_ago)


def last_weekend(context: Context, before: int = 0) -> Days:
    return dates.last_weekend(_today(context), before)


def month(context: Context, months_ago: int) -> Days:
    return dates.month(_today(context), months_ago)


def named_month(
    context: Context, month: int, year: int | None = None, years_ago: int | None = None
) -> Days | None:
    if years_ago is not None:
        year = context.now.year - years_ago
    return dates.named_month(_today(context), month, year)


def year(context: Context, years_ago: int) -> Days:
    return dates.year(_today(context), years_ago)


def days_between(context: Context, longest: int, shortest: int) -> Days:
    """A loose stretch of days: from `longest` days ago to `shortest` days ago, both included."""
    today = _today(context)
    return dates.stretch(today - timedelta(days=longest), today - timedelta(days=shortest - 1))


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


def weekday_near(context: Context, weekday: int, day: Days, back: bool = False) -> Days | None:
    """ "the saturday after thanksgiving", "the friday before christmas"."""
    anchor = day.options[0]
    if back:
        found = dates.latest_weekday(anchor.start, weekday)
    else:
        found = anchor.end + timedelta(days=(weekday - anchor.end.weekday()) % 7)
    return Days((one_day(found),)) if found <= _today(context) else None


def weekend_near(context: Context, day: Days, back: bool = False) -> Days | None:
    """ "the weekend before halloween"."""
    anchor = day.options[0]
    start = (
        dates.latest_weekday(anchor.start, 5)
        if back
        else anchor.end + timedelta(days=(5 - anchor.end.weekday()) % 7)
    )
    return dates.stretch(start, start + timedelta(days=2)) if start <= _today(context) else None


def near_day(context: Context, day: Days, before: int = 0, after: int = 0) -> Days | None:
    """Some days right before or right after a day, without the day itself ("just before christmas")."""
    anchor = day.options[0]
    start = anchor.start - timedelta(days=before) if before else anchor.end
    end = anchor.start if before else anchor.end + timedelta(days=after)
    return dates.stretch(start, end) if start <= _today(context) else None


def one_of(context: Context, first: Days, second: Days) -> Days | None:
    """ "monday or tuesday": from the one to the other; not settled."""
    ends = [first.options[0], second.options[0]]
    start, end = min(day.start for day in ends), max(day.end for day in ends)
    return dates.stretch(start, end) if end - start <= timedelta(days=21) else None


def third(context: Context, day: Days, which: str) -> Days | None:
    """The beginning, middle or end of a week, month or year."""
    option = day.options[0]
    length = (option.end - option.start).days
    if length < 5:
        return None
    if length == 7:
        cut = {"early": (0, 2), "middle": (1, 4), "late": (3, 5)}[which]  # the working week is meant
    elif length <= 31:
        cut = {"early": (0, 10), "middle": (10, 20), "late": (20, length)}[which]
    else:
        cut = {"early": (0, 45), "middle": (135, 230), "late": (length - 45, length)}[which]
    start = option.start + timedelta(days=cut[0])
    if start > _today(context):
        return None
    return dates.stretch(start, option.start + timedelta(days=cut[1]))


def edge_of_month(context: Context, day: Days, first: int, last: int) -> Days | None:
    """The days `first` to `last` of a month, both counted from 1; negative ones from its end."""
    option = day.options[0]
    length = (option.end - option.start).days
    low, high = (edge if edge > 0 else length + 1 + edge for edge in (first, last))
    start = option.start + timedelta(days=low - 1)
    return dates.stretch(start, option.start + timedelta(days=high)) if start <= _today(context) else None


def latest_edge(context: Context, first: int, last: int) -> Days | None:
    """ "月底" of the latest month in which it has begun."""
    for months in range(2):
        found = edge_of_month(context, dates.month(_today(context), months), first, last)
        if found is not None:
            return found
    return None


def holiday_nth(context: Context, holiday: str, number: int) -> Days | None:
    """The n-th day of a holiday, the day itself being the first."""
    rule = holidays.day_of_year(holiday)
    start = holidays.latest(lambda year: rule(year) + timedelta(days=number - 1), _today(context))
    return Days((one_day(start),)) if start is not None and 1 <= number <= 10 else None


def near_holiday(context: Context, holiday: str, before: int = 0, after: int = 0) -> Days | None:
    """Some days before or after a holiday that the phrasing itself names."""
    rule = holidays.day_of_year(holiday)
    day = holidays.latest(lambda year: rule(year) - timedelta(days=before), _today(context))
    if day is None:
        return None
    return near_day(context, Days((one_day(day + timedelta(days=before)),)), before, after)


def lunar_date(context: Context, month: int, day: int) -> Days | None:
    """A date of the Chinese calendar, of the latest year in which it is not to come."""
    return holiday(context, f"lunar {month} {day}")


def season(context: Context, first: int, years_ago: int = 0) -> Days | None:
    """Three months from the 21st of month `first`: the latest season that began a month ago or earlier."""
    today = _today(context)
    for year in range(today.year - years_ago, today.year - years_ago - 2, -1):
        start = date(year, first, 21)
        if start + timedelta(days=30) <= today:
            return dates.stretch(start, start + timedelta(days=92))
    return None


def nth_weekday(context: Context, weekday: int, number: int, day: Days) -> Days | None:
    """ "the third saturday in february"; `number` -1 is the last."""
    option = day.options[0]
    days = [option.start + timedelta(days=n) for n in range((option.end - option.start).days)]
    named = [found for found in days if found.weekday() == weekday]
    if not -len(named) <= number <= len(named) or number == 0:
        return None
    found = named[number - 1 if number > 0 else number]
    return Days((one_day(found),)) if found <= _today(context) else None


def week_of_month(context: Context, number: int, day: Days) -> Days | None:
    """ "the second week of march": its days 8 to 14; `number` -1 is the last seven."""
    option = day.options[0]
    start = option.end - timedelta(days=7) if number < 0 else option.start + timedelta(days=7 * number - 7)
    if number > 5 or start > _today(context) or start >= option.end:
        return None
    return dates.stretch(start, min(start + timedelta(days=7), option.end))


def week_of_day(context: Context, day: Days) -> Days:
    """ "the week of thanksgiving": Monday to Sunday."""
    start = dates.monday(day.options[0].start)
    return dates.stretch(start, start + timedelta(days=7))


def numeric_date(context: Context, month: int, day: int, year: int | None = None) -> Days | None:
    """ "three eight twenty six": American month and day in figures."""
    return dates.month_and_day(_today(context), month, day, year)


def weeks_ago_and(context: Context, weeks: int, days: int) -> Days:
    """ "three weeks ago tomorrow": so many weeks before a day near today (`days` ago)."""
    return dates.days_ago(_today(context), 7 * weeks + days)


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


def days_within(context: Context, unit: str, count: Count = ONE) -> Days | None:
    """ "in the last three days": from so long ago to today."""
    days = round((count.spread[1] if count.spread else count.number) * DAYS[unit])
    return days_between(context, days, 0) if 0 < days <= LONGEST_AGO else None


def whole_year(context: Context, year: int) -> Days | None:
    """ "in twenty twenty five" """
    ago = context.now.year - year
    return dates.year(_today(context), ago) if ago >= 0 else None


def day_around(context: Context, day: Days, days: int = 1) -> Days:
    """ "圣诞前后": the day and some around it."""
    return _around(day.options[0].start, days)


def other_part(context: Context, part: Part, longest: int = 6, shortest: int = 1) -> Days:
    """ "the other night": it is not said which."""
    return days_between(context, longest, shortest)


def _around(middle: date, days: int) -> Days:
    start, end = middle - timedelta(days=days), middle + timedelta(days=days + 1)
    return Days((DayOption(start, end, Precision.ABOUT),))


def _weekend_at(day: date) -> tuple[date, int]:
    """First day of the long weekend a holiday makes."""
    match day.weekday():
        case 0:
            return day - timedelta(days=2), 3
        case 3:
            return day, 4
        case 4:
            return day, 3
        case other:
            return day + timedelta(days=(4 - other) % 7 if other < 4 else 4 - other), 3


def _today(context: Context) -> date:
    return context.now.date()


MEANINGS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        days_ago,
        day_relative,
        weekday_relative,
        season,
        nth_weekday,
        week_of_month,
        week_of_day,
        numeric_date,
        weeks_ago_and,
        other_part,
        day_around,
        months_ago_and,
        days_within,
        months_over,
        and_the_next,
        whole_year,
        weekday,
        last_weekday,
        this_weekday,
        weeks_before_weekday,
        month_and_day,
        day_of_month,
        holiday,
        holiday_weekend,
        week,
        weekend,
        last_weekend,
        month,
        named_month,
        year,
        days_between,
        long_ago,
        long_ago_about,
        shifted,
        weekday_near,
        weekend_near,
        near_day,
        one_of,
        third,
        latest_edge,
        holiday_nth,
        near_holiday,
        lunar_date,
        edge_of_month,
    )
}
