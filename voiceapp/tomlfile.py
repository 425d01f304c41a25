"""TOML with line numbers, so that what is wrong in a file can be told with the line it is on.

The standard library's parser decides what the file says; it forgets where. A scan of the text finds the
lines again: it follows table headers, keys and multi-line strings, and lets the same parser read each key,
so the two cannot disagree on what a key is. Keys inside inline tables have the line of the whole value.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceapp.errors import Fault

KeyPath = tuple[str | int, ...]
"""Where a value is: `("lines", 0, "extension")` is the extension of the first `[[lines]]`."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<key>{_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*(?P<key>{_DOTTED})[ \t]*=")
_STRING_OR_COMMENT = re.compile(
    r"""(?P<long>\"{3}|'{3})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?P<comment>\#.*)|(?P<bracket>[\[\]])"""
)
_CLOSING = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""+', re.DOTALL), "'''": re.compile(r"(?s:.*?)'''+")}
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and on which line it says each thing (counting from 1)."""

    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, *path: str | int) -> int | None:
        """The line of the value at `path`; when it is not in the file, that of the table it would be in."""
        for end in range(len(path), 0, -1):
            if (found := self.lines.get(path[:end])) is not None:
                return found
        return None


def parse(text: str, path: Path) -> Document | Fault:
    """Read `text`; `path` only names it in the fault that a mistake in the syntax gives."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT_LINE.search(message)
        line = int(at[1]) if at else text.count("\n") + 1  # "at end of document"
        return Fault(path, f"not TOML: {_AT_LINE.sub('', message)}", line)
    return Document(data, _lines(text))


def _lines(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}  # how many `[[x]]` there were of each x
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            table = _inside_last(_keys(header["key"]), counts)
            if header["open"] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                lines.setdefault(table, number)
                table = (*table, index)
            lines.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            keys = _keys(assignment["key"])
            for end in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:end]), number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each line that begins a statement, with its number: not those within a long string or an array."""
    position, number = 0, 1
    while position < len(text):
        end = _end_of_statement(text, position)
        statement = text[position:end]
        yield number, statement
        number += statement.count("\n")
        position = end


def _end_of_statement(text: str, position: int) -> int:
    """Just behind the line break that ends the statement beginning at `position`."""
    depth = 0
    while True:
        newline = text.find("\n", position)
        if newline < 0:
            newline = len(text)
        token = _STRING_OR_COMMENT.search(text, position, newline)
        if token is None:
            if depth <= 0 or newline == len(text):
                return min(newline + 1, len(text))
            position = newline + 1
        elif token["long"]:
            closing = _CLOSING[token["long"]].match(text, token.end())
            position = closing.end() if closing else len(text)
        else:
            if token["bracket"]:
                depth += 1 if token["bracket"] == "[" else -1
            position = token.end()


def _inside_last(keys: tuple[str, ...], counts: Mapping[KeyPath, int]) -> KeyPath:
    """`[a.b]` after `[[a]]` belongs to the last a. The last key of `keys` gets no index."""
    path: KeyPath = ()
    for depth, key in enumerate(keys):
        path = (*path, key)
        if depth < len(keys) - 1 and path in counts:
            path = (*path, counts[path] - 1)
    return path


def _keys(dotted: str) -> tuple[str, ...]:
    """The names in `a."b c".d`, read by the parser itself."""
    names: list[str] = []
    inner: Any = tomllib.loads(f"{dotted} = 0")
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)
