"""Marks the known phrases in an utterance. The same for words (English) and characters (Chinese)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voiceapp.understanding.data import Table


class Tag(StrEnum):
    """What a phrase does; the values name the lists in `answers.toml` (table.list)."""

    FILLER = "fillers.words"
    YES = "yes.strong"
    YES_WEAK = "yes.weak"
    YES_ALONE = "yes.alone"
    NO = "no.strong"
    NOT = "negation.negators"
    RIGHT = "negation.right"
    WRONG = "negation.wrong"
    KNOWN = "negation.known"
    HEARD = "negation.heard"
    OBJECTION = "negation.objection"
    LACK = "negation.lack"
    UNSURE = "unsure.strong"
    UNSURE_WEAK = "unsure.weak"
    REPEAT = "repeat.strong"
    REPEAT_WEAK = "repeat.weak"
    QUESTION = "repeat.question"
    AGENT = "agent.direct"
    ASK = "agent.ask"
    PERSON = "agent.person"
    SOMEBODY = "agent.somebody"
    MACHINE = "agent.machine"
    FIX = "fix.words"
    BUT = "fix.but"
    INSTEAD = "fix.instead_of"
    RESTART = "fix.restart"
    HINT_YES = "hints.yes"
    HINT_NO = "hints.no"
    HINT_UNSURE = "hints.unsure"
    HINT_REPEAT = "hints.repeat"
    HINT_AGENT = "hints.agent"
    NEUTRAL = "neutral.words"
    TOLD = "neutral.told"
    ASSENT = "neutral.tags"


HINTS: Final = frozenset(tag for tag in Tag if tag.value.startswith("hints."))


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens [start, end) and what they do; no tags: words that say something else."""

    start: int
    end: int
    tags: frozenset[Tag]

    def has(self, *tags: Tag) -> bool:
        return not self.tags.isdisjoint(tags)

    @property
    def told(self) -> bool:
        """Whether it is something told rather than a known answer; hints are."""
        return self.tags <= HINTS


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases of a language, by their tokens."""

    by_tokens: Mapping[tuple[str, ...], frozenset[Tag]]
    longest: int

    def tag(self, tokens: Sequence[str]) -> tuple[Piece, ...]:
        """Cut into pieces from left to right, each the longest known phrase; unknown tokens one by one."""
        pieces: list[Piece] = []
        at = 0
        while at < len(tokens):
            size = min(self.longest, len(tokens) - at)
            while size > 1 and tuple(tokens[at : at + size]) not in self.by_tokens:
                size -= 1
            tags = self.by_tokens.get(tuple(tokens[at : at + size]), frozenset())
            pieces.append(Piece(at, at + size, tags))
            at += size
        return tuple(pieces)


def phrases(data: Table, split: "type[str] | None" = None) -> Phrases:
    """Read the lists of `answers.toml`. `split`: None cuts phrases at spaces, `str` into characters."""
    found: dict[tuple[str, ...], set[Tag]] = {}
    for tag in Tag:
        table, _, key = tag.value.partition(".")
        for phrase in data.table(table).strings(key):
            tokens: Iterable[str] = phrase.split() if split is None else phrase
            found.setdefault(tuple(tokens), set()).add(tag)
    return Phrases({tokens: frozenset(tags) for tokens, tags in found.items()}, max(map(len, found)))
