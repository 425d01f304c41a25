"""The utterance as tokens, and which of them are already part of something."""

import re
from dataclasses import dataclass, field

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.found import Found
from voiceapp.understanding.place.gazetteer import Gazetteer
from voiceapp.understanding.place.lexicon import Lexicon


@dataclass(slots=True)
class Board:
    """`tokens[i]` is text[starts[i]:ends[i]]; "um" and "uh" are none. Finders claim tokens
    by `add`; nobody claims them twice."""

    text: str
    words: Lexicon
    towns: Gazetteer
    tokens: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)
    taken: list[bool] = field(init=False)
    parts: list[tuple[SpanKind | None, int, int]] = field(
        default_factory=list
    )  # kind, first token, end token

    def __post_init__(self) -> None:
        matches = self._said()
        self.tokens = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.taken = [False] * len(matches)

    def _said(self) -> list[re.Match[str]]:
        """The words of the utterance without "um" and without asides such as "what's it called"."""
        said = list(re.finditer(r"\S+", self.text))
        texts, kept, at = [match[0] for match in said], [], 0
        while at < len(said):
            aside = self.words.phrases["words.asides"].at(texts, at)
            if not aside and not self.words.has("words.dropped", texts[at]):
                kept.append(said[at])
            at += aside or 1
        return kept

    def token(self, at: int) -> str:
        """The token at `at`, "" outside the utterance."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else ""

    def __len__(self) -> int:
        return len(self.tokens)

    def is_in(self, name: str, at: int) -> bool:
        """Whether the token at `at` is an entry of the list `name`; False outside the utterance."""
        return 0 <= at < len(self.tokens) and self.words.has(name, self.tokens[at])

    def phrase(self, name: str, at: int) -> int:
        """Length of the longest phrase of list `name` that begins at `at` on free tokens, else 0."""
        length = self.words.phrases[name].at(self.tokens, at)
        return length if length and self.free(at, at + length) else 0

    def phrase_before(self, name: str, end: int) -> int:
        """Length of the longest phrase of list `name` that ends right before `end`, else 0."""
        return self.words.phrases[name].before(self.tokens, end)

    def free(self, start: int, end: int) -> bool:
        return 0 <= start < end <= len(self.tokens) and not any(self.taken[start:end])

    def add(self, kind: SpanKind | None, start: int, end: int) -> None:
        if self.free(start, end):
            self.taken[start:end] = [True] * (end - start)
            self.parts.append((kind, start, end))

    def is_number(self, at: int) -> bool:
        return self.is_in("numbers.digits", at) or self.is_in("numbers.others", at)

    def is_ordinal(self, at: int) -> bool:
        return self.is_in("numbers.ordinals", at)

    def number_end(self, start: int) -> int:
        """End of the run of cardinal number words at `start`; `start` without any.

        "five twenty" is one run, "one hundred and five" too; the "twenty" of "twenty first" is left out.
        """
        end = start
        while self.free(end, end + 1):
            joins = (
                self.tokens[end] == "and" and end > start and self.tokens[end - 1] in ("hundred", "thousand")
            )
            if not self.is_number(end) and not (joins and self.is_number(end + 1)):
                break
            end += 1
        if end > start and self.is_ordinal(end) and self.is_in("numbers.tens", end - 1):
            end -= 1
        return end

    def is_name(self, at: int) -> bool:
        """Whether the token may be a word of a name: free, and no function word, number or filler."""
        if not self.free(at, at + 1) or self.is_number(at):
            return False
        return not any(
            self.is_in(f"words.{name}", at) for name in ("fillers", "determiners", "prepositions", "stop")
        )

    def lead(self, start: int) -> int:
        """First token of the little words that tie the part at `start` in: "right near the …"."""
        at = start
        while at > 0 and not self.taken[at - 1] and (
            self.is_in("words.prepositions", at - 1) or self.is_in("words.determiners", at - 1)
            or self.is_in("crossings.openers", at - 1) or self.is_in("highways.bound", at - 1)
        ):  # fmt: skip
            at -= 1
            if self.tokens[at] in ("on", "at", "in") and not self.is_in("words.leans", at - 1):
                break
        while at < start and self.tokens[at] in ("about", "not", "for", "as", "and", "that"):
            at += 1
        return at

    def without_hesitations(self, said: str) -> str:
        """What is left of the words of a name without the "um" in them."""
        return " ".join(word for word in said.split() if not self.words.has("words.dropped", word))

    def found(self) -> list[Found]:
        """All parts in characters, in the order they were said."""
        return [
            Found(
                kind,
                self.starts[start],
                self.ends[end - 1],
                self.starts[self.lead(start)],
                self.ends[end - 1],
            )
            for kind, start, end in sorted(self.parts, key=lambda part: part[1])
        ]
