"""Which of two offered things did the caller pick by its place: "the first one"?"""

from functools import cache
from typing import Literal

from voiceapp.understanding import data

Position = Literal[0, 1]


def picked(text: str, *, language: str) -> Position | None:
    """0 for the first, 1 for the second, None when the text (normalised) is no such choice."""
    first, second, around = _phrases(language)
    core = _stripped(text, around, " " if language == "en" else "")
    if core in first:
        return 0
    return 1 if core in second else None


@cache
def _phrases(language: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    table = data.load(language, "choices")
    longest_first = tuple(sorted(table.strings("around"), key=len, reverse=True))
    return frozenset(table.strings("first")), frozenset(table.strings("second")), longest_first


def _stripped(text: str, around: tuple[str, ...], gap: str) -> str:
    """The text without the words around its core, from both ends."""
    while True:
        shorter = text
        for words in around:
            shorter = shorter.removeprefix(words + gap).removesuffix(gap + words)
        if shorter == text:
            return text
        text = shorter
