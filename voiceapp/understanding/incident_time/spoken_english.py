"""The English of the read-back."""

from datetime import date, datetime, time, timedelta

from voiceapp.understanding.incident_time.dates import month_and_day
from voiceapp.understanding.incident_time.english import ORDINALS, SMALL, TENS

_SMALL = {number: word for word, number in SMALL.items()}
_TENS = {number: word for word, number in TENS.items()} | {40: "forty"}
_ORDINALS = {number: word for word, number in ORDINALS.items()}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class English:
    """See spoken.Voice."""

    def day(self, day: date, today: date) -> str:
        weekday = _WEEKDAYS[day.weekday()]
        if day == today:
            return f"today, {weekday}"
        if day == today - timedelta(days=1):
            return f"yesterday, {weekday}"
        named = f"on {weekday}, {_MONTHS[day.month - 1]} {_ordinal(day.day)}"
        latest = month_and_day(today, day.month, day.day)
        if latest is not None and latest.options[0].start == day:
            return named
        return f"{named} of twenty {_number(day.year % 100)}"

    def at(self, moment: datetime, today: date, *, about: bool) -> str:
        near = "about " if about else ""
        if moment.time() == time.min:  # midnight ends the day before
            return f"{self.day(moment.date() - timedelta(days=1), today)}, at {near}midnight"
        return f"{self.day(moment.date(), today)}, at {near}{_clock(moment.time())}"

    def part(self, day: date, today: date, part: str, edge: str | None) -> str:
        return f"{self.day(day, today)}, {f'{edge} ' if edge else ''}{part}"

    def so_far(self, today: date) -> str:
        return f"earlier {self.day(today, today)}"

    def within_day(self, start: datetime, end: datetime, today: date, *, about: bool) -> str:
        between = self.between(_clock(start.time()), _clock(end.time()), about=about)
        return f"{self.day(start.date(), today)}, {between}"

    def between(self, start: str, end: str | None, *, about: bool) -> str:
        return f"{'roughly ' if about else ''}between {_bare(start)}, and {_bare(end or 'now')}"


def _clock(at: time) -> str:
    if at == time(12):
        return "noon"
    hour, following = (_SMALL[(h - 1) % 12 + 1] for h in (at.hour, at.hour + 1))
    match at.minute:
        case 0:
            words = hour
        case 15:
            words = f"a quarter past {hour}"
        case 30:
            words = f"half past {hour}"
        case 45:
            words = f"a quarter to {following}"
        case minute if minute < 10:
            words = f"{hour} oh {_SMALL[minute]}"
        case minute:
            words = f"{hour} {_number(minute)}"
    return f"{words} {_part_of_day(at.hour)}"


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "in the morning"
    if hour < 17:
        return "in the afternoon"
    return "in the evening" if hour < 21 else "at night"


def _number(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    unit = number % 10
    return f"{_TENS[number - unit]} {_SMALL[unit]}" if unit else _TENS[number]


def _ordinal(number: int) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    unit = number % 10
    return f"{_TENS[number - unit]} {_ORDINALS[unit]}"


def _bare(phrase: str) -> str:
    """Without the "on" that does not stand after "between"."""
    return phrase.removeprefix("on ")
