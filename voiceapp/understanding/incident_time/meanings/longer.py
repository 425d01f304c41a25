"""What a phrasing of a week, weekend, month, season or year means, or of a part of one. See `days`."""

from datetime import date, timedelta

from voiceapp.understanding.incident_time import dates
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import Days, one_day


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


def whole_year(context: Context, year: int) -> Days | None:
    """ "in twenty twenty five" """
    ago = context.now.year - year
    return dates.year(_today(context), ago) if ago >= 0 else None


def season(context: Context, first: int, years_ago: int = 0) -> Days | None:
    """Three months from the 21st of month `first`: the latest season that began a month ago or earlier."""
    today = _today(context)
    for year in range(today.year - years_ago, today.year - years_ago - 2, -1):
        start = date(year, first, 21)
        if start + timedelta(days=30) <= today:
            return dates.stretch(start, start + timedelta(days=92))
    return None


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


def half(context: Context, day: Days, which: str) -> Days | None:
    """ "the second half of february" """
    option = day.options[0]
    middle = option.start + timedelta(days=15)
    if which == "first":
        return dates.stretch(option.start, middle)
    return dates.stretch(middle, option.end) if middle <= _today(context) else None


def days_of_month(context: Context, first: int, second: int, month: Days) -> Days | None:
    """ "between the tenth and the twelfth of last month" """
    option = month.options[0]
    length = (option.end - option.start).days
    start = option.start + timedelta(days=first - 1)
    if not first < second <= length or start > _today(context):
        return None
    return dates.stretch(start, option.start + timedelta(days=second))


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


def _today(context: Context) -> date:
    return context.now.date()
