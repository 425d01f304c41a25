"""How a place is read back: the caller's own words, in the second person, without "um"."""

import re
from functools import cache
from re import Match

from voiceapp.claims.loss import LossPlace, SpanKind
from voiceapp.understanding.data import load
from voiceapp.understanding.place.lexicon import lexicon


def spoken(place: LossPlace, *, language: str) -> str:
    """The words of `place` as a prompt says them: "outside my house" → "outside your house", 我家 → 您家.

    Named parts stay as they are: "i ninety four" is a highway and no person.
    """
    kept = [span.text for span in place.spans if span.kind is SpanKind.HIGHWAY]
    pieces = _split(place.words, kept)
    said = "".join(piece if named else _second_person(piece, language) for named, piece in pieces)
    return _without_fillers(said, language)


def _split(words: str, kept: list[str]) -> list[tuple[bool, str]]:
    """`words` cut at the names in `kept`: (whether it is one, text)."""
    if not kept:
        return [(False, words)]
    names = "|".join(re.escape(name) for name in sorted(kept, key=len, reverse=True))
    return [(at % 2 == 1, piece) for at, piece in enumerate(re.split(rf"({names})", words))]


def _second_person(text: str, language: str) -> str:
    pattern, table = _persons(language)
    return pattern.sub(lambda match: _addressed(match, table), text)


def _addressed(match: Match[str], table: dict[str, str]) -> str:
    return table[match[0]]


@cache
def _persons(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = load(language, "place").mapping("second_person")
    longest_first = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    edge = "" if language == "zh" else r"(?<![\w'])", "" if language == "zh" else r"(?![\w'])"
    return re.compile(f"{edge[0]}(?:{longest_first}){edge[1]}"), table


def _without_fillers(text: str, language: str) -> str:
    """Without "um" and "uh", and without those of Mandarin that stand at the beginning."""
    fillers = lexicon(language).sets["words.dropped"]
    if language != "zh":
        return " ".join(word for word in text.split() if word not in fillers)
    found = "|".join(map(re.escape, sorted(fillers, key=len, reverse=True)))
    return re.sub(rf"^(?:{found})+", "", text)
