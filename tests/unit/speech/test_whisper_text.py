"""What of Whisper's output is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.speech.whisper_text import (
    WINDOW_MAX,
    WINDOW_MIN,
    Decoded,
    believed,
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
        decoded("Thank you.", logprob=-2.5),
        decoded("Thanks for watching!", logprob=-1.2, no_speech=0.9),
        decoded("..."),
        decoded(" "),
        decoded("♪"),
    ],
)
def test_what_is_made_up_is_not(made_up: Decoded) -> None:
    """Noise gives an empty text, which is asked again, and not a sentence nobody said."""
    assert believed(made_up) == ""


def test_a_hint_read_out_is_not_speech() -> None:
    """Whisper, hearing nothing, repeats what it was prompted with; a word of the hint alone may be real."""
    hint = "车险报案：昨天下午三点半，我在建国路被追尾。"
    assert believed(decoded("昨天下午三点半，我在建国路"), prompt=hint) == ""
    assert believed(decoded("昨天下午"), prompt=hint) == "昨天下午"
