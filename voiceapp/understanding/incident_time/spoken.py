"""How a time is read back: with its weekday and part of day, so that a wrong one is heard.

What is said here is understood again as the very same time (see tests): a caller who repeats the read-back
confirms it, and a "yes" is about exactly what is stored.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import ABOUT_WIDTHS, Part, about_width
from voiceapp.understanding.incident_time.language import lexicon
from voiceapp.understanding.incident_time.resolve import Reading, around, at, past
from voiceapp.understanding.incident_time.spoken_chinese import Chinese
from voiceapp.understanding.incident_time.spoken_english import English


class Voice(Protocol):
    """The words of one language."""

    def day(self, day: date, today: date) -> str: ...
    def at(self, moment: datetime, today: date, *, about: bool) -> str:
        """A day and a clock time."""
        ...

    def part(self, day: date, today: date, part: str, edge: str | None) -> str: ...
    def so_far(self, today: date) -> str:
        """Any time today before now."""
        ...

    def within_day(self, start: datetime, end: datetime, today: date, *, about: bool) -> str:
        """From one clock time to another of the same day, neither of them midnight."""
        ...

    def between(self, start: str, end: str | None, *, about: bool) -> str:
        """`end` None: until now."""
        ...


_VOICES: Final[Mapping[str, Voice]] = {"en": English(), "zh": Chinese()}


def spoken(loss: LossTime, *, now: datetime, language: str) -> str:
    """The words for a time, to stand inside a sentence: "yesterday, Saturday, at about half past three in the
    afternoon". `now` must be aware; everything is said in its zone."""
    voice = _VOICES[language]
    context = Context(now.replace(tzinfo=None), now)
    today = context.now.date()
    start, end = (moment.astimezone(now.tzinfo).replace(tzinfo=None) for moment in (loss.start, loss.end))
    match loss.precision:
        case Precision.EXACT:
            return voice.at(start, today, about=False)
        case Precision.ABOUT:
            middle = _middle(start, end, context)
            if middle is not None:
                return voice.at(middle, today, about=True)
            return _between(voice, start, end, context, about=True)
        case Precision.PART:
            found = _part(start, end, context, lexicon(language).parts.values())
            if found is not None:
                return voice.part(found[0], today, found[1].spoken, found[2])
        case Precision.DAY:
            return voice.day(start.date(), today)
        case Precision.RANGE:
            if start == datetime.combine(today, time.min) and end == context.now:
                return voice.so_far(today)
    return _between(voice, start, end, context, about=False)


def _between(voice: Voice, start: datetime, end: datetime, context: Context, *, about: bool) -> str:
    today = context.now.date()
    until_now = end >= context.now
    whole_days = start.time() == time.min and (until_now or end.time() == time.min)
    if whole_days and end - start >= timedelta(days=1):
        last = None if until_now else voice.day((end - timedelta(days=1)).date(), today)
        return voice.between(voice.day(start.date(), today), last, about=about)
    last = None if until_now else voice.at(end, today, about=False)
    if not until_now and start.date() == end.date() and start.time() != time.min:
        return voice.within_day(start, end, today, about=about)
    return voice.between(voice.at(start, today, about=False), last, about=about)


def _middle(start: datetime, end: datetime, context: Context) -> datetime | None:
    """The clock time of which this is the surrounding, if it is one's (also when now cuts it short)."""
    for width in ABOUT_WIDTHS:
        middle = start + timedelta(minutes=width)
        if about_width(middle.minute) == width:
            whole = past(around(middle, width), context)
            if whole is not None and (whole.start, whole.end) == (start, end):
                return middle
    return None


def _part(
    start: datetime, end: datetime, context: Context, parts: Iterable[Part]
) -> tuple[date, Part, str | None] | None:
    """The day and part of day that this is, perhaps the early or late part of it."""
    for part in parts:
        for edge, hours in ((None, (part.start, part.end)), ("early", part.early), ("late", part.late)):
            for back in (0, 1):
                day = (start - timedelta(days=back)).date()
                if hours is None or at(day, hours[0]) != start:
                    continue
                whole = past(Reading(start, at(day, hours[1]), Precision.PART), context)
                if whole is not None and whole.end == end:
                    return day, part, edge
    return None
