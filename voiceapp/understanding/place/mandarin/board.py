"""The utterance as runs of characters that may be names, cut at words that are none."""

import re
from dataclasses import dataclass, field
from functools import cache

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.found import Found
from voiceapp.understanding.place.gazetteer import Regions, regions
from voiceapp.understanding.place.lexicon import Lexicon, Strings, lexicon

DIGITS = "零一二三四五六七八九十百千两幺〇"
# A crossing word that begins with one of these may be the end of a road's name: "人民路口".
ROAD_ENDS = "路街巷国省县高公弄乡村镇"
TIME = re.compile(
    rf"[{DIGITS}]+月(?:初|底|中旬|上旬|下旬|份)?(?:[{DIGITS}]+[号日])?|(?:星期|周|礼拜)[一二三四五六日天]"
    rf"|[{DIGITS}]+[号日](?=[早晚上下中凌傍那的])|(?:地铁|轻轨)?[{DIGITS}]+号线"
)
_LANDMARKS = ("landmarks.heads", "landmarks.brands", "landmarks.gates", "landmarks.own")
_BEHIND = ("words.after", "crossings.words", "words.after_short")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of the data file in the shape the finders need."""

    lists: Lexicon
    regions: Regions
    strings: dict[str, Strings]
    names: Strings  # never cut: they hold characters that are words elsewhere
    cuts: Strings  # end a name
    short_regions: Strings
    full_regions: Strings
    units: re.Pattern[str]

    def at(self, name: str, text: str, start: int, end: int | None = None) -> int:
        return self.strings[name].at(text, start, end)


@cache
def words() -> Words:
    """The shipped lists and regions of Mandarin."""
    lists, places = lexicon("zh"), regions("zh")
    sets = lists.sets
    named = ("words.whole", "highways.types", *_LANDMARKS)
    cut = ("words.fillers", "words.stop", "words.phrases", "words.after", "crossings.words")
    units = "|".join(sorted(map(re.escape, sets["words.units"]), key=len, reverse=True))
    cuts = Strings.of(*(sets[name] for name in cut))
    regional = [
        name for name in (*places.full, *places.short) if any(cuts.at(name, i) for i in range(len(name)))
    ]
    return Words(
        lists,
        places,
        {name: Strings.of(entries) for name, entries in sets.items()},
        Strings.of(*(sets[name] for name in named), regional),
        cuts,
        Strings.of(places.short),
        Strings.of(places.full),
        re.compile(rf"[{DIGITS}半几]+(?:{units})"),
    )


@dataclass(slots=True)
class Board:
    """`free[i]`: text[i] may be part of a name and nobody has claimed it."""

    text: str
    words: Words
    free: list[bool] = field(init=False)
    parts: list[tuple[SpanKind | None, int, int]] = field(default_factory=list)  # kind, start, end

    def __post_init__(self) -> None:
        self.free = [True] * len(self.text)
        at = 0
        while at < len(self.text):
            at = self._cut(at)

    def _cut(self, at: int) -> int:
        """Cut at `at` when a word that is no name begins there; the next position to look at."""
        name = self.words.names.at(self.text, at)
        counted = TIME.match(self.text, at) or self.words.units.match(self.text, at)
        cut = max(self.words.cuts.at(self.text, at), len(counted[0]) if counted else 0)
        if not cut and not (at and self.free[at - 1]):
            cut = self.words.at("words.soft", self.text, at)
        if name >= cut:
            return at + max(name, 1)
        if self._ends_road(at):
            return at + 1
        self.free[at : at + cut] = [False] * cut
        return at + cut

    def _ends_road(self, at: int) -> bool:
        """Whether text[at] is rather the end of a road's name: the 路 of "人民路口"."""
        before = self.text[at - 1] if at and self.free[at - 1] else ""
        return self.text[at] in ROAD_ENDS and bool(before) and before not in "路街道巷村镇"

    def runs(self) -> list[tuple[int, int]]:
        """The stretches of free characters, left to right."""
        return [match.span() for match in re.finditer("1+", "".join("1" if f else "0" for f in self.free))]

    def claimed_before(self, at: int) -> SpanKind | None:
        """What the part is that ends right before `at`."""
        return next((kind for kind, _, end in self.parts if end == at), None)

    def begin(self, start: int, end: int) -> int:
        """Where a name may begin in text[start:end]: behind the 上 of "四环上", the 和 of "…路和…"."""
        if start == 0 or not self.claimed_before(start):
            return start
        if self.words.names.at(self.text, start, end) > 1:
            return start
        for name in ("words.after_short", "roads.joins"):
            length = self.words.at(name, self.text, start, end)
            if length and end - start - length > 1:
                return start + length
        return start

    def add(self, kind: SpanKind | None, start: int, end: int) -> None:
        if start < end and all(self.free[start:end]):
            self.free[start:end] = [False] * (end - start)
            self.parts.append((kind, start, end))

    def found(self) -> list[Found]:
        """All parts in the order they were said, with the words that tie them in."""
        parts = sorted(self.parts, key=lambda part: part[1])
        return [Found(kind, start, end, self._lead(start), self._tail(end)) for kind, start, end in parts]

    def _lead(self, start: int) -> int:
        length = self.words.strings["words.lead"].before(self.text, start)
        return start - length

    def _tail(self, end: int) -> int:
        while True:
            more = max(self.words.at(name, self.text, end) for name in _BEHIND)
            if not more or any(start < end + more and last > end for _, start, last in self.parts):
                return end
            end += more
