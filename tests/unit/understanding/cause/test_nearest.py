"""The second opinion, by wording alone and with a meaning."""

from collections.abc import Sequence

import numpy as np
import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.nearest import Matrix, MeaningIndex, NearestPhrasings
from voiceapp.understanding.cause.phrasings import Phrasings

SAID = Phrasings(
    "en",
    (
        "a deer ran out",
        "a dog ran out",
        "a cow stood there",
        "my van was stolen",
        "thieves took it",
        "they robbed me",
    ),
    (CauseClass.ANIMAL,) * 3 + (CauseClass.THEFT,) * 3,
)


class Synonyms:
    """An embedder that knows two meanings: beasts and thieving."""

    name = "synonyms 1"

    def embed(self, texts: Sequence[str]) -> Matrix:
        beasts = ("deer", "dog", "cow", "bambi")
        rows = [
            [1.0, 0.1 * (len(text) % 3)] if any(b in text for b in beasts) else [0.1 * (len(text) % 3), 1.0]
            for text in texts
        ]
        found = np.array(rows, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture
def by_wording() -> NearestPhrasings:
    return NearestPhrasings([SAID], {})


def test_shares_add_up_to_one_over_all_causes_and_the_likeliest_is_first(
    by_wording: NearestPhrasings,
) -> None:
    """Every cause gets a share; the one whose phrasings are nearest leads."""
    opinions = by_wording.rank("a deer ran over my van", language="en")
    assert len(opinions) == len(CauseClass)
    assert sum(opinion.score for opinion in opinions) == pytest.approx(1.0)
    assert opinions[0].cause is CauseClass.ANIMAL


def test_meaning_finds_what_shares_no_word(by_wording: NearestPhrasings) -> None:
    """A word no phrasing has is nearer to its cause with an embedder than without."""
    meaning = MeaningIndex(Synonyms(), Synonyms().embed(SAID.texts))
    both = NearestPhrasings([SAID], {"en": meaning})
    assert both.rank("bambi", language="en")[0].cause is CauseClass.ANIMAL
    share = {opinion.cause: opinion.score for opinion in both.rank("bambi", language="en")}
    before = {opinion.cause: opinion.score for opinion in by_wording.rank("bambi", language="en")}
    assert share[CauseClass.ANIMAL] > before[CauseClass.ANIMAL]


def test_it_has_nothing_to_say_about_silence_or_a_language_it_lacks(by_wording: NearestPhrasings) -> None:
    """Then the rules decide alone."""
    assert by_wording.rank("", language="en") == ()
    assert by_wording.rank("追尾", language="zh") == ()
