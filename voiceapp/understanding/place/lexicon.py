"""The word lists of a language (data/<language>/place.toml), read once and kept as sets and phrase tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from voiceapp.understanding.data import Table, load

EXPECTED: dict[str, dict[str, str]] = {
    "en": {
        "words": "asides determiners dropped fillers leans may_open_name prepositions stop",
        "numbers": "digits misheard ordinals others tens",
        "roads": (
            "bare described directions everyday lettered names never_bare not_before_house_number on "
            "types weak_types"
        ),
        "highways": (
            "behind bound counted lettered names parts plain_types prefixes suffix_letters types "
            "weak_prefixes"
        ),
        "markers": "named prefixes",
        "crossings": "joiners openers plain_joiners reaching ties unnamed",
        "landmarks": (
            "afterwards bare_behind bare_heads before_heads brands heads links modifiers never "
            "not_alone not_places_after numbered of_names of_parts openers over_names prepositions "
            "strong_prepositions tails wants_the weak_brands weak_heads"
        ),
        "areas": (
            "abbreviations county_words cues districts never openers states town_cues unknown_cues weak"
        ),
        "corrections": "denials markers",
    },
    "zh": {
        "words": "after after_short dropped fillers lead phrases soft stop units whole",
        "roads": "joins never never_endings not_before types weak_types",
        "crossings": "words",
        "highways": "names never types",
        "markers": "after exits not_after",
        "landmarks": "after_road brands drop gates heads not_after own tails weak_heads",
        "areas": "alone offices types vague weak",
        "corrections": "denials markers",
    },
}
"""The lists the finders use: language → section → their names."""


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
    return lists_of(load(language, "place"), expected=EXPECTED[language])


def lists_of(table: Table, *, expected: Mapping[str, str]) -> Lexicon:
    """The lists of a data file. Raises ConfigError, naming the line, for one that is missing, misspelt or
    no word list. `expected`: section → names of its lists."""
    for section in (*expected, *table.values):
        if section not in (*expected, "second_person"):
            table.fail(f"[{section}] is no section that is known: {', '.join(expected)} are", section)
        found, names = table.table(section), expected.get(section, "").split()
        for name in found.values if section in expected else ():
            if name not in names:
                found.fail(f"'{name}' is no list of [{section}]: {', '.join(names)} are", name)
        for name in names:
            found.strings(name)  # fails when it is missing
    lists = {f"{s}.{n}": table.table(s).strings(n) for s in expected for n in expected[s].split()}
    return Lexicon(
        {name: frozenset(words) for name, words in lists.items()},
        {name: Phrases.of(words) for name, words in lists.items()},
    )
