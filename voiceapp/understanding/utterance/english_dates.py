"""Written dates and times of day → the words they are said with."""

import re
from re import Match
from typing import Final

from voiceapp.understanding.utterance import figures
from voiceapp.understanding.utterance.english_words import Words
from voiceapp.understanding.utterance.figures import cardinal, ordinal

_AM_PM: Final = r"\s*([ap])\.?\s?m\b\.?"


def dates(text: str, data: Words) -> str:
    text = re.sub(r"\b24/7\b", "twenty four seven", text)
    text = re.sub(r"\b1/2\s+(?=(?:a |an )?(?:mile|hour|block|way|kilometer))", "half ", text)
    text = re.sub(r"\b([13])/4\s+(?=(?:of )?(?:a |an )?(?:mile|hour|block|way))", _quarters, text)

    def said(match: Match[str], month: str, day: str, year: str | None) -> str:
        m, d = int(month), int(day)
        if m > 12:
            m, d = d, m
        if not (1 <= m <= 12 and 1 <= d <= 31):
            return f" {cardinal(int(month))} {cardinal(int(day))} " + (f"{_year(year)} " if year else "")
        return f" {data.months[m - 1]} {ordinal(d)} " + (f"{_year(year)} " if year else "")

    text = re.sub(r"\b(\d{4})[-/](\d\d?)[-/](\d\d?)\b", lambda m: said(m, m[2], m[3], m[1]), text)
    text = re.sub(r"\b(\d\d?)([-/.])(\d\d?)\2(\d{4})\b", lambda m: said(m, m[1], m[3], m[4]), text)
    text = re.sub(
        r"\b(\d\d?)/(\d\d?)(?:/(\d\d))?\b", lambda m: said(m, m[1], m[2], m[3] and f"20{m[3]}"), text
    )
    return re.sub(
        rf"\b([A-Za-z]+\.?)\s+(0?[1-9]|[12]\d|3[01])\b(?![\d:/.-]*\d)(?!{_AM_PM})",
        lambda m: f"{m[1]} {ordinal(int(m[2]))}" if _is_month(m[1], data) else m[0],
        text,
    )


def _is_month(word: str, data: Words) -> bool:
    """ "March", "Mar.", but not the "may" of "may 5 minutes"."""
    lower = word.lower().rstrip(".")
    if word in ("may", "march"):
        return False
    return lower in data.months or data.short.get(lower, data.with_stop.get(lower)) in data.months


def _quarters(match: Match[str]) -> str:
    return "a quarter " if match[1] == "1" else "three quarters "


def _year(digits: str) -> str:
    return figures.pairs(digits)


# "745 this morning", "yesterday at 745", "at 745": Whisper leaves the colon out. But "at 815 Oak Street".
_PART_OF_DAY: Final = r"(?:this|in the|last|yesterday|tonight|today|at night)"
_BARE_CLOCK: Final = re.compile(
    rf"(?<![\d.:$#-])\b([1-9])([0-5]\d)\b(?=,?\s+{_PART_OF_DAY}\b)"
    r"|(?<=\bat )([1-9])([0-5]\d)\b(?![-:.,/]?\d)(?!\s+(?:[A-Z]|\w+\s+(?:street|avenue|road|drive|lane)\b))",
)


def times(text: str, _data: Words) -> str:
    def said(match: Match[str]) -> str:
        return _clock(int(match[1]), int(match[2]), match.string[match.end() :])

    text = re.sub(r"(?<![\d:])([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::[0-5]\d)?(?![\d:])", said, text)
    text = _BARE_CLOCK.sub(lambda m: _clock(int(m[1] or m[3]), int(m[2] or m[4]), ""), text)
    half_day = rf"(?={_AM_PM})"
    text = re.sub(rf"(?<![\d.])(1[0-2]|0?[1-9])[. ]?([0-5]\d){half_day}", said, text, flags=re.IGNORECASE)
    return re.sub(r"(?<=\d)([ap])\.?m\b\.?", r" \1 m ", text, flags=re.IGNORECASE)


def _clock(hour: int, minute: int, rest: str) -> str:
    """ "8:05" → "eight oh five", "3:00" → "three o'clock" (but "three p m"), "15:30" → "fifteen thirty"."""
    half = re.match(_AM_PM, rest, re.IGNORECASE)
    if half and hour > 12:
        hour -= 12
    if hour in (0, 24) and not half:
        return " midnight " if minute == 0 else f"{_clock(12, minute, ' am')} a m "
    if minute == 0:
        said = half or re.match(r"\s*o['\s]?clock", rest, re.IGNORECASE)
        return f" {cardinal(hour)} " + ("" if said else "hundred " if hour > 12 else "o'clock ")
    return f" {cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)} "
