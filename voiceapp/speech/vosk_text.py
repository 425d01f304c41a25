"""What goes into Vosk and comes out of it: phrases for its grammar, words into a sentence. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceapp.ports import Hypothesis

UNKNOWN = "[unk]"  # the word for "something else" in models that have one

_UNSPACED = {"zh", "ja"}


def joined(words: Sequence[str], language: str) -> str:
    """Words to a text: Chinese models put a space between words that nobody writes."""
    if language not in _UNSPACED:
        return " ".join(words)
    text = ""
    for word in words:
        text += " " + word if text and text[-1].isascii() and word[0].isascii() else word
    return text


def known_phrases(vocabulary: Sequence[str], knows: Callable[[str], bool]) -> list[str]:
    """The phrases in words the model has.

    A phrase with a word it has not would be cut down silently, so it is left out whole; a phrase written
    without spaces is cut into the longest words the model knows."""
    phrases: dict[str, None] = {}
    for phrase in vocabulary:
        words = [piece for word in phrase.lower().split() for piece in _pieces(word, knows)]
        if words and "" not in words:
            phrases[" ".join(words)] = None
    return list(phrases)


def merged(expected: Hypothesis, free: Hypothesis, *, sure: bool) -> Hypothesis:
    """One answer of two decoders: `expected` knew only the vocabulary, `free` the whole language.

    `sure`: the former can say "unknown". If it cannot, its choice proves nothing, so there is no confidence.
    """
    if not expected.text or UNKNOWN in expected.text:
        return _without_unknown(free)
    others = (free.text,) if free.text and free.text != expected.text else ()
    confidence = expected.confidence if sure or free.text == expected.text else None
    return replace(expected, confidence=confidence, alternatives=others)


def _without_unknown(hypothesis: Hypothesis) -> Hypothesis:
    words = tuple(word for word in hypothesis.words if word.text != UNKNOWN)
    if len(words) == len(hypothesis.words):
        return hypothesis
    text = " ".join(word for word in hypothesis.text.replace(UNKNOWN, " ").split())
    return replace(hypothesis, text=text, words=words)


def _pieces(word: str, knows: Callable[[str], bool]) -> list[str]:
    """The word itself, or the longest known words it is made of; "" among them where it cannot be cut."""
    if knows(word) or word.isascii():
        return [word if knows(word) else ""]
    pieces = []
    at = 0
    while at < len(word):
        end = next((end for end in range(len(word), at, -1) if knows(word[at:end])), None)
        pieces.append("" if end is None else word[at:end])
        at = at + 1 if end is None else end
    return pieces
