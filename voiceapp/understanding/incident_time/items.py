"""What the scanner finds in an utterance: days, parts of day, clock times, moments and small words.

All times here are naive local wall-clock times; only the last step makes them aware.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from voiceapp.claims.loss import Precision

MINUTES = 24 * 60
ABOUT_WIDTHS = (30, 10)  # minutes each way of "around eight", and of "around ten past"


@dataclass(frozen=True, slots=True)
class DayOption:
    """One reading of a day expression: the days [start, end).

    `cost`: 0 for the first reading; up to 1 for one worth offering as an alternative; more than 1 when it is
    only there to agree with a second expression ("friday the sixth").
    """

    start: date
    end: date
    precision: Precision = Precision.DAY
    cost: float = 0.0

    @property
    def single(self) -> bool:
        return (self.end - self.start).days == 1


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a stretch of days, in the order of likelihood.

    `weekday`: it was a weekday that was said (0 is Monday), so that any such day may be meant when a second
    expression asks for it. `relative`: counted from the day named before ("the day before"); the options are
    for when none was.
    """

    options: tuple[DayOption, ...]
    weekday: int | None = None
    relative: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day, in minutes after midnight of the day it belongs to; `end` may pass 24:00.

    `window`: the minutes a clock time said together with it may have ("one at night": 18:00 to 30:00).
    `early`, `late`: what "early morning" and "late at night" are. `spoken`: how the read-back says it.
    `hint`: told by what the caller was doing ("on my way to work"); gives way to a part that was said.
    """

    name: str
    start: int
    end: int
    window: tuple[int, int]
    early: tuple[int, int] | None = None
    late: tuple[int, int] | None = None
    spoken: str = ""
    hint: bool = False


@dataclass(frozen=True, slots=True)
class ClockOption:
    """One reading of a clock time: minutes after midnight of its day, possibly past 24:00."""

    minute: int
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time; `about` half-width in minutes, None when it was said exactly.

    `open`: morning or evening was not said.
    `shift`: minutes by which "just before" or "just after" move it.
    `length`: minutes it lasts, for an hour with "some minutes past" left open.
    """

    options: tuple[ClockOption, ...]
    about: int | None = None
    open: bool = False
    shift: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time counted from now ("three hours ago"). `loose`: "just now" and the like; gives way to
    anything more exact."""

    start: datetime
    end: datetime
    precision: Precision
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A small word that acts on its neighbours: about, before, after, to, between, correction …"""

    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a time and are none ("route nine", "two cars"), or name one not yet past."""


Meaning = Days | Part | Clock | Moment | Mark | Nothing | tuple["Days | Part | Clock | Moment | Mark", ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A meaning and the tokens [first, last) it was found in. `weak`: only counts beside other time words."""

    meaning: Meaning
    first: int
    last: int
    weak: bool = False


def about_width(minute: int) -> int:
    """Who says "around ten past" means it more exactly than who says "around eight"."""
    return ABOUT_WIDTHS[0] if minute % 15 == 0 else ABOUT_WIDTHS[1]


def one_day(day: date, cost: float = 0.0) -> DayOption:
    return DayOption(day, day + timedelta(days=1), Precision.DAY, cost)


def costlier(option: DayOption, by: float) -> DayOption:
    return replace(option, cost=option.cost + by)
