"""Telling prompts from pauses."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest

from tests.robot.hearing import Hearing
from tests.robot.sounds import silence, speech_bounds
from voiceapp.ports import FRAME_BYTES, Audio, AudioFrame

LOUD = (np.ones(FRAME_BYTES // 2, "<i2") * 5_000).tobytes()
QUIET = bytes(FRAME_BYTES)


class Wire:
    """Frames as the test sends them."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def frames(self) -> AsyncIterator[AudioFrame]:
        while (pcm := await self._frames.get()) is not None:
            yield AudioFrame(pcm, 0.0)

    def send(self, *frames: bytes | None) -> None:
        for frame in frames:
            self._frames.put_nowait(frame)


async def test_a_prompt_is_sound_followed_by_quiet() -> None:
    wire, hearing = Wire(), Hearing()
    async with asyncio.TaskGroup() as group:
        group.create_task(hearing.run(wire.frames()))
        wire.send(QUIET, LOUD, LOUD, QUIET)
        prompt = await hearing.prompt(patience=5)
        assert prompt.pcm == LOUD + LOUD + QUIET
        wire.send(None)


async def test_a_hang_up_in_the_middle_of_a_prompt_ends_it_and_the_next_never_comes() -> None:
    wire, hearing = Wire(), Hearing()
    async with asyncio.TaskGroup() as group:
        group.create_task(hearing.run(wire.frames()))
        wire.send(LOUD)
        await hearing.sound(patience=5)
        wire.send(None)
        assert (await hearing.prompt(patience=5)).pcm == LOUD
        with pytest.raises(EOFError):
            await hearing.prompt(patience=5)


async def test_who_hears_nothing_loses_patience() -> None:
    hearing = Hearing()
    with pytest.raises(TimeoutError):
        await hearing.prompt(patience=0.01)


def test_where_speech_begins_and_ends_in_a_recording() -> None:
    audio = Audio(silence(0.1).pcm + LOUD * 5 + silence(0.2).pcm)
    assert speech_bounds(audio) == pytest.approx((0.1, 0.2))
