"""What the robot hears: prompts, as stretches of sound between stretches of quiet."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import numpy as np

from tests.robot.sounds import LOUD
from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, AudioFrame

CUT_SHORT = 0.3  # seconds of quiet that end one which was talked over
QUIET_AFTER = 0.9  # seconds of quiet that end a prompt; pauses between its sentences are shorter


@dataclass(frozen=True, slots=True)
class Prompt:
    """One stretch of sound: when its first and last loud frame arrived (monotonic), and the audio."""

    began_at: float
    ended_at: float
    pcm: bytes


@dataclass(slots=True)
class Hearing:
    """Listens to a call. `run` must be running."""

    prompts: list[Prompt] = field(default_factory=list)
    _began_at: float | None = None
    _loud_at: float = 0.0
    _pcm: bytearray = field(default_factory=bytearray)
    _timeline: bytearray = field(default_factory=bytearray)
    _started_at: float = field(default_factory=time.monotonic)
    _loud: asyncio.Event = field(default_factory=asyncio.Event)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, frames: AsyncIterator[AudioFrame]) -> None:
        """Until the call's audio ends."""
        try:
            async for frame in frames:
                self._heard(frame.pcm)
        finally:
            self._finish_prompt()
            self._over.set()
            self._loud.set()

    def _heard(self, pcm: bytes) -> None:
        now = time.monotonic()
        self._keep(pcm, now)
        samples = np.frombuffer(pcm, "<i2").astype(np.float64)
        loud = bool(np.sqrt(np.mean(samples**2)) > LOUD) if len(samples) else False
        if self._began_at is not None and now - self._loud_at > QUIET_AFTER:
            self._finish_prompt()
        if loud:
            if self._began_at is None:
                self._began_at = now
            self._loud_at = now
            self._loud.set()
        if self._began_at is not None:
            self._pcm += pcm

    def _keep(self, pcm: bytes, now: float) -> None:
        """Nothing is sent while the line is silent: fill the gap, so that the recording keeps time."""
        missing = int((now - self._started_at) / FRAME_SECONDS) - len(self._timeline) // FRAME_BYTES
        if missing > 2:
            self._timeline += bytes(missing * FRAME_BYTES)
        self._timeline += pcm

    def _finish_prompt(self) -> None:
        if self._began_at is not None:
            self.prompts.append(Prompt(self._began_at, self._loud_at, bytes(self._pcm)))
        self._began_at = None
        self._pcm = bytearray()
        self._loud.clear()

    async def prompt(self, *, patience: float = 30.0) -> Prompt:
        """Wait until a prompt has been heard to its end; TimeoutError after `patience` seconds without one,
        EOFError when the call ends first."""
        await self.sound(patience=patience)
        while (began := self._began_at) is not None:
            left = self._loud_at + QUIET_AFTER - time.monotonic()
            if left <= 0:
                self._finish_prompt()
                break
            # Quiet is the absence of events: wait out what is left of it, unless the call ends.
            try:
                async with asyncio.timeout(left):
                    await self._over.wait()
            except TimeoutError:
                continue
            if self._began_at == began:
                self._finish_prompt()
        return self.prompts[-1]

    async def sound(self, *, patience: float = 30.0) -> float:
        """Wait for the first loud frame of the next prompt; when it arrived (monotonic)."""
        async with asyncio.timeout(patience):
            await self._loud.wait()
        if self._began_at is None:
            raise EOFError("the hotline hung up")
        return self._began_at

    def close(self) -> None:
        """Count the prompt as ended if it has fallen silent: somebody spoke meanwhile."""
        if time.monotonic() - self._loud_at > CUT_SHORT:
            self._finish_prompt()

    @property
    def loud_at(self) -> float:
        """When the last loud frame arrived (monotonic)."""
        return self._loud_at

    async def wait_over(self, *, patience: float = 60.0) -> None:
        """Wait until the other side hung up."""
        async with asyncio.timeout(patience):
            await self._over.wait()

    @property
    def over(self) -> bool:
        return self._over.is_set()

    @property
    def everything(self) -> bytes:
        """All that was heard since the answer, with its silences."""
        return bytes(self._timeline)
