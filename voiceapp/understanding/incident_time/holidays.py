"""Holidays by rule, as the data files write them. A rule gives one day for each year:

date 12 25              the 25th of December
nth 4 thursday 11       the fourth Thursday of November; "nth last monday 5": the last Monday of May
easter -2               so many days from Easter Sunday
lunar 8 15              the 15th day of the 8th Chinese month; "lunar 1 0" is the day before 1 1
qingming | solstice     the Chinese festivals that follow the sun
after 1 nth 4 thursday 11   so many days after another rule
"""

from collections.abc import Callable
from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DayOfYear = Callable[[int], date]


def day_of_year(rule: str) -> DayOfYear:
    """The function a rule stands for. Raises ValueError when it stands for none."""
    try:
        return _read(rule)
    except ValueError:
        raise ValueError(f"'{rule}' is no holiday rule: write it like one of the others") from None


def _read(rule: str) -> DayOfYear:
    kind, *rest = rule.split()
    match kind, rest:
        case "date", [month, day]:
            return _fixed(int(month), int(day))
        case "nth", [which, weekday, month]:
            return _nth(which, WEEKDAYS.index(weekday), int(month))
        case "easter", [offset]:
            after_easter = timedelta(days=int(offset))
            return lambda year: easter(year) + after_easter
        case "lunar", [month, day]:
            return _lunar(int(month), int(day))
        case "qingming", []:
            return qingming
        case "solstice", []:
            return winter_solstice
        case "after", [days, *inner]:
            base = _read(" ".join(inner))
            shift = timedelta(days=int(days))
            return lambda year: base(year) + shift
    raise ValueError


def latest(rule: DayOfYear, not_after: date, skip: int = 0) -> date | None:
    """The latest such day that is not to come; with `skip`, that many years further back."""
    years = range(not_after.year + 1, not_after.year - 3 - skip, -1)
    past = sorted({day for day in map(rule, years) if day <= not_after}, reverse=True)
    return past[skip] if len(past) > skip else None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computation)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def qingming(year: int) -> date:
    """Tomb-sweeping day, right for 2000 to 2099."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


def winter_solstice(year: int) -> date:
    """冬至, right for 2000 to 2099 except 2021 by a day."""
    short = year % 100
    return date(year, 12, int(short * 0.2422 + 21.94) - short // 4)


def _fixed(month: int, day: int) -> DayOfYear:
    date(2000, month, day)  # a date that no year has is a mistake in the data file
    return lambda year: date(year, month, day if (month, day) != (2, 29) or year % 4 == 0 else 28)


def _nth(which: str, weekday: int, month: int) -> DayOfYear:
    if which == "last":

        def last(year: int) -> date:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - weekday) % 7)

        return last
    number = int(which)

    def nth(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return nth


def _lunar(month: int, day: int) -> DayOfYear:
    def lunar(year: int) -> date:
        first = LunarDate(year, month, 1).to_solar_date()
        return date(first.year, first.month, first.day) + timedelta(days=day - 1)

    return lunar
