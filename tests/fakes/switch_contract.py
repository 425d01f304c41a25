"""What every Call must do, whether it is played by a test or by a real Asterisk.

A test class derives from CallContract and gives it a `line` fixture: a call that was just answered, and the
telephone at its other end.
"""

import asyncio
import itertools
import math
import struct
from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

import pytest

from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, SAMPLE_RATE, Audio, Call

T = TypeVar("T")


class Line(Protocol):
    """A call and the caller's end of it."""

    @property
    def call(self) -> Call: ...
    async def says(self, pcm: bytes) -> None:
        """Returns when it was said."""
        ...

    async def presses(self, digits: str) -> None: ...
    async def hangs_up(self) -> None: ...
    def heard_seconds(self) -> float:
        """How much sound (not silence) has come out of the telephone."""
        ...

    async def where(self) -> str:
        """Where the caller is now: "with us", "queue NAME", "next rung", or "gone"."""
        ...


def tone(seconds: float) -> Audio:
    """A loud hum, recognisable behind any codec."""
    samples = (round(12_000 * math.sin(2 * math.pi * 400 * n / SAMPLE_RATE)) for n in range(SAMPLE_RATE))
    second = b"".join(struct.pack("<h", sample) for sample in samples)
    whole = second * math.ceil(seconds)
    return Audio(whole[: round(seconds * SAMPLE_RATE) * 2])


def loudness(pcm: bytes) -> int:
    """The loudest sample."""
    samples: tuple[int, ...] = struct.unpack(f"<{len(pcm) // 2}h", pcm)
    return max(map(abs, samples))


async def soon(items: AsyncIterator[T]) -> T:
    """The next item; it must not take long."""
    async with asyncio.timeout(5):
        return await anext(items)


class CallContract:
    """Derive, and define the fixture `line`."""

    async def test_a_prompt_is_heard_whole_and_play_returns_then(self, line: Line) -> None:
        await line.call.play(tone(1.5))

        assert line.heard_seconds() == pytest.approx(1.5, abs=0.1)

    async def test_a_prompt_of_no_length_is_over_at_once(self, line: Line) -> None:
        async with asyncio.timeout(1):
            await line.call.play(Audio(b""))

    async def test_the_first_frame_is_reported_once_for_each_prompt(self, line: Line) -> None:
        reports: list[str] = []

        await line.call.play(tone(0.1), on_first_frame=lambda: reports.append("first"))
        await line.call.play(tone(1.2), on_first_frame=lambda: reports.append("second"))

        assert reports == ["first", "second"]

    async def test_prompts_started_together_are_heard_one_after_the_other(self, line: Line) -> None:
        order: list[str] = []

        async def play(name: str) -> None:
            await line.call.play(tone(0.3))
            order.append(name)

        async with asyncio.TaskGroup() as group:
            group.create_task(play("one"))
            group.create_task(play("two"))

        assert order == ["one", "two"]
        assert line.heard_seconds() == pytest.approx(0.6, abs=0.1)

    async def test_keys_pressed_while_nobody_listens_wait_for_the_next_listener(self, line: Line) -> None:
        await line.presses("1")
        assert await soon(aiter(line.call.digits())) == "1"

        await line.presses("2#")
        await line.call.play(tone(0.2))

        keys = aiter(line.call.digits())
        assert [await soon(keys), await soon(keys)] == ["2", "#"]

    async def test_frames_are_20_ms_each_and_numbered_without_a_gap(self, line: Line) -> None:
        frames = aiter(line.call.frames())
        await line.says(tone(0.5).pcm)

        heard = [await soon(frames) for _ in range(20)]

        assert {len(frame.pcm) for frame in heard} == {FRAME_BYTES}
        steps = [after.offset - before.offset for before, after in itertools.pairwise(heard)]
        assert steps == pytest.approx([FRAME_SECONDS] * 19)

    async def test_what_the_caller_says_arrives(self, line: Line) -> None:
        frames = aiter(line.call.frames())
        await line.says(tone(0.5).pcm)

        while loudness((await soon(frames)).pcm) < 5_000:
            pass

    async def test_a_new_listener_takes_over_and_the_old_one_ends(self, line: Line) -> None:
        old = aiter(line.call.digits())
        new = aiter(line.call.digits())
        await line.presses("5")

        with pytest.raises(StopAsyncIteration):
            await soon(old)
        assert await soon(new) == "5"

    async def test_when_the_caller_hangs_up_everything_ends(self, line: Line) -> None:
        frames, digits = aiter(line.call.frames()), aiter(line.call.digits())

        await line.hangs_up()

        async with asyncio.timeout(5):
            await line.call.wait_hung_up()
            assert [digit async for digit in digits] == []
            async for _ in frames:
                pass
        with pytest.raises(CallGoneError):
            await line.call.play(tone(0.1))
        with pytest.raises(CallGoneError):
            await line.call.hand_off("claims")
        await line.call.hang_up()

    async def test_a_caller_who_hangs_up_ends_the_prompt_they_were_hearing(self, line: Line) -> None:
        async with asyncio.timeout(5):
            with pytest.raises(CallGoneError):
                await asyncio.gather(line.call.play(tone(30)), line.hangs_up())

    async def test_a_hand_off_brings_the_caller_to_the_queue_and_ends_our_part(self, line: Line) -> None:
        await line.call.hand_off("claims")

        async with asyncio.timeout(5):
            await line.call.wait_hung_up()
        assert await line.where() == "queue claims"
        with pytest.raises(CallGoneError, match="handed off"):
            await line.call.play(tone(0.1))

    async def test_a_queue_name_that_could_be_dialplan_code_is_refused_and_the_call_goes_on(
        self, line: Line
    ) -> None:
        with pytest.raises(SwitchError, match="queue name"):
            await line.call.hand_off("claims,1)\nexten => x")

        await line.call.play(tone(0.1))
        assert await line.where() == "with us"

    async def test_hanging_up_twice_is_hanging_up(self, line: Line) -> None:
        await line.call.hang_up()
        await line.call.hang_up()

        assert await line.where() == "gone"
        async with asyncio.timeout(5):
            await line.call.wait_hung_up()
