"""What the robot heard, in words: Whisper's small English model, and how alike two texts are."""

import difflib
import re
from functools import cache
from typing import Any

import numpy as np

from voiceapp.instance.paths import cache_folder
from voiceapp.speech.choosing import choose
from voiceapp.speech.joining import prepared
from voiceapp.speech.models import find

_DIGITS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip


@cache
def _model(language: str) -> Any:
    from faster_whisper import WhisperModel

    cache = cache_folder()
    chosen = prepared(choose(language, find(cache / "models", cache), engine="whisper").model, cache)
    return WhisperModel(str(chosen.path), device="cpu", compute_type="int8", cpu_threads=2)


def transcribed(pcm: bytes, *, language: str = "en") -> str:
    """The words in 16 kHz audio. Blocking: about a second for a sentence."""
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
    segments, _ = _model(language).transcribe(samples, language=language, beam_size=1)
    return " ".join(segment.text.strip() for segment in segments)


def words(text: str) -> list[str]:
    """Small words without punctuation; digits one by one, however they are written."""
    found = re.findall(r"[a-z']+|[0-9]", text.lower())
    return [_DIGITS.get(word, word) for word in found]


def digits(text: str) -> str:
    """All digits of a text, in order, spelled out or not."""
    return "".join(word for word in words(text) if word.isdigit())


def likeness(heard: str, said: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same order)."""
    return difflib.SequenceMatcher(None, words(heard), words(said), autojunk=False).ratio()
