"""A yes that may have been a no is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.answers import answer, settled
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise


@pytest.mark.parametrize(
    ("text", "alternatives", "confidence", "language", "taken"),
    [
        ("对。", (), 0.8, "zh", "对。"),
        ("对。", ("推。",), 0.8, "zh", "对。"),
        ("对。", ("不对。",), 0.8, "zh", ""),
        ("对。对。", (), 0.29, "zh", ""),
        ("不妥。", ("不错。",), 0.24, "zh", "不妥。"),
        ("宝围。", ("宝拉。", "不对。"), 0.4, "zh", "不对。"),
        ("推了。", ("对了。",), 0.5, "zh", "推了。"),
        ("That's true.", ("Not true.",), 0.6, "en", ""),
        ("Yeah, I know.", ("Yeah, no.",), 0.8, "en", ""),
        ("Yes.", ("Yes, sir.",), 0.8, "en", "Yes."),
        ("yes", (), None, "en", "yes"),
        ("That's ride.", ("I want an agent.", "No, I don't think so."), 0.5, "en", "That's ride."),
        ("main street", ("main street again",), 0.9, "en", "main street"),
    ],
)
def test_the_text_to_go_by(
    text: str, alternatives: tuple[str, ...], confidence: float | None, language: str, taken: str
) -> None:
    """A no beside a yes takes the yes away; beside words that mean nothing it is the answer."""
    assert settled(text, alternatives=alternatives, confidence=confidence, language=language) == taken


@given(
    st.lists(st.sampled_from(["对", "不对", "是的", "错了", "普通", "不知道", ""]), min_size=1, max_size=4)
)
def test_a_yes_is_only_taken_when_it_came_first_and_no_no_beside_it(texts: list[str]) -> None:
    """Whatever the recogniser offers, no yes is made of it."""

    def intent(text: str) -> Intent:
        return answer(normalise(text, "zh"), language="zh").intent

    best, *others = texts
    if intent(settled(best, alternatives=others, language="zh")) is Intent.YES:
        assert intent(best) is Intent.YES
        assert Intent.NO not in map(intent, others)
