"""Reads `data/<language>/time.toml` into a grammar, and says with file and line what is wrong with it."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from voiceapp.errors import ConfigError, Fault
from voiceapp.understanding.data import Table
from voiceapp.understanding.incident_time import holidays
from voiceapp.understanding.incident_time.grammar import Grammar, Reader, Rule
from voiceapp.understanding.incident_time.items import Part
from voiceapp.understanding.incident_time.meanings import MEANINGS
from voiceapp.understanding.incident_time.meanings.phrases import same
from voiceapp.understanding.incident_time.notation import NotationError, Slot, expand

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Words of these tables stand for a number; those of any other table for its name, a number or not.
NUMBERED: Mapping[str, Mapping[str, int]] = {
    "weekday": {name: number for number, name in enumerate(holidays.WEEKDAYS)},
    "weekday_number": {name: number for number, name in enumerate(holidays.WEEKDAYS)},
    "month": {name: number for number, name in enumerate(MONTHS, 1)},
}
# The values that the meanings know.
KNOWN: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"minute", "hour"}),
    "elapsed_unit": frozenset({"minute", "hour"}),
    "long_unit": frozenset({"day", "week", "month", "year"}),
    "half_day": frozenset({"am", "pm"}),
}
# The kinds that are looked for anywhere in an utterance; all others only stand inside of these.
TOP = ("when", "moment", "day", "clock", "part", "mark", "nothing")
_DEFAULT = {
    "mark": "mark",
    "nothing": "nothing",
    "thing": "nothing",
    "filler": "nothing",
    "connector": "nothing",
    "focus": "nothing",
    "focus_behind": "nothing",
    "doubt": "nothing",
    "clock_doubt": "nothing",
}
_OF_RULE = ("say", "is", "weak", "blocks")  # keys of a rule that are no arguments of its meaning
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")


@dataclass
class Lexicon:
    """A language's grammar, and the plain word lists that composing needs."""

    grammar: Grammar
    parts: dict[str, Part] = field(default_factory=dict)


def build(
    table: Table,
    readers: Mapping[str, Reader],
    split: Callable[[str], list[str]],
    starts: Callable[[str], bool],
) -> Lexicon:
    """Raises ConfigError with every fault found."""
    builder = _Builder(table, Grammar(readers, starts), split)
    builder.build()
    if builder.faults:
        raise ConfigError(builder.faults)
    return Lexicon(builder.grammar, builder.parts)


