"""Chinese tokens (single characters) and numerals."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from voiceapp.understanding.incident_time.grammar import Found, Reader

TOKEN: Final = re.compile(r"[\u3400-\u9fff〇]|[0-9]+|[a-z]+|¦+")
_DIGITS: Final = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9,
}  # fmt: skip


def split(text: str) -> list[str]:
    """The tokens of a text or of a phrasing."""
    return TOKEN.findall(text)


def number(tokens: Sequence[str], at: int) -> Found:
    """A numeral under a thousand, longest first: 二十三, 十五, 一百二十, 两."""
    word = _token(tokens, at)
    if word.isdecimal() and word.isascii():
        return [(int(word), at + 1)] if len(word) <= 3 else []
    found: Found = []
    digit = _DIGITS.get(word)
    if digit is not None:
        found.append((digit, at + 1))
        if digit and _token(tokens, at + 1) == "百":
            found[:0] = _hundreds(tokens, at + 2, digit * 100)
        elif digit and _token(tokens, at + 1) == "十":
            found[:0] = _tens(tokens, at + 2, digit * 10)
    elif word == "十":
        found = _tens(tokens, at + 1, 10)
    return found


def _tens(tokens: Sequence[str], at: int, tens: int) -> Found:
    unit = _DIGITS.get(_token(tokens, at), 0)
    return [*([(tens + unit, at + 1)] if unit else []), (tens, at)]


def _hundreds(tokens: Sequence[str], at: int, hundreds: int) -> Found:
    start = at + 1 if _token(tokens, at) == "零" else at
    rest = [(hundreds + value, end) for value, end in number(tokens, start) if 0 < value < 100]
    return [*rest, (hundreds, at)]


def hour(tokens: Sequence[str], at: int) -> Found:
    """One to twelve."""
    return [(value, end) for value, end in number(tokens, at) if 1 <= value <= 12]


def hour24(tokens: Sequence[str], at: int) -> Found:
    """零, and thirteen to twenty four."""
    return [(value, end) for value, end in number(tokens, at) if value == 0 or 13 <= value <= 24]


def minute(tokens: Sequence[str], at: int) -> Found:
    """The minutes after an hour: 零五, 十五, 四十二; a single digit only with 分 behind it."""
    word = _token(tokens, at)
    if word.isdecimal() and word.isascii():
        return [(int(word), at + 1)] if len(word) == 2 and int(word) < 60 else []
    if word in ("零", "〇"):
        return [(value, end) for value, end in number(tokens, at + 1) if 1 <= value <= 9]
    return [(value, end) for value, end in number(tokens, at) if 10 <= value < 60]


def day(tokens: Sequence[str], at: int) -> Found:
    """The day of a month."""
    return [(value, end) for value, end in number(tokens, at) if 1 <= value <= 31]


def month(tokens: Sequence[str], at: int) -> Found:
    """The month's numeral."""
    return hour(tokens, at)


def year(tokens: Sequence[str], at: int) -> Found:
    """二零二五, 二五 or 2025: 2015 to 2039."""
    word = _token(tokens, at)
    if word.isdecimal() and word.isascii():
        return [(int(word), at + 1)] if 2015 <= int(word) <= 2039 else []
    digits = ""
    end = at
    while len(digits) < 4 and (digit := _DIGITS.get(_token(tokens, end))) is not None:
        digits += str(digit)
        end += 1
    if len(digits) == 2:
        digits = f"20{digits}"
    return [(int(digits), end)] if len(digits) == 4 and 2015 <= int(digits) <= 2039 else []


def digit(tokens: Sequence[str], at: int) -> Found:
    """A single digit, one to nine: the halves of 三四点 and 两三天."""
    value = _DIGITS.get(_token(tokens, at), 0)
    return [(value, at + 1)] if value else []


def day_pair(tokens: Sequence[str], at: int) -> Found:
    """The first of two days in a row: 八九 is 8, 二十五六 is 25."""
    return [(value, end) for value, end in _pair(tokens, at) if value <= 30]


def late_day(tokens: Sequence[str], at: int) -> Found:
    """A day from the tenth on: only those can follow each other without 号 (十八十九号)."""
    return [(value, end) for value, end in day(tokens, at) if value >= 10]


def hour_pair(tokens: Sequence[str], at: int) -> Found:
    """The first of two hours in a row: 三四 is 3, 十三四 is 13."""
    return [(value, end) for value, end in _pair(tokens, at) if value <= 23]


def _pair(tokens: Sequence[str], at: int) -> Found:
    found: Found = []
    for value, end in number(tokens, at):
        if value % 10 and _DIGITS.get(_token(tokens, end)) == value % 10 + 1:
            found.append((value, end + 1))
    return found


def lunar_small(tokens: Sequence[str], at: int) -> Found:
    """The number behind 初: one to ten."""
    return [(value, end) for value, end in number(tokens, at) if 1 <= value <= 10]


def lunar_late(tokens: Sequence[str], at: int) -> Found:
    """The twenties of the last Chinese month: 年二十八, 年廿九."""
    return [(value, end) for value, end in lunar_day(tokens, at) if 20 <= value <= 29]


def big_number(tokens: Sequence[str], at: int) -> Found:
    """More than any day of a month: the 一百二十 of 一百二十号."""
    return [(value, end) for value, end in number(tokens, at) if value > 31]


def lunar_day(tokens: Sequence[str], at: int) -> Found:
    """A day of a Chinese month: 初五, 十五, 廿三, 三十."""
    word = _token(tokens, at)
    if word == "初":
        return lunar_small(tokens, at + 1)
    if word == "廿":
        unit = _DIGITS.get(_token(tokens, at + 1), 0)
        return [(20 + unit, at + 2)] if unit else [(20, at + 1)]
    return [(value, end) for value, end in number(tokens, at) if 10 <= value <= 30]


def character(tokens: Sequence[str], at: int) -> Found:
    """Any one character."""
    return [(tokens[at], at + 1)] if at < len(tokens) else []


def _token(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if at < len(tokens) else ""


def starts(token: str) -> bool:
    """Whether any reader but `character` can begin with a token."""
    return token[:1].isdecimal() or token in _BEGINNINGS


_BEGINNINGS: Final = {*_DIGITS, "十", "初", "廿"}
READERS: Final[Mapping[str, Reader]] = {
    "number": number,
    "hour": hour,
    "hour24": hour24,
    "minute": minute,
    "month_day": day,
    "month": month,
    "year": year,
    "digit": digit,
    "day_pair": day_pair,
    "late_day": late_day,
    "hour_pair": hour_pair,
    "lunar_small": lunar_small,
    "lunar_day": lunar_day,
    "lunar_late": lunar_late,
    "big_number": big_number,
    "character": character,
}
