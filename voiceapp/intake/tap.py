"""The caller's audio for several listeners: the recording gets every frame, a question gets them from a
moment before it began to listen, so that the first syllable of an early answer is not lost."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from voiceapp.errors import StoreError
from voiceapp.logs import get_logger
from voiceapp.ports import FRAME_SECONDS, AudioFrame, Call, RecordingSink

log = get_logger(__name__)

LOOK_BACK = 0.4  # seconds of audio before the moment of listening
_BACKLOG = int(30 / FRAME_SECONDS)


class AudioTap:
    """Reads a call's frames once, for all. `run` must be running while anybody listens."""

    def __init__(self, call: Call, recording: RecordingSink) -> None:
        self._call = call
        self._recording = recording
        self._recent: deque[AudioFrame] = deque(maxlen=int(LOOK_BACK / FRAME_SECONDS))
        self._listener: asyncio.Queue[AudioFrame | None] | None = None
        self._ended = False

    async def run(self) -> None:
        """Until the call's audio ends."""
        try:
            async for frame in self._call.frames():
                self._recent.append(frame)
                if self._listener is not None and not self._listener.full():
                    self._listener.put_nowait(frame)
                await self._record(frame)
        finally:
            self._ended = True
            if self._listener is not None:
                self._listener.put_nowait(None)

    async def _record(self, frame: AudioFrame) -> None:
        try:
            await self._recording.write(frame.pcm)
        except StoreError as error:
            # Said once by the sink. The conversation is worth more than its recording.
            log.error("recording_failed", reason=str(error))

    async def frames(self) -> AsyncIterator[AudioFrame]:
        """Frames from LOOK_BACK seconds ago on; ends with the call. One listener at a time."""
        # One more than is ever filled with frames: the end must always fit.
        listener: asyncio.Queue[AudioFrame | None] = asyncio.Queue(_BACKLOG + 1)
        for frame in self._recent:
            listener.put_nowait(frame)
        if self._ended:
            listener.put_nowait(None)
        self._listener = listener
        try:
            while (frame_or_end := await listener.get()) is not None:
                yield frame_or_end
        finally:
            if self._listener is listener:
                self._listener = None

    def forget(self) -> None:
        """Look back no further than now: what was said until here has been answered."""
        self._recent.clear()
