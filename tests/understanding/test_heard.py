"""What recognisers really wrote of recorded and spoken sentences, and what had been said: it means the same."""

import pytest

from tests.understanding.predicting import predictor

HEARD = [
    ("time", "en", "yesterday I rebelled half past three", "yesterday at half past three"),
    ("time", "en", "This morning, at recorded past eight.", "this morning at a quarter past eight"),
    ("time", "en", "All 745 this morning.", "at seven forty five this morning"),
    ("time", "en", "that's 4 o'clock", "it was at four o'clock"),
    ("time", "en", "Last night I think around 10", "last night i think around ten"),
]


@pytest.mark.parametrize(("kind", "language", "heard", "said"), HEARD)
def test_what_was_heard_means_what_was_said(kind: str, language: str, heard: str, said: str) -> None:
    """A recogniser errs the same way again and again; where nothing else can be meant it is put right."""
    asked = {"ask": "phone" if kind == "number" else "none"}
    understand = predictor(kind)
    meant = understand({"utterance": said, **asked}, language)
    assert meant is not None
    assert understand({"utterance": heard, **asked}, language) == meant
