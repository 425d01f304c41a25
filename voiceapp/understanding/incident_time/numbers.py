"""How many: a number that may be loose ("a couple of", "a few")."""

from dataclasses import dataclass

from voiceapp.understanding.incident_time.grammar import Context


@dataclass(frozen=True, slots=True)
class Count:
    """`spread`: lowest and highest, when the number is loose."""

    number: float
    spread: tuple[float, float] | None = None


def count(context: Context, number: int | float | Count, plus: float = 0) -> Count:
    """A number, and perhaps a half."""
    whole = number.number if isinstance(number, Count) else number
    return Count(whole + plus)


def loose(context: Context, low: float, high: float) -> Count | None:
    """ "two or three", "a few": between `low` and `high`."""
    return Count((low + high) / 2, (low, high)) if 0 <= low < high <= 3 * low + 3 else None


def some_more(context: Context, number: int) -> Count | None:
    """ "twenty some": more than twenty, less than thirty."""
    return Count(number + 4, (number + 1, number + 8)) if number in (10, 20, 30, 40, 50, 60) else None


def tens_loose(context: Context, low: int, high: int) -> Count | None:
    """ "二三十": twenty or thirty."""
    return loose(context, low * 10, high * 10)
