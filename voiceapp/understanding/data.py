"""The words of a language, read from `data/<language>/<name>.toml`: what an admin may edit.

Everything is read once and kept. A file that is wrong raises ConfigError whose faults name file and line,
so that `voiceapp check` can show all of them and a call never meets one.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from voiceapp.errors import ConfigError, Fault

ROOT = Path(__file__).with_name("data")
LANGUAGES: tuple[str, ...] = ("en", "zh")


@dataclass(frozen=True)
class Table:
    """One table of a data file. The getters check the type of what they return; keys have no dots."""

    path: Path
    values: Mapping[str, Any]
    name: str = ""  # dotted name of the table, "" for the top of the file

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings, none empty, none twice."""
        found = self._get(key)
        if not isinstance(found, list) or not all(isinstance(item, str) and item.strip() for item in found):
            self.fail(f"'{key}' must be a list of non-empty strings", key)
        for position, item in enumerate(found):
            if item in found[:position]:
                self.fail(f"'{item}' stands twice in '{key}': remove one", key, item)
        return tuple(found)

    def string(self, key: str) -> str:
        found = self._get(key)
        if not isinstance(found, str) or not found:
            self.fail(f"'{key}' must be a non-empty string", key)
        return found

    def integer(self, key: str) -> int:
        found = self._get(key)
        if not isinstance(found, int) or isinstance(found, bool):
            self.fail(f"'{key}' must be a whole number", key)
        return found

    def mapping(self, key: str) -> dict[str, str]:
        """A table of string = string."""
        return {name: self.table(key).string(name) for name in self._table_values(key)}

    def integers(self, key: str) -> dict[str, int]:
        """A table of string = whole number."""
        return {name: self.table(key).integer(name) for name in self._table_values(key)}

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of string = list of strings."""
        return {name: self.table(key).strings(name) for name in self._table_values(key)}

    def table(self, key: str) -> "Table":
        return Table(self.path, self._table_values(key), f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> tuple["Table", ...]:
        """An array of tables: `[[key]]`."""
        found = self._get(key)
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.fail(f"'{key}' must be written as [[{key}]] tables", key)
        return tuple(Table(self.path, item, f"{self.name}.{key}" if self.name else key) for item in found)

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        """A list of regular expressions."""
        return tuple(self._compiled(source, key) for source in self.strings(key))

    def _compiled(self, source: str, key: str) -> re.Pattern[str]:
        try:
            return re.compile(source)
        except re.error as error:
            self.fail(f"'{source}' in '{key}' is no regular expression: {error}", key, source)

    def keys(self) -> tuple[str, ...]:
        return tuple(self.values)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def fail(self, message: str, key: str | None = None, text: str | None = None) -> NoReturn:
        """Raise ConfigError at the line of `text` (a string below `key`), or of `key`, or of the table."""
        raise ConfigError([Fault(self.path, message, _line_of(self.path, self.name, key, text))])

    def _get(self, key: str) -> Any:
        if key not in self.values:
            self.fail(f"'{key}' is missing" + (f" in [{self.name}]" if self.name else ""))
        return self.values[key]

    def _table_values(self, key: str) -> Mapping[str, Any]:
        found = self._get(key)
        if not isinstance(found, dict):
            self.fail(f"'{key}' must be a table", key)
        return found


@cache
def load(language: str, name: str) -> Table:
    """The data file `name` (without ".toml") of a language."""
    return read(ROOT / language / f"{name}.toml")


def read(path: Path) -> Table:
    """Any data file; not cached."""
    try:
        return Table(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ConfigError([Fault(path, "the file is missing: put it back from the package")]) from None
    except UnicodeDecodeError:
        raise ConfigError([Fault(path, "is not UTF-8: save it as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise ConfigError([Fault(path, str(error), int(found[1]) if found else None)]) from None


def faults(loaders: Iterable[Callable[[], object]]) -> tuple[Fault, ...]:
    """Run functions that read data files and collect the faults they raise."""
    found: list[Fault] = []
    for loader in loaders:
        try:
            loader()
        except ConfigError as error:
            found.extend(error.faults)
    return tuple(found)


def _line_of(path: Path, table: str, key: str | None, text: str | None) -> int | None:
    """Where a key, or a string after it, stands; None when it cannot be told."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = _find(lines, 0, rf"\s*\[+\s*{re.escape(table)}\s*\]+") if table else 0
    if start is None:
        return None
    if key is None:
        return start + 1 if table else None
    at = _find(lines, start, rf"""\s*(\[+.*\b)?["']?{re.escape(key)}["']?\s*[=\]]""")
    if at is not None and text is not None:
        inside = _find(lines, at, rf""".*["']{re.escape(text)}["']""")
        at = at if inside is None else inside
    return None if at is None else at + 1


def _find(lines: list[str], start: int, pattern: str) -> int | None:
    return next((n for n in range(start, len(lines)) if re.match(pattern, lines[n])), None)
