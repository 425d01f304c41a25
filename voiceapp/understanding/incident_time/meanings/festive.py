"""What a phrasing around a holiday means. See `days`."""

from datetime import date, timedelta

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time import dates, holidays
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import DayOption, Days, one_day


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


def holiday_nth(context: Context, holiday: str, number: int) -> Days | None:
    """The n-th day of a holiday, the day itself being the first."""
    rule = holidays.day_of_year(holiday)
    start = holidays.latest(lambda year: rule(year) + timedelta(days=number - 1), _today(context))
    return Days((one_day(start),)) if start is not None and 1 <= number <= 10 else None


def holiday_weekend(context: Context, holiday: str, weeks: int = 0) -> Days | None:
    """The Saturday to Monday or Friday to Sunday next to it ("labor day weekend"); `weeks` after it."""
    rule = holidays.day_of_year(holiday)
    start = holidays.latest(lambda year: _weekend_at(rule(year))[0] + timedelta(weeks=weeks), _today(context))
    if start is None:
        return None
    length = 2 if weeks else 3 + (start.weekday() == 3)
    return dates.stretch(start, start + timedelta(days=length))


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
