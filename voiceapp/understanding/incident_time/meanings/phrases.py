"""What a phrasing means that holds a day and its part together, or no time at all. See `days`."""

from dataclasses import replace
from typing import Any

from voiceapp.understanding.incident_time import dates
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import Clock, Days, Mark, Nothing, Part
from voiceapp.understanding.incident_time.meanings.clocks import clock_now
from voiceapp.understanding.incident_time.meanings.days import day_relative, days_ago, shifted
from voiceapp.understanding.incident_time.meanings.festive import holiday as holiday_day


def day_and_part(context: Context, day: Days, part: Part) -> tuple[Days, Part]:
    """ "last night": a day and its part in one phrase."""
    return (day, part)


def days_ago_part(context: Context, part: Part, number: int) -> tuple[Days, Part] | None:
    """ "yesterday evening" """
    found = days_ago(context, number)
    return (found, part) if found is not None else None


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


def nothing(context: Context, **slots: Any) -> Nothing:
    return Nothing()
