"""Days counted back from today: weekdays, dates, weeks, weekends, months. Nothing here lies in the future."""

from datetime import date, timedelta

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time.items import DayOption, Days, one_day

ONLY_TO_AGREE = 5.0  # cost of a reading that only counts when a second expression asks for it
MONTHS_BACK = 12
YEARS_BACK = 8  # far enough for a 29th of February


def days_ago(today: date, number: int) -> Days:
    return Days((one_day(today - timedelta(days=number)),))


def latest_weekday(today: date, weekday: int) -> date:
    """The last such day before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def weekday(today: date, weekday: int) -> Days:
    """ "on tuesday": the last one; today itself, when it is one, is the less likely reading."""
    latest = latest_weekday(today, weekday)
    options = [one_day(latest)]
    if today.weekday() == weekday:
        options.append(one_day(today, 0.6))
    return Days(tuple(options), weekday)


def last_weekday(today: date, weekday: int) -> Days:
    """ "last tuesday": the latest one, or, when that was in this week, perhaps the one of the week before."""
    latest = latest_weekday(today, weekday)
    options = [one_day(latest)]
    if latest >= monday(today):
        options.append(one_day(latest - timedelta(days=7), 0.7))
    return Days(tuple(options), weekday)


def this_weekday(today: date, weekday: int) -> Days:
    """ "this tuesday": the latest one, today included."""
    latest = today if today.weekday() == weekday else latest_weekday(today, weekday)
    return Days((one_day(latest),), weekday)


def weekday_of_week(today: date, weekday: int, weeks_ago: int) -> Days | None:
    """ "tuesday of last week"."""
    day = monday(today) + timedelta(days=weekday - 7 * weeks_ago)
    return Days((one_day(day),)) if day <= today else None


def monday(day: date) -> date:
    """The Monday of the week a day is in."""
    return day - timedelta(days=day.weekday())


def month_and_day(today: date, month: int, day: int, year: int | None = None) -> Days | None:
    """ "march second", of the latest year in which it is not to come."""
    years = [year] if year is not None else range(today.year, today.year - YEARS_BACK - 1, -1)
    for candidate in years:
        made = make_date(candidate, month, day)
        if made is not None and made <= today:
            return Days((one_day(made),))
    return None


def day_of_month(today: date, day: int) -> Days | None:
    """ "the twelfth", of the latest month in which it is not to come."""
    found = []
    for back in range(MONTHS_BACK + 1):
        first = month_start(today, back)
        made = make_date(first.year, first.month, day)
        if made is not None and made <= today:
            found.append(made)
    return (
        Days(tuple(one_day(made, n and ONLY_TO_AGREE + n) for n, made in enumerate(found))) if found else None
    )


def day_of_month_ago(today: date, day: int, months_ago: int) -> Days | None:
    """ "the fifth of last month"."""
    first = month_start(today, months_ago)
    made = make_date(first.year, first.month, day)
    return Days((one_day(made),)) if made is not None and made <= today else None


def week(today: date, weeks_ago: int) -> Days:
    """Monday to Sunday."""
    start = monday(today) - timedelta(weeks=weeks_ago)
    return stretch(start, start + timedelta(days=7))


def weekend(today: date, weekends_ago: int) -> Days:
    """Saturday and Sunday; 0 is the latest that has begun."""
    start = today - timedelta(days=(today.weekday() - 5) % 7) - timedelta(weeks=weekends_ago)
    return stretch(start, start + timedelta(days=2))


def last_weekend(today: date, before: int = 0) -> Days:
    """ "last weekend": during a weekend, the one before."""
    return weekend(today, before + (1 if today.weekday() >= 5 else 0))


def month(today: date, months_ago: int) -> Days:
    start = month_start(today, months_ago)
    return stretch(start, month_start(start, -1))


def named_month(today: date, month: int, year: int | None = None) -> Days | None:
    """ "in february": the latest that has begun."""
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    start = date(year, month, 1)
    return stretch(start, month_start(start, -1)) if start <= today else None


def year(today: date, years_ago: int) -> Days:
    return stretch(date(today.year - years_ago, 1, 1), date(today.year - years_ago + 1, 1, 1))


def stretch(start: date, end: date) -> Days:
    precision = Precision.DAY if (end - start).days == 1 else Precision.RANGE
    return Days((DayOption(start, end, precision),))


def month_start(day: date, months_ago: int) -> date:
    index = day.year * 12 + day.month - 1 - months_ago
    return date(index // 12, index % 12 + 1, 1)


def months_before(day: date, number: int) -> date:
    """The same day of an earlier month, or that month's last."""
    first = month_start(day, number)
    last = month_start(first, -1) - timedelta(days=1)
    return min(last, first + timedelta(days=day.day - 1))


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
