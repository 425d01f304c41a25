"""The second opinion: which known phrasings an utterance is nearest to, by wording and by meaning.

For each cause the three nearest of its phrasings count; one alone may be a chance likeness.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.classify import Opinion
from voiceapp.understanding.cause.lexical import WordingIndex
from voiceapp.understanding.cause.phrasings import Phrasings

Matrix = NDArray[np.float32]

NEAREST = 3
# Measured on the tuning sets (ADR 5).
_FLATTEN = 0.3  # how much directions that all phrasings share are damped
_WORDING = 0.7  # weight of the wording beside the meaning
_SHARPNESS = {True: 30.0, False: 24.0}  # of similarities into shares of 1; with and without meaning


class Embedder(Protocol):
    """Turns texts into vectors whose nearness is nearness in meaning."""

    @property
    def name(self) -> str:
        """Names the model and its version: vectors of one name can be compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row of unit length a text."""
        ...


class MeaningIndex:
    """Phrasings by meaning. `vectors`: one row a phrasing, as the `embedder` made them."""

    def __init__(self, embedder: Embedder, vectors: Matrix) -> None:
        self._embedder = embedder
        self._mean = vectors.mean(axis=0)
        centred = vectors - self._mean
        _, sizes, axes = np.linalg.svd(centred, full_matrices=False)
        keep = sizes > sizes[0] * 1e-3
        self._turn = (axes[keep].T * sizes[keep] ** -_FLATTEN).astype(np.float32)
        self._rows = _unit(centred @ self._turn)

    def similarities(self, text: str) -> Matrix:
        """Cosine of the text with each phrasing, -1…1, in their order."""
        turned = _unit((self._embedder.embed([text]) - self._mean) @ self._turn)
        return np.asarray(self._rows @ turned[0], np.float32)


class NearestPhrasings:
    """A Scorer. `meaning` may lack some or all languages: then the wording decides alone."""

    def __init__(self, phrasings: Sequence[Phrasings], meaning: Mapping[str, MeaningIndex]) -> None:
        self._phrasings = {some.language: some for some in phrasings}
        self._wording = {some.language: WordingIndex(some.texts, some.language) for some in phrasings}
        self._meaning = meaning

    def rank(self, text: str, *, language: str) -> tuple[Opinion, ...]:
        """Every cause, nearest first; the scores are shares of 1. Empty for a language without phrasings."""
        if language not in self._phrasings or not text:
            return ()
        alike = self._wording[language].similarities(text)
        meaning = self._meaning.get(language)
        if meaning is not None:
            alike = np.asarray((meaning.similarities(text) + _WORDING * alike) / (1 + _WORDING), np.float32)
        by_cause: dict[CauseClass, list[float]] = {cause: [] for cause in CauseClass}
        for cause, likeness in zip(self._phrasings[language].causes, alike.tolist(), strict=True):
            by_cause[cause].append(likeness)
        nearness = {cause: sum(sorted(found)[-NEAREST:]) / NEAREST for cause, found in by_cause.items()}
        sharpness = _SHARPNESS[meaning is not None]
        weights = {cause: math.exp(sharpness * near) for cause, near in nearness.items()}
        whole = sum(weights.values())
        opinions = (Opinion(cause, weight / whole) for cause, weight in weights.items())
        return tuple(sorted(opinions, key=lambda opinion: -opinion.score))


def _unit(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
