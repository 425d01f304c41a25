"""The second opinion: what known phrasings an utterance is like, by wording and by meaning.

Two views are added: the three nearest phrasings of each cause (good at odd wording, which is like one
phrasing and no other), and a smooth weighing of all phrasings, fitted so that each is given its own cause
(good at plain wording, which is like many).
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.classify import Opinion
from voiceapp.understanding.cause.lexical import WordingIndex
from voiceapp.understanding.cause.phrasings import Phrasings
from voiceapp.understanding.cause.rules import load

Matrix = NDArray[np.float32]

# Measured on the tuning sets (ADR 5).
_NEAREST = 3  # phrasings of a cause that count in the first view
_FLATTEN = 0.3  # how much directions that all phrasings share are damped
_WORDING = 0.5  # weight of the wording beside the meaning
_REACH = 0.4  # how far a phrasing reaches in the second view
_FORGIVE = 0.1  # how much the fit may miss a phrasing that contradicts its neighbours
_SHARPNESS = {True: 14.0, False: 12.0}  # of nearness into shares of 1; with and without meaning


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

    def among_themselves(self) -> Matrix:
        """Cosine of each phrasing with each."""
        return np.asarray(self._rows @ self._rows.T, np.float32)


class _Views:
    """Both views of one language."""

    def __init__(self, phrasings: Phrasings, meaning: MeaningIndex | None) -> None:
        self._wording = WordingIndex(phrasings.texts, load(phrasings.language))
        self._meaning = meaning
        causes = list(CauseClass)
        self._belongs = np.array([[cause is own for cause in causes] for own in phrasings.causes], np.float32)
        alike = np.stack([self._wording.similarities(text) for text in phrasings.texts])
        if meaning is not None:
            alike = _together(alike, meaning.among_themselves())
        reach = _reach(alike) + _FORGIVE * np.eye(len(alike), dtype=np.float32)
        self._weights = np.linalg.solve(reach, self._belongs).astype(np.float32)

    def shares(self, text: str) -> Mapping[CauseClass, float]:
        alike = self._wording.similarities(text)
        if self._meaning is not None:
            alike = _together(alike, self._meaning.similarities(text))
        own = np.where(self._belongs > 0, alike[:, None], -1.0)
        nearest = np.sort(own, axis=0)[-_NEAREST:].mean(axis=0)
        weighed = _reach(alike) @ self._weights
        sharpness = _SHARPNESS[self._meaning is not None]
        powers = np.exp(sharpness * (nearest + weighed - (nearest + weighed).max()))
        return dict(zip(CauseClass, (powers / powers.sum()).tolist(), strict=True))


class NearestPhrasings:
    """A Scorer. `meaning` may lack some or all languages: then the wording decides alone."""

    def __init__(self, phrasings: Sequence[Phrasings], meaning: Mapping[str, MeaningIndex]) -> None:
        self._views = {some.language: _Views(some, meaning.get(some.language)) for some in phrasings}

    def rank(self, text: str, *, language: str) -> tuple[Opinion, ...]:
        """Every cause, likeliest first. Empty for a language without phrasings and for an empty text."""
        if language not in self._views or not text:
            return ()
        shares = self._views[language].shares(text)
        return tuple(Opinion(cause, shares[cause]) for cause in sorted(shares, key=lambda c: -shares[c]))


def _together(wording: Matrix, meaning: Matrix) -> Matrix:
    return np.asarray((_WORDING * wording + meaning) / (_WORDING + 1.0), np.float32)


def _reach(alike: Matrix) -> Matrix:
    return np.asarray(np.exp((alike - 1.0) / _REACH), np.float32)


def _unit(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
