"""Numbers as they are said to the caller: symbol by symbol, in groups with a pause between them."""

import re
from typing import Final

from voiceapp.understanding.readings import NumberKind
from voiceapp.understanding.utterance.figures import ONES

# A letter O needs its "letter", or it would be taken for a zero.
_CHINESE: Final = dict(zip("0123456789", "零幺二三四五六七八九", strict=True)) | {"+": "加", "O": "字母o"}
_ENGLISH: Final = dict(zip("0123456789", ONES, strict=False)) | {"+": "plus", "O": "letter o"}


def spoken(number: str, *, kind: NumberKind, language: str) -> tuple[str, ...]:
    """The groups of a number, to be joined with a comma each. `parse` of that text gives the number again."""
    groups = _phone(number, language) if kind is NumberKind.PHONE else _threes(number)
    return tuple(_said(group, language) for group in groups)


def _said(group: str, language: str) -> str:
    if language == "zh":
        return "".join(_CHINESE.get(c, c.lower()) for c in group)
    return " ".join(_ENGLISH.get(c, c.lower()) for c in group)


def _phone(number: str, language: str) -> list[str]:
    """3-3-4 and 1-3-3-4 in English, 3-4-4 for Chinese mobiles; else threes."""
    plus, digits = ("+", number[1:]) if number.startswith("+") else ("", number)
    sizes = _sizes(digits, language)
    if not sizes:
        return [plus + group if at == 0 else group for at, group in enumerate(_threes(digits))]
    groups: list[str] = []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:]
    return [plus + groups[0], *groups[1:]]


def _sizes(digits: str, language: str) -> tuple[int, ...]:
    if language == "zh":
        if re.fullmatch(r"1\d{10}", digits):
            return (3, 4, 4)
        return {7: (3, 4), 8: (4, 4), 10: (3, 3, 4), 11: (3, 4, 4), 12: (4, 4, 4)}.get(len(digits), ())
    if len(digits) == 11 and digits.startswith("1"):
        return (1, 3, 3, 4)
    return {7: (3, 4), 10: (3, 3, 4)}.get(len(digits), ())


def _threes(number: str) -> list[str]:
    """Groups of three, the last of two to four: nobody likes a single symbol at the end."""
    cuts = list(range(0, len(number), 3))
    if len(cuts) > 1 and len(number) % 3 == 1:
        cuts.pop()
    return [number[a:b] for a, b in zip(cuts, [*cuts[1:], len(number)], strict=True)]
