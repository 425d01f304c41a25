"""Time words that speak of one point in time, put together: its day, its part of day, its clock time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from voiceapp.understanding.incident_time.dates import latest_weekday
from voiceapp.understanding.incident_time.items import (
    MINUTES,
    Clock,
    DayOption,
    Days,
    Item,
    Mark,
    Moment,
    Part,
    about_width,
    one_day,
)
from voiceapp.understanding.incident_time.resolve import Slots
from voiceapp.understanding.incident_time.scan import Scan

# Marks that stand behind the word they belong to.
_CARRIED: Final = {"about", "before", "after"}
_BEHIND: Final = {"about_behind": "about", "earlier": "before", "later": "after"}


def merge(items: Sequence[Item], found: Scan, anchor: Days | None = None) -> Slots:
    """Everything a run of items says. `anchor`: the day named before, for "the day before".

    What is told first is the accident, what follows is what came of it: of two clock times, or of two days
    that contradict, the first counts; unless the words before the second say that this was the accident.
    """
    slots = Slots()
    focused = set()
    carried: set[str] = set()
    for index, item in enumerate(items):
        meaning = item.meaning
        marks = _marks_beside(index, items, found) | carried
        carried = marks & _CARRIED if _leads_on(index, items, found) else set()
        focus = found.focused(item)
        if isinstance(meaning, Days):
            known = None if focus and "day" not in focused else slots.days
            days = _add_days(known, meaning, anchor)
            slots = replace(slots, days=days, about=slots.about or "about" in marks)
            focused |= {"day"} if focus else set()
        elif isinstance(meaning, Part):
            slots = _with_part(slots, meaning)
        elif isinstance(meaning, Clock):
            if slots.clock is None or (focus and "clock" not in focused):
                side = next((name for name in ("before", "after") if name in marks), None)
                slots = replace(slots, clock=_marked(meaning, marks), side=side)
                focused |= {"clock"} if focus else set()
        elif isinstance(meaning, Moment):
            slots = replace(slots, moment=slots.moment or meaning)
        elif (
            isinstance(meaning, Mark)
            and meaning.name in ("early", "late")
            and _near_time(index, items, found)
        ):
            slots = replace(slots, edge=meaning.name)
    return slots


def agree(first: Days, second: Days) -> Days:
    """The days that both expressions can mean ("friday the sixth").

    When they contradict, a date counts more than a weekday, a day more than a longer stretch, and what was
    said first more than the second.
    """
    if first.weekday is not None and second.weekday is None:
        return _agree_weekday(second, first)
    if second.weekday is not None and first.weekday is None:
        return _agree_weekday(first, second)
    both = []
    for a in first.options:
        for b in second.options:
            start, end = max(a.start, b.start), min(a.end, b.end)
            if start < end:
                narrow = a if (a.end - a.start) <= (b.end - b.start) else b
                both.append(DayOption(start, end, narrow.precision, a.cost + b.cost))
    wider = second.options[0].single and not first.options[0].single
    return _cheapest(both) or (second if wider else first)


def moved(days: Days, by: int) -> Days:
    """The same, so many days earlier."""
    back = timedelta(days=by)
    return Days(
        tuple(replace(option, start=option.start - back, end=option.end - back) for option in days.options)
    )


def fits(clock: Clock, part: Part) -> bool:
    """Whether a clock time can be in a part of day."""
    low, high = part.window
    return any(low <= option.minute + more < high for option in clock.options for more in (0, MINUTES))


def _add_days(known: Days | None, new: Days, anchor: Days | None) -> Days:
    if new.relative is not None:
        base = known or anchor
        if base is None:
            return Days(new.options)
        if new.weekday is not None:
            return Days((one_day(latest_weekday(base.options[0].start, new.weekday)),))
        return moved(base, new.relative)
    return new if known is None else agree(known, new)


def _agree_weekday(days: Days, weekday: Days) -> Days:
    """The days of one expression that fall on a weekday; of a longer stretch, the latest such day."""
    both = []
    for option in days.options:
        back = ((option.end - timedelta(days=1)).weekday() - (weekday.weekday or 0)) % 7
        day = option.end - timedelta(days=1 + back)
        if day >= option.start:
            both.append(one_day(day, option.cost))
    other = tuple(replace(option, cost=option.cost + 0.5) for option in weekday.options)
    return _cheapest(both) or Days((*days.options, *other))


def _cheapest(options: list[DayOption]) -> Days | None:
    if not options:
        return None
    options.sort(key=lambda option: option.cost)
    least = options[0].cost
    return Days(tuple(replace(option, cost=(option.cost - least) * 2) for option in options))


def _with_part(slots: Slots, part: Part) -> Slots:
    """A second part of day narrows the first: "last night … one in the morning" """
    if slots.part is None or slots.part == part or slots.part.hint:
        return replace(slots, part=part)
    if part.hint:
        return slots
    if slots.part.end >= MINUTES and part.end <= MINUTES // 2:  # "昨晚凌晨": the morning after that night
        low, high = part.window
        window = (low + MINUTES, high + MINUTES)
        part = replace(part, start=part.start + MINUTES, end=part.end + MINUTES, window=window)
    if slots.clock is not None and slots.clock.open:
        low, high = part.window
        fitting = tuple(option for option in slots.clock.options if low <= option.minute < high)
        if fitting:
            return replace(slots, clock=replace(slots.clock, options=fitting, open=False))
    narrower = slots.part.end - slots.part.start < part.end - part.start
    return slots if narrower and slots.clock is None else replace(slots, part=part)


def _marks_beside(index: int, items: Sequence[Item], found: Scan) -> set[str]:
    """The small words that belong to an item: right before it, or "or so" right behind it."""
    names = set()
    item = items[index]
    if index > 0:
        previous = items[index - 1]
        if isinstance(previous.meaning, Mark) and found.adjacent(previous, item):
            names.add(previous.meaning.name)
    if index + 1 < len(items):
        following = items[index + 1]
        if isinstance(following.meaning, Mark) and item.last == following.first:
            names.add(_BEHIND.get(following.meaning.name, ""))
    return names


def _leads_on(index: int, items: Sequence[Item], found: Scan) -> bool:
    """Whether the words before an hour go on to it: "about" in "大概昨天下午三点" is said of the hour."""
    day_or_part = isinstance(items[index].meaning, Days | Part)
    return day_or_part and index + 1 < len(items) and found.adjacent(items[index], items[index + 1])


def _near_time(index: int, items: Sequence[Item], found: Scan) -> bool:
    """Whether a word of time stands right beside."""
    item = items[index]
    beside = [
        pair for pair in ((index, index + 1), (index - 1, index)) if pair[0] >= 0 and pair[1] < len(items)
    ]
    return any(
        found.adjacent(items[left], items[right])
        and not isinstance((items[left] if items[right] is item else items[right]).meaning, Mark)
        for left, right in beside
    )


def _marked(clock: Clock, marks: set[str]) -> Clock:
    if "near_before" in marks or "near_after" in marks:
        return replace(clock, about=10, shift=-10 if "near_before" in marks else 10)
    if "about" in marks and clock.about is None:
        return replace(clock, about=about_width(clock.options[0].minute))
    return clock
