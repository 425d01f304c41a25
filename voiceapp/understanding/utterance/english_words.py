"""`data/en/spelling.toml` in the shape the English writing needs."""

from dataclasses import dataclass
from functools import cache

from voiceapp.understanding.data import load


@dataclass(frozen=True)
class Words:
    """The data file, in the shape the steps need."""

    short: dict[str, str]
    with_stop: dict[str, str]
    units: dict[str, str]
    compass: dict[str, str]
    signs: dict[str, str]
    months: tuple[str, ...]
    numbered: frozenset[str]
    road_letters: frozenset[str]
    not_letters: frozenset[str]
    before_saint: frozenset[str]
    before_number: tuple[str, ...]


@cache
def words() -> Words:
    """`data/en/spelling.toml`, checked."""
    data = load("en", "spelling")
    table = data.table("words")
    return Words(
        short=data.mapping("short"),
        with_stop=data.mapping("with_stop"),
        units=data.mapping("units"),
        compass=data.mapping("compass"),
        signs=data.mapping("signs"),
        months=table.strings("months"),
        numbered=frozenset(table.strings("numbered")),
        road_letters=frozenset(table.strings("road_letters")),
        not_letters=frozenset(table.strings("not_letters")),
        before_saint=frozenset(table.strings("before_saint")),
        before_number=table.strings("before_number"),
    )
