"""The notation in which the data files write phrasings, and its expansion into plain sequences.

    [the] day before (yesterday|last)      a part in [] may be missing, one of the parts in (a|b) is said
    {weekday} of last week                 {kind} stands for any weekday, number, clock time …
    {first:clock} or {second:clock}        {name:kind} when the same kind comes twice

English is written with spaces between words; Chinese without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

LARGEST = 2000  # sequences one phrasing may stand for: a slip of the pen must not eat the memory


class NotationError(Exception):
    """A phrasing is not written as the notation wants it; the message says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for something of a kind, bound to `name`."""

    name: str
    kind: str


Element = str | Slot
Sequence = tuple[Element, ...]


def expand(phrasing: str, split: Callable[[str], list[str]]) -> tuple[Sequence, ...]:
    """Every plain sequence a phrasing stands for. `split` cuts literal text into tokens."""
    reader = _Reader(phrasing, split)
    sequences = reader.alternatives(closing="")
    if not all(sequences):
        raise NotationError(f"'{phrasing}' may be said without a single word: put something outside the []")
    return sequences


@dataclass
class _Reader:
    text: str
    split: Callable[[str], list[str]]
    at: int = 0

    def alternatives(self, closing: str) -> tuple[Sequence, ...]:
        found: list[Sequence] = list(self.sequence(closing))
        while self.at < len(self.text) and self.text[self.at] == "|":
            if not closing:
                raise NotationError(f"'{self.text}' has a | outside of ( )")
            self.at += 1
            found.extend(self.sequence(closing))
        if closing and not self._take(closing):
            raise NotationError(f"'{self.text}' lacks a {closing}")
        return tuple(dict.fromkeys(found))

    def sequence(self, closing: str) -> tuple[Sequence, ...]:
        pieces: list[tuple[Sequence, ...]] = []
        size = 1
        while self.at < len(self.text) and self.text[self.at] not in (closing or " ") + "|":
            pieces.append(self._piece())
            self._skip_spaces()
            size *= len(pieces[-1])
            if size > LARGEST:
                raise NotationError(f"'{self.text}' stands for more than {LARGEST} phrases: split it up")
        if self.at < len(self.text) and self.text[self.at] in "])" and not closing:
            raise NotationError(f"'{self.text}' has a {self.text[self.at]} too many")
        return tuple(tuple(element for part in parts for element in part) for parts in product(*pieces))

    def _piece(self) -> tuple[Sequence, ...]:
        if self._take("["):
            return (*self.alternatives("]"), ())
        if self._take("("):
            return self.alternatives(")")
        if self._take("{"):
            end = self.text.find("}", self.at)
            if end < 0:
                raise NotationError(f"'{self.text}' lacks a }}")
            name, _, kind = self.text[self.at : end].partition(":")
            self.at = end + 1
            return ((Slot(name, kind or name),),)
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in "[](){}|":
            self.at += 1
        if self.at == start:
            raise NotationError(f"'{self.text}' has a {self.text[start]} too many")
        return (tuple(self.split(self.text[start : self.at])),)

    def _take(self, char: str) -> bool:
        if self.at < len(self.text) and self.text[self.at] == char:
            self.at += 1
            self._skip_spaces()
            return True
        return False

    def _skip_spaces(self) -> None:
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
