"""Utterance → the time words in it: the choice of phrasings that explains most of the words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceapp.understanding.incident_time.grammar import Chart, Context, Grammar
from voiceapp.understanding.incident_time.items import Clock, Days, Item, Mark, Moment, Nothing, Part
from voiceapp.understanding.incident_time.lexicon import TOP
from voiceapp.understanding.readings import Span

NEAR: Final = 3  # words
MOST_TOKENS: Final = 400  # a longest answer has some 150 words; what follows says nothing about time
# A phrasing is worth its words, less a little for each phrasing: few long ones win over many short ones.
WORD: Final = 10
_BIAS: Final = {"when": 1, "moment": 1, "day": 0, "clock": 0, "part": 0, "mark": -2, "nothing": 2}
_COST: Final = 3
_WEAK: Final = 3
_BLOCKED: Final = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word (English) or character (Chinese) and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The items found, in order, and for each token whether it may stand between two that belong together.

    `focus`: where phrases end that name the accident itself ("the crash was …"); `focus_behind`: where those
    begin that stand behind the time ("一点撞的"). `plain`: nothing was said but time.
    """

    items: tuple[Item, ...]
    tokens: tuple[Token, ...]
    connecting: tuple[bool, ...]
    focus: tuple[int, ...] = ()
    focus_behind: tuple[int, ...] = ()
    plain: bool = False

    def focused(self, item: Item) -> bool:
        """Whether the words beside an item say that this is when the accident was."""
        return any(end <= item.first and all(self.connecting[end : item.first]) for end in self.focus) or any(
            start >= item.last and all(self.connecting[item.last : start]) for start in self.focus_behind
        )

    def adjacent(self, left: Item, right: Item) -> bool:
        return all(self.connecting[left.last : right.first])

    def gap(self, left: Item, right: Item) -> int:
        """Words between two items that have nothing to do with time."""
        return sum(not joins for joins in self.connecting[left.last : right.first])

    def parts(self, items: Sequence[Item]) -> tuple[Span, ...]:
        """The stretches of text that items cover, those beside each other as one."""
        found: list[tuple[Item, Item]] = []
        for item in sorted(items, key=_place):
            if (found and found[-1][1].last >= item.first) or (found and self.adjacent(found[-1][1], item)):
                found[-1] = (found[-1][0], item)
            else:
                found.append((item, item))
        return tuple((self.tokens[a.first].start, self.tokens[b.last - 1].end) for a, b in found)


def scan(grammar: Grammar, tokens: Sequence[Token], context: Context) -> Scan:
    kept = _without_fillers(grammar, tokens[:MOST_TOKENS], context)
    chart = Chart(grammar, [token.text for token in kept], context)
    items = _best(chart, len(kept))
    free = _free(items, len(kept))
    connecting = _marked(chart, "connector", free)
    focus = tuple(end for at in range(len(kept)) if free[at] for end in _ends(chart, "focus", at, free))
    behind = tuple(at for at in range(len(kept)) if free[at] and _ends(chart, "focus_behind", at, free))
    plain = all(joins or not alone for joins, alone in zip(connecting, free, strict=True))
    found = Scan(tuple(items), tuple(kept), connecting, focus, behind, plain)
    grounded = _grounded(found)
    if _doubted(grounded, _marked(chart, "doubt", free), _marked(chart, "clock_doubt", free)):
        return replace(found, items=())
    if _stray_hour(found, grounded):
        return replace(found, items=())
    return replace(found, items=grounded)


def _doubted(items: Sequence[Item], doubtful: Sequence[bool], clock_doubtful: Sequence[bool]) -> bool:
    """Whether a word that changes what an item means, in a way no phrasing explains, stands beside one."""
    return any(
        any(doubtful[max(0, item.first - 1) : item.first])
        or any(doubtful[item.last : item.last + 1])
        or (isinstance(item.meaning, Clock) and any(clock_doubtful[item.last : item.last + 2]))
        for item in items
        if not isinstance(item.meaning, Mark)
    )


