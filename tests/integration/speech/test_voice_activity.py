"""The real voice detectors: speech is voice, noise is not, and both packages agree."""

import asyncio

import numpy as np
import pytest

from tests.integration.speech.recordings import noise, recording, silence, texts
from voiceapp.ports import FRAME_BYTES, SAMPLE_RATE
from voiceapp.speech import audio
from voiceapp.speech.voice_activity import (
    Detector,
    DetectorPool,
    LiteDetector,
    PortableDetector,
    VoiceActivity,
    best_detector,
)

DETECTORS = (LiteDetector, PortableDetector)


def tones(*hertz: float, seconds: float = 3.0) -> bytes:
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    chord = sum(np.sin(2 * np.pi * one * time) for one in hertz) / len(hertz) * 0.5
    return audio.to_pcm(np.asarray(chord, dtype=np.float32))


NOT_SPEECH = {
    "nothing": silence(3),
    "hiss": noise(3),
    "loud hiss": noise(3, level_db=-6),
    "a key": tones(697, 1209),
    "a horn": tones(420, 500, 840, 1000),
    "a ringing tone": tones(425),
}


def scores(detector: Detector, pcm: bytes) -> list[float]:
    voice = VoiceActivity(detector)
    return [voice.hear(pcm[at : at + FRAME_BYTES]) for at in range(0, len(pcm), FRAME_BYTES)]


@pytest.mark.parametrize("make", DETECTORS)
@pytest.mark.parametrize("name", sorted(texts()))
def test_speech_is_voice(make: type[Detector], name: str) -> None:
    """Most of each recorded caller, and nothing of the silence before and after."""
    heard = scores(make(), recording(name, before=0.6, after=0.6))
    assert np.mean([score > 0.5 for score in heard[30:-30]]) > 0.7
    assert max(heard[:28]) < 0.5
    assert max(heard[-15:]) < 0.5


@pytest.mark.parametrize("make", DETECTORS)
@pytest.mark.parametrize("name", sorted(NOT_SPEECH))
def test_noise_is_not(make: type[Detector], name: str) -> None:
    """Hiss, keys, horns and tones, at any loudness."""
    assert max(scores(make(), NOT_SPEECH[name])) < 0.5


def test_the_quicker_detector_is_taken() -> None:
    """Both are installed here."""
    assert best_detector() is LiteDetector


async def test_detectors_are_used_again_without_remembering() -> None:
    """The next call is judged as by a new detector."""
    made: list[Detector] = []

    def make() -> Detector:
        made.append(LiteDetector())
        return made[-1]

    pool = DetectorPool(make)
    await pool.warm(1)
    pcm = recording("en_jm_kumo_yes_short")
    results = []
    for _ in range(2):
        async with pool.borrow() as voice:
            results.append([voice.hear(pcm[at : at + FRAME_BYTES]) for at in range(0, 32_000, FRAME_BYTES)])
    assert results[0] == results[1]
    assert len(made) == 1


async def test_as_many_detectors_as_calls() -> None:
    """Two calls at once never share one."""
    pool = DetectorPool(LiteDetector)
    await pool.warm(1)
    async with pool.borrow() as one, pool.borrow() as other:
        assert one is not other
        await asyncio.sleep(0)
