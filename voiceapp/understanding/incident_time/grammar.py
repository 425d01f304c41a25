"""Phrasings of one language as tries, one per kind of thing, and the chart parser that walks them.

A kind is a weekday, a clock time, a day …; a phrasing of one kind may hold slots of others. Everything is
memoised by position, so that an utterance is read in time proportional to its length.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from voiceapp.understanding.incident_time.notation import Element, Slot

Found = list[tuple[Any, int]]  # (value, index of the first token after it), longest first
ANYTHING = frozenset({"word", "character"})  # readers that take whatever stands there
Reader = Callable[[Sequence[str], int], Found]  # a slot that code reads: numbers


@dataclass(frozen=True, slots=True)
class Context:
    """What meanings are resolved against. `now`: naive local time; `aware`: the same with its zone."""

    now: datetime
    aware: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """What a phrasing means: a function and its fixed arguments.

    `weak`: needs other time words beside it. `blocks`: when it means nothing that can have been ("the end of
    this month"), a part of its words must not be taken for something else.
    """

    meaning: Callable[..., Any]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    weak: bool = False
    blocks: bool = False


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[Slot, "_Node"] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


class Grammar:
    """All kinds of one language. Filled once, then only read."""

    def __init__(self, readers: Mapping[str, Reader], starts: Callable[[str], bool]) -> None:
        """`starts`: whether a token can begin anything that one of the readers reads."""
        self.readers = dict(readers)
        self._starts = starts
        self._tries: dict[str, _Node] = {}
        self.can_begin = lru_cache(maxsize=100_000)(self._can_begin)

    def add(self, kind: str, sequence: tuple[Element, ...], rule: Rule) -> None:
        node = self._tries.setdefault(kind, _Node())
        for element in sequence:
            if isinstance(element, Slot):
                node = node.slots.setdefault(element, _Node())
            else:
                node = node.words.setdefault(element, _Node())
        node.rules.append(rule)

    def knows(self, kind: str) -> bool:
        return kind in self._tries or kind in self.readers

    def _can_begin(self, kind: str, token: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether anything of a kind can begin with a token: spares the chart most of its work."""
        if kind in self.readers:
            return kind in ANYTHING or self._starts(token)
        trie = self._tries.get(kind)
        if trie is None or kind in seen:
            return False
        inner = {slot.kind for slot in trie.slots}
        return token in trie.words or any(self._can_begin(name, token, seen | {kind}) for name in inner)

    def trie(self, kind: str) -> _Node | None:
        return self._tries.get(kind)


@dataclass(frozen=True, slots=True)
class Match:
    """One phrasing found: its value (None: nothing that can have been) and the index after its last token."""

    value: Any
    end: int
    weak: bool


_NOTHING: list[Match] = []


class Chart:
    """One utterance being read."""

    def __init__(self, grammar: Grammar, tokens: Sequence[str], context: Context) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._context = context
        self._known: dict[tuple[str, int], list[Match]] = {}

    def at(self, kind: str, start: int) -> list[Match]:
        """Everything of a kind that begins at a token, longest first."""
        key = (kind, start)
        found = self._known.get(key)
        if found is None:
            if start >= len(self._tokens) or not self._grammar.can_begin(kind, self._tokens[start]):
                return _NOTHING
            self._known[key] = _NOTHING  # a phrasing that begins with its own kind ends the descent
            found = self._known[key] = self._read(kind, start)
        return found

    def _read(self, kind: str, start: int) -> list[Match]:
        reader = self._grammar.readers.get(kind)
        if reader is not None:
            return [Match(value, end, False) for value, end in reader(self._tokens, start)]
        found: list[Match] = []
        trie = self._grammar.trie(kind)
        if trie is not None:
            self._walk(trie, start, {}, found)
        found.sort(key=lambda match: -match.end)
        return found

    def _walk(self, node: _Node, at: int, bound: dict[str, Any], found: list[Match]) -> None:
        for rule in node.rules:
            blocked = None in bound.values()
            value = None if blocked else rule.meaning(self._context, **rule.fixed, **bound)
            if value is not None or rule.blocks:
                found.append(Match(value, at, rule.weak))
        if at >= len(self._tokens):
            return
        following = node.words.get(self._tokens[at])
        if following is not None:
            self._walk(following, at + 1, bound, found)
        for slot, behind in node.slots.items():
            for match in self.at(slot.kind, at):
                self._walk(behind, match.end, {**bound, slot.name: match.value}, found)
