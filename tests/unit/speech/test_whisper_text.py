"""What of Whisper's output is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.speech.whisper_text import (
    WINDOW_MAX,
    WINDOW_MIN,
    Decoded,
    believed,
    hint,
    rivals,
    token_limit,
    window_seconds,
    without_repeats,
)


@given(st.floats(0.1, 40))
def test_a_window_holds_the_speech_and_some_silence(seconds: float) -> None:
    """Never less than the utterance (up to 30 s), never less than the model needs to find the end."""
    window = window_seconds(seconds)
    assert WINDOW_MIN <= window <= WINDOW_MAX
    assert window >= min(seconds, WINDOW_MAX)


def test_a_long_sentence_has_room_and_a_short_one_no_room_to_loop() -> None:
    """The limit grows with the speech."""
    assert token_limit(1) < 30
    assert token_limit(10) > 100


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("In the parking lot. In the parking lot. In the", "In the parking lot"),
        ("Yes, that's right. Yes, that's right. Yes", "Yes, that's right"),
        ("About 20 minutes ago About 20 minutes ago About", "About 20 minutes ago"),
        ("有没有人受伤或者有没有危险。有没有人受伤或者有没有危险。", "有没有人受伤或者有没有危险"),
        ("no no no", "no no no"),
        ("five five five", "five five five"),
        ("555-555-0142", "555-555-0142"),
        ("on Main Street near Main Street", "on Main Street near Main Street"),
        ("对对对", "对对对"),
        ("A car hit me and then a car hit me", "A car hit me and then a car hit me"),
        ("", ""),
    ],
)
def test_a_loop_is_cut_and_what_people_repeat_is_kept(text: str, once: str) -> None:
    """Only a text that is one long piece over and over is a loop."""
    assert without_repeats(text) == once


@given(st.text(max_size=80))
def test_cutting_never_invents(text: str) -> None:
    """What is left was there, at the beginning."""
    assert text.strip().startswith(without_repeats(text.strip()).strip())


def decoded(text: str, logprob: float = -0.3, no_speech: float = 0.1) -> Decoded:
    return Decoded(text, logprob, no_speech)


def test_a_likely_text_is_believed() -> None:
    """Spaces around it are not part of it."""
    assert believed(decoded(" I want to report an accident. ")) == "I want to report an accident."


@pytest.mark.parametrize(
    "made_up",
    [
        decoded("Thank you.", logprob=-2.5, no_speech=0.3),
        decoded("Thanks for watching!", no_speech=0.9),
        decoded("..."),
        decoded(" "),
        decoded("♪"),
    ],
)
def test_what_is_made_up_is_not(made_up: Decoded) -> None:
    """Noise gives an empty text, which is asked again, and not a sentence nobody said."""
    assert believed(made_up) == ""


def test_a_hint_read_out_is_not_speech() -> None:
    """Whisper, hearing nothing, repeats what it was prompted with, or a piece of it."""
    prompt = "您好，这里是车险报案热线，请讲普通话。"
    assert believed(decoded("请讲普通话"), prompt=prompt) == ""
    assert believed(decoded("您好，"), prompt=prompt) == ""
    assert believed(decoded("车险报案热线请讲"), prompt=prompt) == ""


@pytest.mark.parametrize("said", ["我要报案", "报案", "车险报案", "普通话"])
def test_a_word_that_the_hint_has_too_may_be_an_answer(said: str) -> None:
    """A caller who picks 报案 from a menu is not the prompt."""
    assert believed(decoded(said), prompt="您好，这里是车险报案热线，请讲普通话。") == said


def test_rivals_are_other_texts_nearly_as_likely() -> None:
    """Best first, none twice, none that only differs in its full stop, none that is made up."""
    found = [
        decoded("对。", -0.5),
        decoded("对", -0.6),
        decoded("不对。", -0.7),
        decoded("不对", -0.9),
        decoded("您好，", -0.9),
        decoded("推。", -1.2),
    ]
    assert rivals(found, prompt="您好，请讲。") == ("不对。",)
    assert rivals(found[:1]) == ()
    assert rivals([]) == ()


@pytest.mark.parametrize(
    ("prompt", "vocabulary", "told"),
    [
        ("", (), ""),
        ("您好。", (), "您好。"),
        ("", ("yes", "that's right"), "Yes. That's right."),
        ("A call.", ("no",), "A call. No."),
        ("您好。", ("对", "不对"), "您好。对。不对。"),
    ],
)
def test_expected_phrases_are_told_as_sentences(prompt: str, vocabulary: tuple[str, ...], told: str) -> None:
    """As they are written in the language."""
    assert hint(prompt, vocabulary) == told


def test_not_more_phrases_are_told_than_are_of_use() -> None:
    """A long vocabulary would leave no room for the answer."""
    assert len(hint("", [f"phrase {number}" for number in range(500)])) < 200
