"""The word lists of a language (data/<language>/place.toml), read once and kept as sets and phrase tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from voiceapp.understanding.data import Table, load


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one or more tokens, found at a position of a token sequence, the longest first."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases":
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            tokens = tuple(phrase.split())
            table.setdefault(tokens[0], []).append(tokens)
        return cls({first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()})

    def at(self, tokens: Sequence[str], start: int) -> int:
        """How many tokens of the longest phrase that begins at `start`; 0 when none does."""
        if not 0 <= start < len(tokens):
            return 0
        for phrase in self.by_first.get(tokens[start], ()):
            if tuple(tokens[start : start + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def before(self, tokens: Sequence[str], end: int, longest: int = 5) -> int:
        """How many tokens of the longest phrase that ends right before `end`; 0 when none does."""
        for length in range(min(longest, end), 0, -1):
            start = end - length
            if tuple(tokens[start:end]) in self.by_first.get(tokens[start], ()):
                return length
        return 0

    def __contains__(self, phrase: str) -> bool:
        tokens = tuple(phrase.split())
        return bool(tokens) and tokens in self.by_first.get(tokens[0], ())


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings found at a position of a text without word boundaries, the longest first."""

    entries: frozenset[str]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> "Strings":
        entries = frozenset(entry for entries in lists for entry in entries)
        return cls(entries, tuple(sorted({len(entry) for entry in entries}, reverse=True)))

    def at(self, text: str, start: int, end: int | None = None) -> int:
        """Length of the longest entry that begins at `start` and ends not beyond `end`; 0 without."""
        limit = len(text) if end is None else end
        for length in self.lengths:
            if start + length <= limit and text[start : start + length] in self.entries:
                return length
        return 0

    def before(self, text: str, end: int, start: int = 0) -> int:
        """Length of the longest entry that ends right before `end` and begins not before `start`."""
        for length in self.lengths:
            if end - length >= start and text[end - length : end] in self.entries:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists of one language by "section.list": as sets of entries, and as phrases of tokens."""

    sets: dict[str, frozenset[str]]
    phrases: dict[str, Phrases]

    def has(self, name: str, entry: str) -> bool:
        return entry in self.sets[name]


@cache
def lexicon(language: str) -> Lexicon:
    """The shipped lists of `language` ("en" or "zh"). Raises ConfigError when the file is wrong."""
    return lists_of(load(language, "place"))


def lists_of(table: Table) -> Lexicon:
    """Every list of every section. Raises ConfigError, naming the line, for anything that is no word list."""
    sections = [section for section in table.values if section != "second_person"]
    lists = {f"{s}.{name}": words for s in sections for name, words in table.lists(s).items()}
    return Lexicon(
        {name: frozenset(words) for name, words in lists.items()},
        {name: Phrases.of(words) for name, words in lists.items()},
    )
