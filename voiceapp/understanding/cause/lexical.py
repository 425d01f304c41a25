"""How alike the wording of an utterance and of known phrasings is: words and their parts, weighted by rarity.

Needs no model. Parts of words forgive endings and misheard words; in Chinese, characters and their sounds do.
The word lists of the rules count too: an animal no phrasing names is still an <animal>.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voiceapp.understanding.cause.rules import CauseRules
from voiceapp.understanding.sounds import folded_syllables

Vector = NDArray[np.float32]

_PART = 4  # letters of a part of a word


class WordingIndex:
    """Phrasings by their features; made once, asked often (0.2 ms each)."""

    def __init__(self, texts: Sequence[str], rules: CauseRules) -> None:
        self._rules = rules
        self._size = len(texts)
        features = [_features(text, rules) for text in texts]
        seen = Counter(feature for some in features for feature in some)
        self._weight = {feature: math.log(len(texts) / count) for feature, count in seen.items()}
        columns: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, some in enumerate(features):
            length = self._length(some) or 1.0
            for feature in some:
                columns[feature].append((row, self._weight[feature] / length))
        self._columns = {
            feature: (
                np.array([row for row, _ in cells]),
                np.array([value for _, value in cells], np.float32),
            )
            for feature, cells in columns.items()
        }

    def similarities(self, text: str) -> Vector:
        """Cosine of the text with each phrasing, 0…1, in their order."""
        features = _features(text, self._rules)
        found = np.zeros(self._size, np.float32)
        for feature in features:
            if (column := self._columns.get(feature)) is not None:
                rows, values = column
                found[rows] += values * self._weight[feature]
        length = self._length(features)
        return found / np.float32(length) if length else found

    def _length(self, features: set[str]) -> float:
        return math.sqrt(sum(self._weight.get(feature, 0.0) ** 2 for feature in features))


def _features(text: str, rules: CauseRules) -> set[str]:
    prepared = rules.unit.prepare(text)
    named = {f"<{name}>" for name, words in rules.words.items() if words.search(prepared)}
    return named | (_english(text) if rules.unit.words else _chinese(text))


def _english(text: str) -> set[str]:
    words = ["^", *text.split(), "$"]
    found = set(words) | {f"{one} {two}" for one, two in pairwise(words)}
    for word in words:
        framed = f"<{word}>"
        found.update(framed[start : start + _PART] for start in range(max(1, len(framed) - _PART + 1)))
    return found


def _chinese(text: str) -> set[str]:
    characters = ["^", *text, "$"]
    sounds = ["^", *folded_syllables(text), "$"]
    found = set(characters)
    for units, mark in ((characters, ""), (sounds, "~")):
        found.update(mark + one + two for one, two in pairwise(units))
    return found
