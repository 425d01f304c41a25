"""Names of towns and regions from the files that scripts/build_gazetteers.py writes.

A gazetteer file is text: lines that begin with `#` say source and licence, every other line is a name, with
`*` before it when the place is large enough to be meant without a word such as "in" before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.data import ROOT


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Town names as token tuples: `names[first token]` lists (name, well known), longest first."""

    names: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Gazetteer":
        table: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        for line in lines:
            if line and not line.startswith("#"):
                tokens = tuple(line.removeprefix("*").split())
                table.setdefault(tokens[0], []).append((tokens, line.startswith("*")))
        return cls({k: tuple(sorted(v, key=lambda n: len(n[0]), reverse=True)) for k, v in table.items()})

    def at(self, tokens: Sequence[str], start: int) -> tuple[int, bool]:
        """Length in tokens of the longest name that begins at `start`, and whether it is well known."""
        for name, known in self.names.get(tokens[start], ()):
            if tuple(tokens[start : start + len(name)]) == name:
                return len(name), known
        return 0, False


@dataclass(frozen=True, slots=True)
class Regions:
    """Administrative regions: `full` and `short` names with what they are (state, city or district)."""

    full: dict[str, SpanKind]
    short: dict[str, SpanKind]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Regions":
        full: dict[str, SpanKind] = {}
        short: dict[str, SpanKind] = {}
        for line in lines:
            if line and not line.startswith("#"):
                level, name, called = line.split("\t")
                full.setdefault(name, SpanKind(level))
                if called:
                    known = short.get(called)
                    short[called] = SpanKind(level) if known in (None, SpanKind.DISTRICT) else known
        return cls(full, short)


@cache
def regions(language: str) -> Regions:
    """The shipped regions of `language`, read on first use."""
    return Regions.of((ROOT / language / "areas.txt").read_text(encoding="utf-8").splitlines())


@cache
def towns(language: str) -> Gazetteer:
    """The shipped towns of `language`, read on first use."""
    return Gazetteer.of((ROOT / language / "cities.txt").read_text(encoding="utf-8").splitlines())
