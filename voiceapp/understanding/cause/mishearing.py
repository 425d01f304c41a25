"""Chinese key words a recogniser wrote with other characters of the same sound are put right: 坠位 → 追尾."""

from collections.abc import Iterable, Mapping
from functools import cache

from voiceapp.understanding import sounds
from voiceapp.understanding.cause.rules import SoundWords


def put_right(text: str, known: SoundWords) -> str:
    """The text with misheard key words replaced; as long as before, so spans stay right.

    A key word already written in the text is not looked for again, and what is part of a written key word or
    of one to keep is not touched. Longer key words go first.
    """
    taken = {
        at
        for word in (*known.words, *known.keep)
        for start in _all(text, word)
        for at in range(start, start + len(word))
    }
    characters = list(text)
    heard = sounds.folded_syllables(text)
    for word in known.forgiving:
        if (span := sounds.find(text, word)) and taken.isdisjoint(range(*span)):
            characters[slice(*span)] = word
            taken.update(range(*span))
    for length, words in _by_length(known.words).items():
        for start in range(len(text) - length + 1):
            place = range(start, start + length)
            meant = words.get(heard[start : start + length])
            if meant is not None and meant not in text and taken.isdisjoint(place):
                characters[start : start + length] = meant
                taken.update(place)
    return "".join(characters)


def _all(text: str, word: str) -> Iterable[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


@cache
def _by_length(keywords: tuple[str, ...]) -> Mapping[int, Mapping[tuple[str, ...], str]]:
    """Key words by length, longest first, each by its sound; of equal sounds the first listed."""
    lengths = sorted({len(word) for word in keywords}, reverse=True)
    return {
        length: {sounds.folded_syllables(word): word for word in reversed(keywords) if len(word) == length}
        for length in lengths
    }
