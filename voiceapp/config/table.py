"""Reads one table of a settings file, key by key, and notes everything that is wrong with it."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from voiceapp.errors import Fault
from voiceapp.tomlfile import Document

T = TypeVar("T")

_KINDS = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    dict: "a table",
    list: "a list",
}


@dataclass(slots=True)
class Faults:
    """What was found wrong in one file so far."""

    path: Path
    document: Document
    found: list[Fault] = field(default_factory=list)

    def add(self, message: str, *at: str | int) -> None:
        self.found.append(Fault(self.path, message, self.document.line(*at)))


class Table:
    """One table. Each getter returns a usable value even when it notes a fault, so that reading goes on;
    nothing read may be used when there are faults. A key without a default must be there."""

    def __init__(self, data: Mapping[str, Any], faults: Faults, *at: str | int) -> None:
        self._data = data
        self._faults = faults
        self._at = at
        self._known: list[str] = []

    def text(
        self, key: str, default: str | None = None, *, pattern: str = r"(?s).*\S.*", be: str = ""
    ) -> str:
        """A text that fits `pattern` whole; `be` says in words what it must be."""
        value = self._get(key, str, default)
        if value is None:
            return ""
        if not re.fullmatch(pattern, value):
            self.wrong(key, f"must be {be}" if be else "must not be empty")
        return value

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self._get(key, str, default)
        if value is None:
            return ""
        if value not in choices:
            self.wrong(key, f"must be one of {', '.join(choices)}{_did_you_mean(value, choices)}")
        return value

    def choice_of_many(self, key: str, choices: Collection[str], example: str) -> str:
        """One of more words than can be told."""
        value = self._get(key, str, None)
        if value is None:
            return ""
        if value not in choices:
            self.wrong(key, f"is not known{_did_you_mean(value, choices) or f': it must be one {example}'}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._get(key, bool, default)
        return default if value is None else value

    def number(self, key: str, default: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self._get(key, int, default)
        if value is None:
            return default
        if not least <= value <= most:
            self.wrong(key, f"must be from {least} to {most}")
        return value

    def path(self, key: str, default: str, *, auto: Path | None = None) -> Path:
        """A file or folder; relative ones lie beside the settings file. `auto`: what "auto" stands for."""
        value = self.text(key, default)
        if auto is not None and value == "auto":
            return auto
        try:
            return self._faults.path.absolute().parent / Path(value).expanduser()
        except RuntimeError:  # "~" of nobody
            self.wrong(key, "names the home folder of a user there is not")
            return Path(value)

    def table(self, key: str, *, needed: bool = False) -> "Table":
        """A table within; an absent one counts as empty, unless it is `needed`."""
        value: dict[str, Any] | None = self._get(key, dict, None if needed else {})
        return Table(value or {}, self._faults, *self._at, key)

    def tables(self, key: str) -> Iterator["Table"]:
        """Each `[[key]]`, at least one."""
        value: list[Any] | None = self._get(key, list, None)
        if value == []:
            self.wrong(key, f"must have at least one [[{key}]]")
        for index, inner in enumerate(value or []):
            if isinstance(inner, dict):
                yield Table(inner, self._faults, *self._at, key, index)
            else:
                self.wrong(key, f"must be written as [[{key}]]")

    def wrong(self, key: str, message: str) -> None:
        """Note a fault of a key that was read."""
        self._faults.add(f"{self._name(key)} {message}", *self._at, key)

    def line(self, key: str) -> int | None:
        """Where the key is."""
        return self._faults.document.line(*self._at, key)

    def done(self) -> None:
        """Note the keys nobody asked for: misspelt ones are never silently without effect."""
        for key in self._data:
            if key not in self._known:
                self.wrong(key, f"is not a setting{_did_you_mean(key, self._known)}")

    def _get(self, key: str, kind: type[T], default: T | None) -> T | None:
        self._known.append(key)
        if key not in self._data:
            if default is None:
                self.wrong(key, "is missing")
            return default
        value = self._data[key]
        if type(value) is kind:  # exactly: true is no number
            return value
        self.wrong(key, f"must be {_KINDS[kind]}")
        return default

    def _name(self, key: str) -> str:
        """As it would be written: "[store] database", "lines" at the top, "[[lines]] name"."""
        names = [name for name in self._at if isinstance(name, str)]
        if not names:
            return key
        table = ".".join(names)
        return f"[[{table}]] {key}" if isinstance(self._at[-1], int) else f"[{table}] {key}"


def _did_you_mean(word: str, words: Collection[str]) -> str:
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
