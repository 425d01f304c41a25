"""What the robot heard, in words, by the largest Whisper model there is; and how alike two texts are.

The small English model that serves calls is not good enough to judge by: of claim numbers read out it gets
one in four wrong, where the next larger one gets all right.
"""

import difflib
import re
from functools import cache
from typing import Any

import numpy as np

from voiceapp.errors import ModelError
from voiceapp.instance.paths import cache_folder
from voiceapp.speech.joining import prepared
from voiceapp.speech.models import Model, find

_DIGITS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip


@cache
def _model(language: str) -> Any:
    from faster_whisper import WhisperModel

    cache = cache_folder()
    models = [prepared(model, cache) for model in find(cache / "models", cache) if fits(model, language)]
    if not models:
        raise ModelError("no Whisper model to write down what was heard: scripts/setup installs one")
    best = max(models, key=lambda model: (model.path / "model.bin").stat().st_size)
    return WhisperModel(str(best.path), device="cpu", compute_type="int8", cpu_threads=2)


def fits(model: Model, language: str) -> bool:
    return model.engine == "whisper" and model.ready and model.serves(language)


def transcribed(pcm: bytes, *, language: str = "en") -> str:
    """The words in 16 kHz audio. Blocking: about a second for a sentence."""
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
    segments, _ = _model(language).transcribe(
        samples, language=language, beam_size=1, condition_on_previous_text=False
    )
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
