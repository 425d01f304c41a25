"""What a dictated number is made of, before anyone knows which number it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbols:
    """Figures and letters. `readings`: their meanings, likeliest first: "three hundred five" is 305 or 3005.

    `sure`: False for words that are a letter only among others ("see", "you").
    """

    readings: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Break:
    """Other words: what stands before and behind them are two numbers."""


@dataclass(frozen=True, slots=True)
class Redo:
    """ "no", "sorry": what comes puts right what came. `all`: it begins anew."""

    all: bool = False


Item = Symbols | Break | Redo
