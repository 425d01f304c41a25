"""The time words of an utterance → one reading, with its alternatives.

Corrections first: each part after a "no", "sorry", "I mean" overwrites what it names again ("monday at eight,
no, tuesday" keeps the eight). Then a stretch with two ends, if there is one; else all that was said is put
together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from voiceapp.claims.loss import LossTime
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import (
    Clock,
    ClockOption,
    DayOption,
    Days,
    Item,
    Mark,
    Moment,
    Nothing,
    Part,
    about_width,
    one_day,
)
from voiceapp.understanding.incident_time.ranges import Stretch, resolve_stretch
from voiceapp.understanding.incident_time.resolve import (
    MOST_OFFERED,
    OFFERED,
    Reading,
    Slots,
    loss_time,
    resolve,
)
from voiceapp.understanding.incident_time.scan import Scan
from voiceapp.understanding.readings import TimeReading

_BEHIND = {"about": {"about"}, "earlier": {"before"}, "later": {"after"}}  # marks that follow their word
REACH = 3  # words without a time meaning that may stand between the two ends of a stretch


@dataclass(frozen=True, slots=True)
class Said:
    """What one stretch of speech, between two corrections, named."""

    slots: Slots
    stretch: Stretch | None
    items: tuple[Item, ...]


def compose(found: Scan, context: Context) -> TimeReading | None:
    """None when no time was said, or none that can have been."""
    said = [_said(part, found, context) for part in _between_corrections(_flat(found.items))]
    said = [part for part in said if part.items]
    if not said:
        return None
    whole = said[0]
    for later in said[1:]:
        whole = _overwritten(whole, later)
    readings = resolve_stretch(whole.stretch, context) if whole.stretch else resolve(whole.slots, context)
    if not readings:
        return None
    best, *others = _distinct(readings, context)
    parts = found.parts(whole.items)
    longest = max(parts, key=lambda part: part[1] - part[0])
    return TimeReading(best, longest, tuple(others[:MOST_OFFERED]), parts)


def _flat(items: Iterable[Item]) -> list[Item]:
    """Phrases that hold several things at once, taken apart."""
    flat: list[Item] = []
    for item in items:
        meanings = item.meaning if isinstance(item.meaning, tuple) else (item.meaning,)
        flat.extend(replace(item, meaning=meaning) for meaning in meanings)
    return flat


def _between_corrections(items: Sequence[Item]) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    skip = False
    for index, item in enumerate(items):
        name = item.meaning.name if isinstance(item.meaning, Mark) else None
        if name == "not_or_correct":  # "不是周一，是周二" or "周一，不是，周二"
            name = "correct" if _times(items[:index]) else "not"
        if name == "correct":
            parts.append([])
        elif name == "not":
            skip = True
            continue
        elif not (skip and name is None):
            parts[-1].append(item)
        skip = False
    return parts


def _said(items: Sequence[Item], found: Scan, context: Context) -> Said:
    stretch = _stretch(items, found, context)
    times = tuple(item for item in items if not isinstance(item.meaning, Mark | Nothing))
    return Said(_slots(items, found, context), stretch, times)


def _stretch(items: Sequence[Item], found: Scan, context: Context) -> Stretch | None:
    """Two ends joined by "to", "until" or "and"; "and" only counts after a "between"."""
    for index, item in enumerate(items):
        if not isinstance(item.meaning, Mark) or item.meaning.name not in ("to", "and"):
            continue
        before = [i for i, other in enumerate(items[:index]) if _is_mark(other, "between", "rough_between")]
        if item.meaning.name == "and" and not before:
            continue
        begin = before[-1] + 1 if before else _reach(items, index, found)
        left, right = items[begin:index], items[index + 1 :]
        outside = items[: before[-1]] if before else items[:begin]
        to_now = bool(right) and _is_now(right[0].meaning, context)
        if not _times(left) or not (_times(right) or to_now):
            continue
        if found.gap(left[-1], right[0]) > REACH:
            continue
        common = _slots(outside, found, context)
        about = bool(before) and _is_mark(items[before[-1]], "rough_between")
        return Stretch(_slots(left, found, context), _slots(right, found, context), common, to_now, about)
    return None


def _reach(items: Sequence[Item], index: int, found: Scan) -> int:
    """Where the group of time words that ends before `index` begins."""
    begin = index
    while begin > 0 and (begin == index or found.adjacent(items[begin - 1], items[begin])):
        begin -= 1
    return begin


def _times(items: Sequence[Item]) -> bool:
    return any(not isinstance(item.meaning, Mark | Nothing) for item in items)


def _is_now(meaning: object, context: Context) -> bool:
    return meaning == Mark("now") or (isinstance(meaning, Moment) and meaning.end == context.now)


def _is_mark(item: Item, *names: str) -> bool:
    return isinstance(item.meaning, Mark) and item.meaning.name in names


def _slots(items: Sequence[Item], found: Scan, context: Context) -> Slots:
    """Everything a run of items says of one point in time."""
    slots = Slots()
    for index, item in enumerate(items):
        previous = items[index - 1] if index else None
        following = items[index + 1] if index + 1 < len(items) else None
        marks = _marks_beside(item, previous, following, found)
        meaning = item.meaning
        if isinstance(meaning, Days):
            days = meaning if slots.days is None else _agree(slots.days, meaning)
            slots = replace(slots, days=days, about=slots.about or "about" in marks)
        elif isinstance(meaning, Part):
            slots = _with_part(slots, meaning)
        elif isinstance(meaning, Clock) and slots.clock is not None:
            continue  # what is told first is the accident, what follows is what came of it
        elif isinstance(meaning, Clock):
            slots = replace(slots, clock=_marked(meaning, marks))
            if marks & {"before", "after"}:
                slots = replace(slots, side="before" if "before" in marks else "after")
        elif isinstance(meaning, Moment):
            slots = replace(slots, moment=meaning)
        elif (
            isinstance(meaning, Mark)
            and meaning.name in ("early", "late")
            and _near_time(item, previous, following, found)
        ):
            slots = replace(slots, edge=meaning.name)
    return slots


def _with_part(slots: Slots, part: Part) -> Slots:
    """A second part of day narrows the first: "last night … one in the morning" """
    if slots.part is None or slots.part == part:
        return replace(slots, part=part)
    if slots.clock is not None and slots.clock.open:
        low, high = part.window
        fitting = tuple(option for option in slots.clock.options if low <= option.minute < high)
        if fitting:
            return replace(slots, clock=replace(slots.clock, options=fitting, open=False))
    return replace(slots, part=part)


def _marks_beside(item: Item, previous: Item | None, following: Item | None, found: Scan) -> set[str]:
    """The small words that belong to an item: right before it, or "or so" right behind it."""
    names = set()
    if previous is not None and isinstance(previous.meaning, Mark) and found.adjacent(previous, item):
        names.add(previous.meaning.name)
    if following is not None and isinstance(following.meaning, Mark) and item.last == following.first:
        names |= _BEHIND.get(following.meaning.name, set())
    return names


def _near_time(item: Item, previous: Item | None, following: Item | None, found: Scan) -> bool:
    if following is not None and not isinstance(following.meaning, Mark) and found.adjacent(item, following):
        return True
    return previous is not None and not isinstance(previous.meaning, Mark) and found.adjacent(previous, item)


def _marked(clock: Clock, marks: set[str]) -> Clock:
    if "near_before" in marks or "near_after" in marks:
        return replace(clock, about=10, shift=-10 if "near_before" in marks else 10)
    if "about" in marks and clock.about is None:
        return replace(clock, about=about_width(clock.options[0].minute))
    return clock


def _agree(first: Days, second: Days) -> Days:
    """The days that both expressions can mean ("friday the sixth").

    When they contradict, a date counts more than a weekday, and what was said first more than the second.
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
    return _cheapest(both) or first


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


