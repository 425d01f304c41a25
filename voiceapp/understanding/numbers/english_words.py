"""`data/en/numbers.toml` in the shape the English reader needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from voiceapp.understanding.data import load


@dataclass(frozen=True, slots=True)
class Words:
    """The data file, in the shape the reader needs."""

    digits: Mapping[str, str]
    sounds_like: Mapping[str, str]
    below_hundred: Mapping[str, int]
    times: Mapping[str, int]
    plurals: Mapping[str, str]
    letters: Mapping[str, str]
    letter_names: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]
    longest: int
    spelling: tuple[tuple[str, ...], ...]
    speaker: frozenset[str]
    announced: frozenset[str]
    never_first: frozenset[str]
    counted: frozenset[tuple[str, ...]]


@cache
def words() -> Words:
    """`data/en/numbers.toml`, checked."""
    data = load("en", "numbers")
    table = data.table("words")
    digits = data.mapping("digits")
    lists = {name: table.strings(name) for name in ("fillers", "leads", "redo", "restart", "stop")}
    phrases = {tuple(phrase.split()): name for name, found in lists.items() for phrase in found}
    return Words(
        digits=digits,
        sounds_like=data.mapping("sounds_like"),
        below_hundred=data.integers("teens") | data.integers("tens"),
        times=data.integers("times"),
        plurals={f"{word}{end}": digit for word, digit in digits.items() for end in ("s", "es")},
        letters=data.mapping("letters"),
        letter_names=data.mapping("letter_names"),
        phrases=phrases,
        longest=max(map(len, phrases)),
        spelling=tuple(sorted((tuple(s.split()) for s in table.strings("spelling")), key=len, reverse=True)),
        speaker=frozenset(table.strings("speaker")),
        never_first=frozenset(table.strings("never_first")),
        announced=frozenset(table.strings("announced")),
        counted=frozenset(tuple(phrase.split()) for phrase in table.strings("counted")),
    )
