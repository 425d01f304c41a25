"""Day, part and clock time together → the stretches of time they can mean, likeliest first, none to come."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import (
    MINUTES,
    Clock,
    ClockOption,
    DayOption,
    Days,
    Moment,
    Part,
    one_day,
)

OFFERED = 1.0  # a reading that costs this much more than the first is no longer worth asking about
MOST_OFFERED = 3
EDGES = {"early": (5 * 60, 9 * 60), "late": (20 * 60, 24 * 60)}  # "early on tuesday", "late on tuesday"


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible meaning, naive local time, already not later than now."""

    start: datetime
    end: datetime
    precision: Precision
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Slots:
    """What was said of one point in time."""

    days: Days | None = None
    part: Part | None = None
    clock: Clock | None = None
    moment: Moment | None = None
    about: bool = False  # of a day said without a clock time
    edge: str | None = None  # early | late
    side: str | None = None  # before | after the clock time

    @property
    def empty(self) -> bool:
        return self.days is None and self.part is None and self.clock is None and self.moment is None


def resolve(slots: Slots, context: Context) -> list[Reading]:
    """All readings by cost. Empty: the words make no time that can have been."""
    if slots.moment is not None and not (slots.moment.loose and (slots.days or slots.clock)):
        return _of_moment(slots, slots.moment, context)
    readings = _uncut(slots, context)
    cut = [reading for reading in (past(found, context) for found in readings) if reading is not None]
    return sorted(cut, key=lambda reading: reading.cost)


def _uncut(slots: Slots, context: Context) -> list[Reading]:
    if slots.clock is None and slots.part is None:
        return [_of_days(option, slots, context) for option in slots.days.options] if slots.days else []
    found = []
    for option in day_options(slots.days, context):
        if not option.single:  # "last weekend in the morning": the days are what is known
            found.append(_of_days(option, slots, context))
        elif slots.clock is not None:
            found.extend(_of_clock(option, slots.clock, slots, explicit=slots.days is not None))
        elif slots.part is not None:
            start, end = _hours(slots.part, slots.edge)
            found.append(Reading(at(option.start, start), at(option.start, end), Precision.PART, option.cost))
    return found


def day_options(days: Days | None, context: Context) -> tuple[DayOption, ...]:
    """The days meant; none said: the latest on which it can have been."""
    if days is not None:
        return days.options
    today = context.now.date()
    return (one_day(today), one_day(today - timedelta(days=1), 0.5), one_day(today - timedelta(days=2), 3.0))


def clock_minutes(clock: Clock, part: Part | None, *, explicit_day: bool) -> list[ClockOption]:
    """The minutes of the day a clock time may mean, given the part of day said with it."""
    if part is not None:
        low, high = part.window
        shifted = [
            ClockOption(option.minute + more, option.cost + (0.2 if more else 0))
            for option in clock.options
            for more in (0, MINUTES)
            if low <= option.minute + more < high
        ]
        if shifted:
            return [ClockOption(found.minute, found.cost + _by_part(found.minute, part)) for found in shifted]
        if not clock.open:
            return list(clock.options)
    if not clock.open:
        return list(clock.options)
    return [
        ClockOption(option.minute, option.cost + _by_hour(option.minute, explicit_day))
        for option in clock.options
    ]


def _by_part(minute: int, part: Part) -> float:
    """Within a part's window the part's own hours are likelier."""
    return 0.0 if part.start <= minute < part.end else 0.4


def _by_hour(minute: int, explicit_day: bool) -> float:
    """How unlikely an hour is when neither morning nor evening was said: accidents happen by day."""
    if minute < 6 * 60 or minute >= 23 * 60:
        return 0.9
    if not explicit_day:
        return 0.0
    if minute < 7 * 60:
        return 0.4
    return 0.2 if minute >= 19 * 60 else 0.0


