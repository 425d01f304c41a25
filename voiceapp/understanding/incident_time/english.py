"""English tokens and number words."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from voiceapp.understanding.incident_time.grammar import Found, Reader

# "fourish" is two tokens, and ¦ hides a word that is spoken for.
TOKEN: Final = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|thirty|fifteen)(?=ish\b)"
    r"|[a-z0-9]+(?:'[a-z]+)?|¦+"
)
SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ORDINAL_FIGURE: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_ZERO: Final = ("oh", "o", "zero")


def split(text: str) -> list[str]:
    """The tokens of a text or of a phrasing."""
    return TOKEN.findall(text)


def number(tokens: Sequence[str], at: int) -> Found:
    """A cardinal under a thousand, longest first: "twenty five" is 25, or 20 with a word left over."""
    word = _token(tokens, at)
    found: Found = []
    if word.isdecimal() and len(word) <= 4:
        found.append((int(word), at + 1))
    elif word in TENS:
        unit = SMALL.get(_token(tokens, at + 1), 0)
        if 1 <= unit <= 9:
            found.append((TENS[word] + unit, at + 2))
        found.append((TENS[word], at + 1))
    elif word in SMALL:
        found.append((SMALL[word], at + 1))
    if found and found[-1][0] in range(1, 10) and _token(tokens, at + 1) == "hundred":
        return _hundreds(tokens, at, found[-1][0] * 100)
    return found


def _hundreds(tokens: Sequence[str], at: int, hundreds: int) -> Found:
    behind = at + 3 if _token(tokens, at + 2) == "and" else at + 2
    rest = [(hundreds + value, end) for value, end in number(tokens, behind) if value < 100]
    return [*rest, (hundreds, at + 2)]


def hour(tokens: Sequence[str], at: int) -> Found:
    """One to twelve."""
    return [(value, end) for value, end in number(tokens, at) if 1 <= value <= 12]


def hour24(tokens: Sequence[str], at: int) -> Found:
    """Zero to twenty four as timetables say it: "oh nine", "fourteen", "zero eight"."""
    if _token(tokens, at) in _ZERO:
        return [
            *[(value, end) for value, end in number(tokens, at + 1) if 1 <= value <= 9],
            *([(0, at + 1)] if _token(tokens, at) == "zero" else []),
        ]
    figure = _token(tokens, at)
    if len(figure) == 2 and figure.isdecimal() and figure[0] == "0":
        return [(int(figure), at + 1)]
    return [(value, end) for value, end in number(tokens, at) if 13 <= value <= 24]


def minute(tokens: Sequence[str], at: int) -> Found:
    """The minutes after an hour: "oh five", "fifteen", "forty two"."""
    if _token(tokens, at) in _ZERO:
        return [(value, end) for value, end in number(tokens, at + 1) if 0 <= value <= 9]
    figure = _token(tokens, at)
    if figure.isdecimal():
        return [(int(figure), at + 1)] if len(figure) == 2 and int(figure) < 60 else []
    return [(value, end) for value, end in number(tokens, at) if 10 <= value < 60]


def ordinal(tokens: Sequence[str], at: int) -> Found:
    """First to thirty first."""
    word = _token(tokens, at)
    figure = _ORDINAL_FIGURE.fullmatch(word)
    if figure:
        return [(int(figure[1]), at + 1)] if 1 <= int(figure[1]) <= 31 else []
    if word in ORDINALS:
        return [(ORDINALS[word], at + 1)]
    if word in ("twenty", "thirty"):
        unit = ORDINALS.get(_token(tokens, at + 1), 0)
        value = TENS[word] + unit
        return [(value, at + 2)] if 1 <= unit <= 9 and value <= 31 else []
    return []


def month_day(tokens: Sequence[str], at: int) -> Found:
    """A day said after its month: "march second", "march two", "march the second"."""
    start = at + 1 if _token(tokens, at) == "the" else at
    return ordinal(tokens, start) or [(value, end) for value, end in number(tokens, at) if 1 <= value <= 31]


def day_number(tokens: Sequence[str], at: int) -> Found:
    """A day of the month said as a plain number, as in "three eight twenty six"."""
    return [(value, end) for value, end in number(tokens, at) if 1 <= value <= 31]


def oh_number(tokens: Sequence[str], at: int) -> Found:
    """A figure said with its nought: the "oh three" of "oh three oh nine"."""
    if _token(tokens, at) not in _ZERO:
        return []
    return [(value, end) for value, end in number(tokens, at + 1) if 1 <= value <= 9]


def year(tokens: Sequence[str], at: int) -> Found:
    """Two thousand fifteen to two thousand thirty nine, in either way of saying it."""
    word, behind = _token(tokens, at), _token(tokens, at + 1)
    if word.isdecimal():
        return [(int(word), at + 1)] if 2015 <= int(word) <= 2039 else []
    if word == "twenty":
        rest = number(tokens, at + 1)
        return [(2000 + value, end) for value, end in rest if 15 <= value <= 39][:1]
    if word == "two" and behind == "thousand":
        rest = number(tokens, at + 3 if _token(tokens, at + 2) == "and" else at + 2)
        return [(2000 + value, end) for value, end in rest if 15 <= value <= 39][:1]
    return []


def word(tokens: Sequence[str], at: int) -> Found:
    """Any one word."""
    return [(tokens[at], at + 1)] if at < len(tokens) else []


def _token(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if at < len(tokens) else ""


def starts(token: str) -> bool:
    """Whether any reader but `word` can begin with a token."""
    return token[:1].isdecimal() or token in _BEGINNINGS


_BEGINNINGS: Final = {*SMALL, *TENS, *ORDINALS, *_ZERO, "the"}
READERS: Final[Mapping[str, Reader]] = {
    "number": number,
    "hour": hour,
    "hour24": hour24,
    "minute": minute,
    "ordinal": ordinal,
    "month_day": month_day,
    "day_number": day_number,
    "oh_number": oh_number,
    "year": year,
    "word": word,
}
