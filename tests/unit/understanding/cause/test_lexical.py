"""Likeness of wording."""

import numpy as np

from voiceapp.understanding.cause.lexical import WordingIndex
from voiceapp.understanding.cause.rules import load


def test_the_same_words_are_most_alike_and_other_words_less() -> None:
    """A phrasing is wholly like itself, partly like its variation, hardly like another."""
    index = WordingIndex(["my tires were slashed", "a deer ran out", "the pipe burst"], load("en"))
    assert np.isclose(index.similarities("a deer ran out")[1], 1.0)
    varied = index.similarities("somebody slashed one tire")
    assert varied.argmax() == 0


def test_an_animal_nobody_named_is_like_another_animal() -> None:
    """The word lists of the rules make unknown members of a list alike."""
    index = WordingIndex(["a deer ran out", "a pipe broke", "a car braked"], load("en"))
    assert index.similarities("an antelope")[0] > 0


def test_misheard_characters_are_alike_by_their_sound() -> None:
    """坠位 shares no character with 追尾 but every sound."""
    index = WordingIndex(["我被追尾了", "家里漏水了"], load("zh"))
    alike = index.similarities("坠位")
    assert alike[0] > alike[1]


def test_an_unknown_text_is_like_nothing() -> None:
    """No shared feature is likeness nought, no division by nought."""
    index = WordingIndex(["a deer ran out", "the pipe burst"], load("en"))
    assert index.similarities("qqqq").tolist() == [0.0, 0.0]
