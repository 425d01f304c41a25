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
from voiceapp.understanding.incident_time.items import Days, Item, Mark, Nothing
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
from voiceapp.understanding.incident_time.stretches import is_mark, stretch, times
from voiceapp.understanding.readings import TimeReading


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
    if not readings or (_too_wide(readings[0]) and not found.plain):
        return None
    best, *others = _distinct(readings, context, any_day=whole.stretch is None and whole.slots.days is None)
    parts = found.parts(whole.items)
    longest = max(parts, key=lambda part: part[1] - part[0])
    return TimeReading(best, longest, tuple(others[:MOST_OFFERED]), parts)


def _too_wide(reading: Reading) -> bool:
    """ "last year" is an answer alone; beside words not understood it means something else."""
    return reading.end - reading.start > timedelta(days=100)


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
        if is_mark(item, "not_or_correct"):
            item = replace(item, meaning=Mark("correct" if times(items[:index]) else "not"))
        if is_mark(item, "correct"):
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
        if is_mark(item, "not"):
            waiting = True
        elif waiting and not isinstance(item.meaning, Mark):
            waiting, phrase = False, item.first
        if phrase == item.first:
            denied = item.meaning if isinstance(item.meaning, Days) else denied
        elif not is_mark(item, "not"):
            kept.append(item)
    return kept, denied


def _said(items: Sequence[Item], found: Scan, context: Context, anchor: Days | None) -> Said:
    named = tuple(item for item in items if not isinstance(item.meaning, Mark | Nothing))
    return Said(merge(items, found, anchor), stretch(items, found, context), named)


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
