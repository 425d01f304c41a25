"""The frames of one utterance on their way to the recogniser."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable

from voiceapp.ports import AudioFrame, Pause


class Tape:
    """Written by the ears, read by one recogniser; endless until `close`.

    While the speaker pauses, frames are held back: the recogniser has nothing to gain from silence, and an
    engine that took the `Pause` for the end keeps its result. They follow when the voice goes on.
    """

    def __init__(self, first: Iterable[AudioFrame]) -> None:
        self._queue: asyncio.Queue[AudioFrame | Pause | None] = asyncio.Queue()
        self._held: deque[AudioFrame] | None = None
        self.frames = 0
        for frame in first:
            self.write(frame)

    def write(self, frame: AudioFrame) -> None:
        self.frames += 1
        if self._held is None:
            self._queue.put_nowait(frame)
        else:
            self._held.append(frame)

    def pause(self) -> None:
        if self._held is None:
            self._held = deque()
            self._queue.put_nowait(Pause())

    def resume(self) -> None:
        held, self._held = self._held, None
        for frame in held or ():
            self._queue.put_nowait(frame)

    def close(self) -> None:
        """No more is coming; what is held back is silence and is dropped."""
        self._queue.put_nowait(None)

    async def read(self) -> AsyncIterator[AudioFrame | Pause]:
        while (item := await self._queue.get()) is not None:
            yield item
