"""Reads `data/<language>/time.toml` into a grammar, and says with file and line what is wrong with it."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from voiceapp.errors import ConfigError, Fault
from voiceapp.understanding.data import Table
from voiceapp.understanding.incident_time import clock_meanings, day_meanings, holidays, numbers
from voiceapp.understanding.incident_time.grammar import Grammar, Reader, Rule
from voiceapp.understanding.incident_time.items import Part
from voiceapp.understanding.incident_time.notation import NotationError, Slot, expand

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
UNITS = ("minute", "hour", "day", "week", "month", "year")
FIGURES = {str(number): number for number in range(60)}
HALVES = ("am", "pm")
MEANINGS: Mapping[str, Callable[..., Any]] = {
    **numbers.MEANINGS,
    **day_meanings.MEANINGS,
    **clock_meanings.MEANINGS,
}
# Sections of rules; the first ones are only used inside the others.
HELPERS = (
    "count", "plain_clock", "plain_moment", "quarter", "whole_month", "month_named", "long_stretch",
    "holiday_day", "anchor", "thing", "filler", "connector",
)  # fmt: skip
TOP = ("when", "moment", "day", "clock", "part", "mark", "nothing")
_DEFAULT = {
    "mark": "mark",
    "nothing": "nothing",
    "thing": "nothing",
    "filler": "nothing",
    "connector": "nothing",
}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")


@dataclass
class Lexicon:
    """A language's grammar, and the plain word lists that composing needs."""

    grammar: Grammar
    parts: dict[str, Part] = field(default_factory=dict)


def build(table: Table, readers: Mapping[str, Reader], split: Callable[[str], list[str]]) -> Lexicon:
    """Raises ConfigError with every fault found."""
    builder = _Builder(table, Grammar(readers), split)
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
    slots_used: list[tuple[Table, str, str]] = field(default_factory=list)

    def build(self) -> None:
        self._words("weekday", {name: number for number, name in enumerate(holidays.WEEKDAYS)})
        self._words("month", {name: number for number, name in enumerate(MONTHS, 1)})
        self._words("unit", {name: name for name in UNITS})
        self._words("long_unit", {name: name for name in UNITS})
        self._words("round_minutes", FIGURES)
        self._words("weeks", FIGURES)
        self._words("lunar_month", FIGURES)
        self._words("weekday_number", {name: number for number, name in enumerate(holidays.WEEKDAYS)})
        self._words("half_day", {name: name for name in HALVES})
        self._words("heard_hour", FIGURES)
        for entry in self._entries("daypart"):
            self._guarded(partial(self._daypart, entry))
        for entry in self._entries("holiday"):
            self._guarded(partial(self._holiday, entry))
        for kind in (*HELPERS, *TOP):
            for entry in self._entries(kind):
                self._guarded(partial(self._rule, kind, entry))
        for entry, kind, phrasing in self.slots_used:
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
        if key not in self.table:
            return ()
        try:
            return self.table.tables(key)
        except ConfigError as error:
            self.faults.extend(error.faults)
            return ()

    def _words(self, kind: str, values: Mapping[str, Any]) -> None:
        if kind not in self.table:
            return

        def step() -> None:
            words = self.table.table(kind)
            for name in words.values:
                if name not in values:
                    words.fail(f"'{name}' is not one of {', '.join(values)}", name)
                for phrasing in words.strings(name):
                    self._add(kind, words, name, phrasing, Rule(_constant, {"value": values[name]}))

        self._guarded(step)

    def _daypart(self, entry: Table) -> None:
        name = entry.string("name")
        part = Part(
            name,
            *self._span(entry, "hours"),
            window=self._span(entry, "clock"),
            early=self._span(entry, "early") if "early" in entry else None,
            late=self._span(entry, "late") if "late" in entry else None,
            spoken=entry.string("spoken"),
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
            entry.fail(f"'{rule}' is no holiday rule ({error}): compare with the others", "day", rule)
        for phrasing in entry.strings("say"):
            self._add("holiday", entry, "say", phrasing, Rule(_constant, {"value": rule}))

    def _rule(self, kind: str, entry: Table) -> None:
        name = entry.string("is") if "is" in entry else _DEFAULT.get(kind, "same")
        if name not in MEANINGS:
            entry.fail(f"there is no meaning '{name}': one of {', '.join(sorted(MEANINGS))}", "is", name)
        fixed = {key: value for key, value in entry.values.items() if key not in ("say", "is", "weak")}
        if "part" in fixed:
            if fixed["part"] not in self.parts:
                entry.fail(f"there is no [[daypart]] named '{fixed['part']}'", "part")
            fixed["part"] = self.parts[fixed["part"]]
        rule = Rule(MEANINGS[name], fixed, bool(entry.values.get("weak", False)))
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
            self.slots_used.extend((entry, slot.kind, phrasing) for slot in slots)
            self.grammar.add(kind, sequence, rule)


def _misfit(rule: Rule, names: Sequence[str]) -> str | None:
    """Why a meaning cannot take these slots and the rule's fixed values; None when it can."""
    if rule.meaning is _constant:
        return "must be plain words, without {…}" if names else None
    try:
        inspect.signature(rule.meaning).bind(None, **rule.fixed, **dict.fromkeys(names))
    except TypeError as error:
        return f"does not fit the meaning '{rule.meaning.__name__}': {error}"
    return "names a slot twice: write {first:…} and {second:…}" if len(set(names)) < len(names) else None


def _constant(_context: object, value: Any) -> Any:
    return value
