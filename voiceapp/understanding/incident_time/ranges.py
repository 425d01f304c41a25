"""A stretch with two ends: "between four and five p m yesterday", "from saturday night to sunday morning"."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from voiceapp.claims.loss import Precision
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import MINUTES, ClockOption, Days
from voiceapp.understanding.incident_time.resolve import (
    Reading,
    Slots,
    at,
    clock_minutes,
    day_options,
    midnight,
    past,
)

LONGEST = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Its two ends, what was said of both; `to_now`: the second end is now; `about`: they are rough."""

    left: Slots
    right: Slots
    common: Slots
    to_now: bool = False
    about: bool = False

    @property
    def dayless(self) -> bool:
        return all(slots.days is None for slots in (self.left, self.right, self.common))

    def on(self, days: Days) -> "Stretch":
        """The same hours on other days."""
        left, right = replace(self.left, days=None), replace(self.right, days=None)
        return replace(self, left=left, right=right, common=replace(self.common, days=days))


@dataclass(frozen=True, slots=True)
class _End:
    start: datetime
    end: datetime
    cost: float


def resolve_stretch(stretch: Stretch, context: Context) -> list[Reading]:
    """All readings by cost."""
    precision = Precision.ABOUT if stretch.about else Precision.RANGE
    return [replace(reading, precision=precision) for reading in _readings(stretch, context)]


def _readings(stretch: Stretch, context: Context) -> list[Reading]:
    """All readings by cost; the shortest that fits is the likeliest."""
    left = replace(
        stretch.left,
        days=stretch.left.days or stretch.common.days,
        part=stretch.left.part or stretch.common.part,
    )
    right = replace(stretch.right, part=stretch.right.part or stretch.common.part)
    if right.part is None and right.days is None:
        right = replace(right, part=left.part)
    if right.days is None:
        right = replace(right, days=stretch.common.days or left.days)
    if left.days is None:
        left = replace(left, days=right.days)
    if left.part is not None and _one_night(left, stretch.right):
        right = replace(left, about=False)
    lefts = _ends(left, context)
    if stretch.to_now:
        ends = [_End(context.now, context.now, 0.0)]
        return _pairs(lefts, ends, context, loose=False)
    same_day = right.days is None or right.days is left.days
    rights = _ends(right, context, any_part=stretch.right.part is None)
    if left.days is not None and left.days.weekday is not None and not same_day:
        lefts = [
            *lefts,
            *(_before(end, found) for end in rights for found in lefts if found.start >= end.start),
        ]
    return _pairs(lefts, rights, context, loose=same_day)


def _one_night(left: Slots, right: Slots) -> bool:
    """ "overnight sunday into monday": the second day is only where the night of the first one ends."""
    if left.part is None or left.part.end <= MINUTES or left.days is None or right.days is None:
        return False
    following = right.days.options[0].start - left.days.options[0].start == timedelta(days=1)
    return following and right.part is None and right.clock is None


def _before(right: _End, left: _End) -> _End:
    """The same weekday and hour, in the week before the other end: "monday to wednesday last week"."""
    weeks = timedelta(days=7 * ((left.start - right.start) // timedelta(days=7) + 1))
    return replace(left, start=left.start - weeks, end=left.end - weeks)


def _pairs(lefts: list[_End], rights: list[_End], context: Context, *, loose: bool) -> list[Reading]:
    found = []
    for left in lefts:
        for right in rights:
            for more in (0, 1) if loose else (0,):
                end = right.end + timedelta(days=more)
                if (
                    not timedelta(0) < end - left.start <= LONGEST
                    or right.start + timedelta(days=more) < left.start
                ):
                    continue
                hours = (end - left.start) / timedelta(hours=1)
                cost = left.cost + right.cost + more * 0.3 + min(hours, 48) * 0.1
                reading = past(Reading(left.start, end, Precision.RANGE, cost), context)
                if reading is not None and end <= context.now + timedelta(days=1):
                    found.append(replace(reading, cost=cost + (2.0 if end > context.now else 0)))
    return sorted(found, key=lambda reading: reading.cost)


def _ends(slots: Slots, context: Context, *, any_part: bool = False) -> list[_End]:
    """What one end can be. `any_part`: it may have left the part of day said of the first end."""
    found = []
    for option in day_options(slots.days, context):
        if option.cost > 3 and slots.days is not None:
            continue
        if slots.clock is not None:
            part = slots.part
            minutes = clock_minutes(slots.clock, part, explicit_day=True)
            if any_part and slots.clock.open:  # "this morning between eleven and one"
                other = [ClockOption(option.minute, 0.3) for option in slots.clock.options]
                minutes = [*minutes, *(found for found in other if found.minute not in _times_of(minutes))]
            for clock in minutes:
                moment = at(option.start, clock.minute)
                found.append(_End(moment, moment, option.cost + clock.cost))
        elif slots.part is not None:
            found.append(
                _End(at(option.start, slots.part.start), at(option.start, slots.part.end), option.cost)
            )
        elif slots.moment is not None:
            found.append(_End(slots.moment.start, slots.moment.start, 0.0))
        elif slots.days is not None:
            found.append(_End(midnight(option.start), midnight(option.end), option.cost))
    if not found and slots.moment is not None:
        found.append(_End(slots.moment.start, slots.moment.start, 0.0))
    return found


def _times_of(options: list[ClockOption]) -> set[int]:
    return {option.minute for option in options}
