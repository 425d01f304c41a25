"""Claim numbers: nine digits that can be read aloud and catch a slip of the tongue.

    26 123456 7     two digits of the year · six random ones · one check digit

The check digit is Damm's: it catches every single wrong digit and every swap of two neighbours, which are
nearly all the mistakes people make with numbers they hear.
"""

from collections.abc import Iterable

LENGTH = 9
SERIALS = 1_000_000
"""How many serial numbers a year has."""

# H. Michael Damm's totally anti-symmetric quasigroup of order 10. A number with its check digit ends at 0.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def make(year: int, serial: int) -> str:
    """The claim number of a four-digit `year` and a `serial` from 0 to SERIALS - 1."""
    if not 0 <= serial < SERIALS:
        raise ValueError(f"a serial number must be from 0 to {SERIALS - 1}, not {serial}")
    body = f"{year % 100:02d}{serial:06d}"
    return f"{body}{_interim(map(int, body))}"


def is_valid(number: str) -> bool:
    """Whether these nine digits are a claim number, told by the check digit. It need not exist."""
    return len(number) == LENGTH and number.isascii() and number.isdigit() and _interim(map(int, number)) == 0


def grouped(number: str) -> tuple[str, str, str]:
    """The number in the three groups it is read and printed in: ("261", "234", "567")."""
    if len(number) != LENGTH:
        raise ValueError(f"a claim number has {LENGTH} digits, this one has {len(number)}")
    return number[:3], number[3:6], number[6:]


def _interim(digits: Iterable[int]) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][digit]
    return interim