def _of_clock(day: DayOption, clock: Clock, slots: Slots, *, explicit: bool) -> list[Reading]:
    found = []
    for option in clock_minutes(clock, slots.part, explicit_day=explicit):
        moment = at(day.start, option.minute)
        cost = day.cost + option.cost
        if slots.side == "before":
            low = slots.part.start if slots.part and slots.part.start < option.minute else option.minute - 120
            found.append(Reading(at(day.start, max(low, 0)), moment, Precision.RANGE, cost))
        elif slots.side == "after":
            high = slots.part.end if slots.part and slots.part.end > option.minute else option.minute + 120
            found.append(Reading(moment, at(day.start, high), Precision.RANGE, cost))
        elif clock.length is not None:
            found.append(Reading(moment, moment + timedelta(minutes=clock.length), Precision.RANGE, cost))
        elif clock.about is not None:
            found.append(around(moment + timedelta(minutes=clock.shift), clock.about, cost))
        else:
            found.append(Reading(moment, moment + timedelta(minutes=1), Precision.EXACT, cost))
    return found


def around(middle: datetime, width: int, cost: float = 0.0) -> Reading:
    half = timedelta(minutes=width)
    return Reading(middle - half, middle + half, Precision.ABOUT, cost)


def _of_days(option: DayOption, slots: Slots, context: Context) -> Reading:
    precision = option.precision
    recent = context.now.date() - timedelta(days=2)  # who says "about yesterday" still means yesterday
    start, end = midnight(option.start), midnight(option.end)
    if slots.edge is not None and option.single:
        edges = EDGES[slots.edge]
        return Reading(at(option.start, edges[0]), at(option.start, edges[1]), Precision.PART, option.cost)
    if slots.edge is not None:
        third = (option.end - option.start) // 3
        if slots.edge == "early":
            end = midnight(option.start + third)
        else:
            start = midnight(option.end - third)
    elif slots.about and option.single and option.start < recent:
        start, end, precision = start - timedelta(days=1), end + timedelta(days=1), Precision.ABOUT
    return Reading(start, end, precision, option.cost)


def _of_moment(slots: Slots, moment: Moment, context: Context) -> list[Reading]:
    reading = past(Reading(moment.start, moment.end, moment.precision), context)
    if reading is None:
        return []
    if slots.clock is not None:  # "an hour ago at about one": the clock time nearest to it
        near = [
            found
            for found in resolve(Slots(days=None, part=slots.part, clock=slots.clock), context)
            if abs(found.start - reading.start) <= timedelta(hours=2)
        ]
        return near[:1] or [reading]
    return [reading]


def _hours(part: Part, edge: str | None) -> tuple[int, int]:
    if edge == "early" and part.early is not None:
        return part.early
    if edge == "late" and part.late is not None:
        return part.late
    return part.start, part.end


def past(reading: Reading, context: Context) -> Reading | None:
    """The part of it that is not to come; None when all of it is."""
    if reading.start >= context.now and reading.start != context.now.replace(second=0, microsecond=0):
        return None
    if (
        reading.precision is Precision.ABOUT
        and reading.start + (reading.end - reading.start) / 2 > context.now
    ):
        return None
    return Reading(reading.start, min(reading.end, context.now), reading.precision, reading.cost)


def loss_time(reading: Reading, context: Context) -> LossTime:
    """Aware, in the zone of now."""
    start, end = (_aware(moment, context) for moment in (reading.start, reading.end))
    end = min(end, context.aware, key=lambda moment: moment.astimezone(UTC))
    start = min(start, end, key=lambda moment: moment.astimezone(UTC))
    return LossTime(start, end, reading.precision)


def _aware(moment: datetime, context: Context) -> datetime:
    """A local time in its zone; one that the clocks skipped becomes the hour after."""
    zone = context.aware.tzinfo
    fold = context.aware.fold if moment == context.now else 0
    return moment.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone)


def at(day: date, minute: int) -> datetime:
    return midnight(day) + timedelta(minutes=minute)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
