"""Hand-written stand-ins for the parts around the ears."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager

from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, AudioFrame, Hypothesis, Pause
from voiceapp.speech.voice_activity import WINDOW_BYTES, VoiceActivity

VOICE = b"\x01\x10" * (FRAME_BYTES // 2)
SILENCE = bytes(FRAME_BYTES)


def spoken(pattern: str) -> list[AudioFrame]:
    """`v`: 20 ms of voice, `.`: 20 ms of silence."""
    return [
        AudioFrame(VOICE if letter == "v" else SILENCE, number * FRAME_SECONDS)
        for number, letter in enumerate(pattern)
    ]


class LoudnessDetector:
    """Takes any sound for a voice."""

    def __init__(self) -> None:
        self.resets = 0

    def score(self, window: bytes) -> float:
        assert len(window) == WINDOW_BYTES
        return 1.0 if any(window) else 0.0

    def reset(self) -> None:
        self.resets += 1


@asynccontextmanager
async def loudness() -> AsyncIterator[VoiceActivity]:
    yield VoiceActivity(LoudnessDetector())


class ScriptedRecognizer:
    """Says `partials` one by one, at each pause or at each frame, then the text; keeps what it was given."""

    name = "scripted"

    def __init__(
        self,
        final: str = "yes",
        *,
        at_pause: Sequence[str] = (),
        at_frames: Sequence[str] = (),
        error: Exception | None = None,
    ) -> None:
        self._final = final
        self._at_pause = list(at_pause)
        self._at_frames = list(at_frames)
        self._error = error
        self.items: list[AudioFrame | Pause] = []
        self.vocabulary: Sequence[str] = ()
        self.closed = False

    async def transcribe(
        self, frames: AsyncIterator[AudioFrame | Pause], *, vocabulary: Sequence[str] = ()
    ) -> AsyncGenerator[Hypothesis, None]:
        self.vocabulary = vocabulary
        try:
            async for item in frames:
                self.items.append(item)
                partials = self._at_pause if isinstance(item, Pause) else self._at_frames
                if partials:
                    yield Hypothesis(partials.pop(0))
            if self._error is not None:
                raise self._error
            yield Hypothesis(self._final, final=True, confidence=0.9)
        finally:
            self.closed = True