def _stray_hour(found: Scan, grounded: Sequence[Item]) -> bool:
    """Whether a number that may be the hour was left out, near a day or part of day that has no hour.

    Then the day alone would be half of what was said: better to ask again.
    """
    if any(_holds(item, Clock, Moment) for item in grounded):
        return False
    stray = [item for item in found.items if item.weak and isinstance(item.meaning, Clock)]
    return any(
        found.gap(*sorted((hour, item), key=_place)) <= NEAR
        for hour in stray
        for item in grounded
        if _holds(item, Days, Part)
    )


def _holds(item: Item, *kinds: type) -> bool:
    """Whether a phrase names one of these, perhaps among others."""
    meanings = item.meaning if isinstance(item.meaning, tuple) else (item.meaning,)
    return any(isinstance(meaning, kinds) for meaning in meanings)


def _free(items: Sequence[Item], length: int) -> list[bool]:
    """For each token, whether no item covers it."""
    free = [True] * length
    for item in items:
        free[item.first : item.last] = [False] * (item.last - item.first)
    return free


def _marked(chart: Chart, kind: str, free: Sequence[bool]) -> tuple[bool, ...]:
    """For each free token, whether it is in a phrase of a kind."""
    marked = [False] * len(free)
    for at in range(len(free)):
        for end in _ends(chart, kind, at, free)[:1]:
            marked[at:end] = [True] * (end - at)
    return tuple(marked)


def _ends(chart: Chart, kind: str, at: int, free: Sequence[bool]) -> list[int]:
    return [match.end for match in chart.at(kind, at) if all(free[at : match.end])]


def _without_fillers(grammar: Grammar, tokens: Sequence[Token], context: Context) -> list[Token]:
    chart = Chart(grammar, [token.text for token in tokens], context)
    kept = []
    at = 0
    while at < len(tokens):
        match = next(iter(chart.at("filler", at)), None)
        if match is None:
            kept.append(tokens[at])
            at += 1
        else:
            at = match.end
    return kept


def _best(chart: Chart, length: int) -> list[Item]:
    """The non-overlapping phrasings of the highest worth."""
    worth = [0.0] * (length + 1)
    choice: list[Item | None] = [None] * (length + 1)
    for at in range(length - 1, -1, -1):
        worth[at] = worth[at + 1]
        for kind in TOP:
            for match in chart.at(kind, at):
                gain = WORD * (match.end - at) - _COST + _BIAS[kind] - (_WEAK if match.weak else 0)
                meaning = match.value
                if meaning is None:
                    gain -= _BLOCKED
                    meaning = Nothing()
                if gain + worth[match.end] > worth[at]:
                    worth[at] = gain + worth[match.end]
                    choice[at] = Item(meaning, at, match.end, match.weak)
    items = []
    at = 0
    while at < length:
        item = choice[at]
        if item is None:
            at += 1
        else:
            items.append(item)
            at = item.last
    return items


def _grounded(found: Scan) -> tuple[Item, ...]:
    """Without the words that are no time, and without weak items that nothing beside them makes a time."""
    items = list(found.items)
    alone = all(
        found.connecting[at] or any(item.first <= at < item.last for item in items)
        for at in range(len(found.tokens))
    ) and not any(isinstance(item.meaning, Nothing) for item in items)
    kept = []
    for index, item in enumerate(items):
        if isinstance(item.meaning, Nothing):
            continue
        if item.weak and not alone:
            beside = [
                other
                for other in items[max(0, index - 1) : index + 2]
                if other is not item
                and not isinstance(other.meaning, Nothing)
                and found.adjacent(*sorted((item, other), key=_place))
            ]
            if not any(_grounds(other) for other in beside):
                continue
        kept.append(item)
    return tuple(kept)


def _grounds(item: Item) -> bool:
    if isinstance(item.meaning, Mark):
        return item.meaning.name in (
            "about",
            "correct",
            "not",
            "before",
            "after",
            "near_before",
            "near_after",
        )
    return not item.weak


def _place(item: Item) -> int:
    return item.first