@dataclass
class _Builder:
    table: Table
    grammar: Grammar
    split: Callable[[str], list[str]]
    faults: list[Fault] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    slots_used: dict[tuple[str, str], Table] = field(default_factory=dict)

    def build(self) -> None:
        for key, value in self.table.values.items():
            if isinstance(value, dict):
                self._guarded(partial(self._words, key))
        for entry in self._entries("daypart"):
            self._guarded(partial(self._daypart, entry))
        for entry in self._entries("holiday"):
            self._guarded(partial(self._holiday, entry))
        for key in self.table.values:
            if key not in ("daypart", "holiday") and not isinstance(self.table.values[key], dict):
                for entry in self._entries(key):
                    self._guarded(partial(self._rule, key, entry))
        for (kind, phrasing), entry in self.slots_used.items():
            if not self.grammar.knows(kind):
                self._guarded(
                    partial(
                        entry.fail, f"'{phrasing}': there is nothing of the kind {{{kind}}}", "say", phrasing
                    )
                )

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ConfigError as error:
            self.faults.extend(error.faults)

    def _entries(self, key: str) -> Sequence[Table]:
        try:
            return self.table.tables(key) if key in self.table else ()
        except ConfigError as error:
            self.faults.extend(error.faults)
            return ()

    def _words(self, kind: str) -> None:
        words = self.table.table(kind)
        for name in words.values:
            rule = Rule(_constant, {"value": self._word_value(words, kind, name)})
            for phrasing in words.strings(name):
                self._add(kind, words, name, phrasing, rule)

    def _word_value(self, words: Table, kind: str, name: str) -> str | int:
        if kind in NUMBERED:
            if name not in NUMBERED[kind]:
                words.fail(f"'{name}' is not one of {', '.join(NUMBERED[kind])}", name)
            return NUMBERED[kind][name]
        if kind in KNOWN and name not in KNOWN[kind]:
            words.fail(f"'{name}' is not one of {', '.join(sorted(KNOWN[kind]))}", name)
        return int(name) if name.isascii() and name.isdecimal() else name

    def _daypart(self, entry: Table) -> None:
        name = entry.string("name")
        part = Part(
            name,
            *self._span(entry, "hours"),
            window=self._span(entry, "clock"),
            early=self._span(entry, "early") if "early" in entry else None,
            late=self._span(entry, "late") if "late" in entry else None,
            spoken=entry.string("spoken"),
            hint=bool(entry.values.get("hint", False)),
        )
        self.parts[name] = part
        for phrasing in entry.strings("say"):
            self._add("daypart", entry, "say", phrasing, Rule(_constant, {"value": part}))

    def _span(self, entry: Table, key: str) -> tuple[int, int]:
        minutes = []
        for text in entry.strings(key):
            found = _CLOCK.fullmatch(text)
            if not found:
                entry.fail(
                    f"'{text}' in '{key}' is no time of day: write it as 17:30 (26:00 is 2 at night)",
                    key,
                    text,
                )
            minutes.append(int(found[1]) * 60 + int(found[2]))
        if len(minutes) != 2 or minutes[0] >= minutes[1]:
            entry.fail(f"'{key}' must hold two times, the earlier one first", key)
        return minutes[0], minutes[1]

    def _holiday(self, entry: Table) -> None:
        rule = entry.string("day")
        try:
            holidays.day_of_year(rule)
        except ValueError as error:
            entry.fail(str(error), "day", rule)
        for phrasing in entry.strings("say"):
            self._add("holiday", entry, "say", phrasing, Rule(_constant, {"value": rule}))

    def _rule(self, kind: str, entry: Table) -> None:
        name = entry.string("is") if "is" in entry else _DEFAULT.get(kind, "same")
        if name not in MEANINGS:
            entry.fail(f"there is no meaning '{name}': one of {', '.join(sorted(MEANINGS))}", "is", name)
        fixed = {
            key: value for key, value in entry.values.items() if key not in ("say", "is", "weak", "blocks")
        }
        if "part" in fixed:
            if fixed["part"] not in self.parts:
                entry.fail(f"there is no [[daypart]] named '{fixed['part']}'", "part")
            fixed["part"] = self.parts[fixed["part"]]
        rule = Rule(
            MEANINGS[name],
            fixed,
            bool(entry.values.get("weak", False)),
            blocks=kind in TOP or bool(entry.values.get("blocks", False)),
        )
        for phrasing in entry.strings("say"):
            self._add(kind, entry, "say", phrasing, rule)

    def _add(self, kind: str, entry: Table, key: str, phrasing: str, rule: Rule) -> None:
        try:
            sequences = expand(phrasing, self.split)
        except NotationError as error:
            entry.fail(str(error), key, phrasing)
        for sequence in sequences:
            slots = [element for element in sequence if isinstance(element, Slot)]
            problem = _misfit(rule, [slot.name for slot in slots])
            if problem:
                entry.fail(f"'{phrasing}' {problem}", key, phrasing)
            self.slots_used.update({(slot.kind, phrasing): entry for slot in slots})
            self.grammar.add(kind, sequence, rule)


def _misfit(rule: Rule, names: Sequence[str]) -> str | None:
    """Why a meaning cannot take these slots and the rule's fixed values; None when it can."""
    if rule.meaning is same and not names:
        return "has no {…} to take its meaning from"
    if rule.meaning is _constant:
        return "must be plain words, without {…}" if names else None
    try:
        inspect.signature(rule.meaning).bind(None, **rule.fixed, **dict.fromkeys(names))
    except TypeError as error:
        return f"does not fit the meaning '{rule.meaning.__name__}': {error}"
    return "names a slot twice: write {first:…} and {second:…}" if len(set(names)) < len(names) else None


def _constant(_context: object, value: Any) -> Any:
    return value
