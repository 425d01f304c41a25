"""What each kind of number looks like. 0: not such a number; more: more like one."""

import re

from voiceapp.claims import claim_number
from voiceapp.understanding.readings import NumberKind

_LONGEST = 20
_PROVINCE_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}[\u4e00-\u9fff]?")


def fit(number: str, kind: NumberKind, language: str) -> int:
    """How well a number, letters in capitals, fits its kind; 3 is exactly."""
    match kind:
        case NumberKind.PHONE:
            return _chinese_phone(number) if language == "zh" else _phone(number)
        case NumberKind.CLAIM:
            return 3 if claim_number.is_valid(number) else 0
        case NumberKind.PLATE:
            return _chinese_plate(number) if language == "zh" else _plate(number)
        case NumberKind.POLICY:
            return 1 if 2 <= len(number) <= _LONGEST and re.search(r"\d", number) else 0


def _phone(number: str) -> int:
    """American numbers first; any other of international length is possible."""
    digits = number.removeprefix("+")
    if not digits.isdigit() or not 7 <= len(digits) <= 15:
        return 0
    if number != digits:
        return 3 if len(digits) >= 8 else 0
    if len(digits) == 10 or (len(digits) == 11 and digits[0] == "1"):
        return 3
    return 2 if len(digits) == 7 else 1


def _chinese_phone(number: str) -> int:
    """Mobile, area code and number, 400 numbers, then local numbers."""
    digits = (
        number.removeprefix("+").removeprefix("86") if number.startswith("+86") else number.removeprefix("+")
    )
    if not digits.isdigit() or not 7 <= len(digits) <= 15:
        return 0
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}", digits):
        return 3
    if number != digits:
        return 1
    return 2 if len(digits) <= 8 and digits[0] not in "01" else 0


def _plate(number: str) -> int:
    if not 2 <= len(number) <= 8 or not number.isascii():
        return 0
    return 2 if re.search(r"\d", number) else 1 if len(number) >= 3 else 0


def _chinese_plate(number: str) -> int:
    """With its province; the province may be missing. A few figures alone are no plate."""
    if _PROVINCE_PLATE.fullmatch(number):
        return 3 if 7 <= len(number) <= 8 else 2
    return 1 if re.fullmatch(r"[A-Z][A-Z0-9]{4,6}", number) and re.search(r"\d", number) else 0