def _overwritten(earlier: Said, later: Said) -> Said:
    """What was said, after the caller corrected it."""
    new, old = later.slots, earlier.slots
    items = (*earlier.items, *later.items)
    if later.stretch is not None or new.moment is not None:
        if later.stretch is not None and later.stretch.dayless and old.days is not None:
            return Said(
                new, replace(later.stretch, common=replace(later.stretch.common, days=old.days)), items
            )
        return Said(new, later.stretch, items)
    if earlier.stretch is not None and new.days is not None and new.clock is None and new.part is None:
        return Said(old, earlier.stretch.on(new.days), items)
    if earlier.stretch is not None:
        old = (
            earlier.stretch.common
            if not earlier.stretch.common.empty
            else replace(earlier.stretch.left, clock=None)
        )
    merged = Slots(
        days=new.days or old.days,
        part=new.part or (old.part if new.days is None or new.clock is None else None),
        clock=new.clock or (old.clock if new.part is None or _fits(old.clock, new.part) else None),
        about=new.about,
        edge=new.edge,
        side=new.side,
    )
    if new.days is not None and new.part is None and new.clock is None and old.moment is None:
        merged = replace(merged, part=old.part, clock=old.clock)
    if new.clock is not None and not new.clock.open and new.part is None and merged.part is not None:
        low, high = merged.part.window
        if not any(low <= option.minute + more < high for option in new.clock.options for more in (0, 1440)):
            merged = replace(merged, part=None)
    return Said(merged, None, items)


def _fits(clock: Clock | None, part: Part) -> bool:
    if clock is None:
        return True
    low, high = part.window
    options: tuple[ClockOption, ...] = clock.options
    return any(low <= option.minute + more < high for option in options for more in (0, 1440))


def _distinct(readings: Sequence[Reading], context: Context) -> list[LossTime]:
    """The first reading and those near enough in likelihood, without repeats."""
    least = readings[0].cost
    made: list[LossTime] = []
    for reading in readings:
        if reading.cost <= least + OFFERED:
            time = loss_time(reading, context)
            if time not in made:
                made.append(time)
    return made
