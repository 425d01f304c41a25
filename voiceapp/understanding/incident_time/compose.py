"""The time words of an utterance → one reading, with its alternatives.

Corrections first: each part after a "no", "sorry", "I mean" overwrites what it names again ("monday at eight,
no, tuesday" keeps the eight). Then a stretch with two ends, if there is one; else all that was said is put
together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voiceapp.claims.loss import LossTime
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import Days, Item, Mark, Moment, Nothing
from voiceapp.understanding.incident_time.merge import fits, merge
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

REACH = 3  # words without a time meaning that may stand between the two ends of a stretch


@dataclass(frozen=True, slots=True)
class Said:
    """What one stretch of speech, between two corrections, named."""

    slots: Slots
    stretch: Stretch | None
    items: tuple[Item, ...]


def compose(found: Scan, context: Context) -> TimeReading | None:
    """None when no time was said, or none that can have been."""
    whole: Said | None = None
    denied: Days | None = None
    for part in _between_corrections(_flat(found.items)):
        kept, refused = _without_denied(part)
        denied = refused or denied
        anchor = (whole.slots.days if whole is not None else None) or denied
        said = _said(kept, found, context, anchor)
        if said.items:
            whole = said if whole is None else _overwritten(whole, said)
    if whole is None:
        return None
    readings = resolve_stretch(whole.stretch, context) if whole.stretch else resolve(whole.slots, context)
    if not readings:
        return None
    best, *others = _distinct(readings, context, any_day=whole.stretch is None and whole.slots.days is None)
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
    for index, item in enumerate(items):
        # "不是周一，是周二" denies what follows; "周一，不是，周二" corrects what went before.
        if _is_mark(item, "not_or_correct"):
            item = replace(item, meaning=Mark("correct" if _times(items[:index]) else "not"))
        if _is_mark(item, "correct"):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _without_denied(items: Sequence[Item]) -> tuple[list[Item], Days | None]:
    """Without what a "not" takes back: the phrase right behind it. Also the day it named, to count from."""
    kept: list[Item] = []
    denied: Days | None = None
    phrase: int | None = None
    waiting = False
    for item in items:
        if _is_mark(item, "not"):
            waiting = True
        elif waiting and not isinstance(item.meaning, Mark):
            waiting, phrase = False, item.first
        if phrase == item.first:
            denied = item.meaning if isinstance(item.meaning, Days) else denied
        elif not _is_mark(item, "not"):
            kept.append(item)
    return kept, denied


def _said(items: Sequence[Item], found: Scan, context: Context, anchor: Days | None) -> Said:
    times = tuple(item for item in items if not isinstance(item.meaning, Mark | Nothing))
    return Said(merge(items, found, anchor), _stretch(items, found, context), times)


def _stretch(items: Sequence[Item], found: Scan, context: Context) -> Stretch | None:
    """Two ends joined by "to", "until", "and", or by "parked it at … found it at …"."""
    for index, item in enumerate(items):
        if not _is_mark(item, "to", "and", "or", "found_it"):
            continue
        if _is_mark(item, "or") and not (_has_day(items[:index]) and _has_day(items[index + 1 :])):
            continue
        opening = {name: ("between", "rough_between") for name in ("to", "and", "or")}
        names = opening.get(
            item.meaning.name if isinstance(item.meaning, Mark) else "", ("left_it", "between")
        )
        before = [i for i, other in enumerate(items[:index]) if _is_mark(other, *names)]
        if not before and not _is_mark(item, "to", "or"):
            continue
        begin = before[-1] + 1 if before else _reach(items, index, found)
        left, right = items[begin:index], items[index + 1 :]
        to_now = bool(right) and _is_now(right[0].meaning, context)
        if not _times(left) or not (_times(right) or to_now):
            continue
        if not _is_mark(item, "found_it") and found.gap(left[-1], right[0]) > REACH:
            continue
        common = merge(items[: before[-1]] if before else items[:begin], found)
        about = bool(before) and _is_mark(items[before[-1]], "rough_between")
        first = merge(left, found)
        second = merge(right, found, first.days)
        if _is_mark(item, "or") and _later(first, second):
            first, second = second, first
        return Stretch(first, second, common, to_now, about)
    return _night_and_morning(items, found)


def _night_and_morning(items: Sequence[Item], found: Scan) -> Stretch | None:
    """ "late friday night early saturday morning": a night and the morning after, side by side."""
    days = [index for index, item in enumerate(items) if isinstance(item.meaning, Days)]
    for first, second in pairwise(days):
        left, right = merge(items[first:second], found), merge(items[second:], found)
        if left.part is None or right.part is None or left.days is None or right.days is None:
            continue
        next_day = left.days.options[0].end == right.days.options[0].start
        if next_day and left.part.end > right.part.end and right.clock is None:
            return Stretch(left, right, merge(items[:first], found))
    return None


def _later(one: Slots, other: Slots) -> bool:
    return bool(one.days and other.days and one.days.options[0].start > other.days.options[0].start)


def _has_day(items: Sequence[Item]) -> bool:
    return any(isinstance(item.meaning, Days) for item in items)


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
        common = earlier.stretch.common
        old = common if not common.empty else replace(earlier.stretch.left, clock=None)
    days, part, clock = new.days or old.days, new.part, new.clock
    if part is None and (clock is None or clock.open or (old.part is not None and fits(clock, old.part))):
        part = old.part if new.days is None or clock is None else None
    if clock is None and old.clock is not None and (new.part is None or fits(old.clock, new.part)):
        clock = old.clock
    return Said(Slots(days, part, clock, about=new.about, edge=new.edge, side=new.side), None, items)


def _distinct(readings: Sequence[Reading], context: Context, *, any_day: bool) -> list[LossTime]:
    """The first reading and those near enough in likelihood, without repeats.

    `any_day`: no day was said; then the same hour of an earlier day is no alternative worth asking about.
    """
    least = readings[0].cost
    made: list[LossTime] = []
    hours = set()
    for reading in readings:
        time = loss_time(reading, context)
        if reading.cost > least + OFFERED or time in made or (any_day and reading.start.time() in hours):
            continue
        made.append(time)
        hours.add(reading.start.time())
    return made
