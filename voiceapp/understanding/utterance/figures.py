"""Whole numbers → words, the way people say them."""

from typing import Final

ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *(
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
)
TENS: Final = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_HAN: Final = "零一二三四五六七八九"


def cardinal(value: int) -> str:
    """305 → "three hundred five"."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f" {ONES[value % 10]}" if value % 10 else "")
    size, name = next(scale for scale in _SCALES if value >= scale[0])
    rest = f" {cardinal(value % size)}" if value % size else ""
    return f"{cardinal(value // size)} {name}{rest}"


def ordinal(value: int) -> str:
    """21 → "twenty first"."""
    head, _, last = cardinal(value).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}".strip()


def digit_words(digits: str) -> str:
    """ "007" → "zero zero seven"."""
    return " ".join(ONES[int(digit)] for digit in digits)


def pairs(digits: str) -> str:
    """Four figures as two pairs, as years and house numbers are said: "2026" → "twenty twenty six"."""
    head, tail = int(digits[:2]), int(digits[2:])
    if tail == 0:
        return cardinal(int(digits)) if head % 10 == 0 else f"{cardinal(head)} hundred"
    if tail >= 10:
        return f"{cardinal(head)} {cardinal(tail)}"
    return cardinal(int(digits)) if head == 20 else f"{cardinal(head)} oh {cardinal(tail)}"


def hundreds(digits: str) -> str:
    """Three figures as roads and rooms are said: "405" → "four oh five", "128" → "one twenty eight"."""
    head, tail = int(digits[0]), int(digits[1:])
    if tail == 0:
        return cardinal(int(digits))
    return f"{cardinal(head)} oh {cardinal(tail)}" if tail < 10 else f"{cardinal(head)} {cardinal(tail)}"


def han_digits(digits: str) -> str:
    """ "2026" → "二零二六"."""
    return "".join(_HAN[int(digit)] for digit in digits)


def han(value: int) -> str:
    """305 → "三百零五", 10 → "十", 20000 → "两万"."""
    if value < 10:
        return _HAN[value]
    if value < 20:
        return "十" + (_HAN[value % 10] if value % 10 else "")
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            head, rest = divmod(value, size)
            many = "两" if head == 2 and size >= 1000 else han(head)
            return many + unit + _han_rest(rest, size)
    raise AssertionError("every value of ten and more has a unit")


def _han_rest(rest: int, size: int) -> str:
    if rest == 0:
        return ""
    gap = "零" if rest < size // 10 else ""
    spoken = han(rest)
    return gap + ("一" + spoken if 10 <= rest < 20 else spoken)
