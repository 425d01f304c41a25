"""A telephone exchange in memory: the Switch and Call ports, played by a test.

    switch = FakeSwitch()
    call = switch.ring(extension="100")      # a caller rings
    async with aclosing(switch.calls()) as calls: ...   # the code under test takes the call
    call.say(pcm); call.press("1"); call.leave()        # what the caller does
    call.played, call.queue, call.state                 # what became of it

Prompts are heard at once, unless `seconds_per_second` says how long a second of audio takes (1.0: as long as
on a telephone), or `call.hold_prompts()` lets the current one last until `call.release_prompts()`.
"""

import asyncio
import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from voiceapp.claims.incident import CallId
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, Audio, AudioFrame, Call, CallerInfo, Digit
from voiceapp.telephony.names import as_digit, checked_queue
from voiceapp.telephony.streams import Stream


class CallState(StrEnum):
    """What became of a call."""

    RINGING = "ringing"  # nobody entered its context manager yet
    LIVE = "live"
    CALLER_LEFT = "caller left"
    HUNG_UP = "hung up"  # by us
    HANDED_OFF = "handed off"
    RETURNED = "returned"  # left with the caller still there: the next rung of the ladder has it


@dataclass(frozen=True, slots=True)
class Played:
    """A prompt. `whole`: heard to the end; else cut off by barge-in or the end of the call."""

    audio: Audio
    whole: bool


class FakeCall:
    """A Call whose caller is the test."""

    def __init__(self, call_id: CallId, info: CallerInfo, *, seconds_per_second: float) -> None:
        self._id = call_id
        self._info = info
        self._seconds_per_second = seconds_per_second
        self._frames: Stream[AudioFrame] = Stream(longest=None)
        self._digits: Stream[Digit] = Stream(longest=None)
        self._frames_said = 0
        self._over = asyncio.Event()
        self._playing = asyncio.Lock()
        self._released = asyncio.Event()
        self._released.set()
        self._changed = asyncio.Event()
        self._fault: SwitchError | None = None
        self.state = CallState.RINGING
        self.queue: str | None = None
        self.played: list[Played] = []
        self.playing: Audio | None = None

    # --- what the caller and the network do

    def say(self, pcm: bytes) -> None:
        """The caller's voice arrives, all at once; an incomplete last frame is filled with silence."""
        for start in range(0, len(pcm), FRAME_BYTES):
            frame = pcm[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
            self._frames.put(AudioFrame(frame, self._frames_said * FRAME_SECONDS))
            self._frames_said += 1

    def press(self, digits: str) -> None:
        """The caller presses keys; what is no key is ignored, as Asterisk's driver does."""
        for digit in digits:
            if (key := as_digit(digit)) is not None:
                self._digits.put(key)

    def leave(self) -> None:
        """The caller hangs up."""
        self._end(CallState.CALLER_LEFT)

    def lose_media(self) -> None:
        """The audio connection breaks for good: frames, digits and play fail with SwitchError."""
        self._fault = SwitchError("The audio connection of a call broke and could not be opened again.")
        self._frames.end(self._fault)
        self._digits.end(self._fault)
        self._released.set()

    def hold_prompts(self) -> None:
        """From now on a prompt lasts until `release_prompts`."""
        self._released.clear()

    def release_prompts(self) -> None:
        """Prompts are heard again."""
        self._released.set()

    async def until_playing(self) -> Audio:
        """The prompt that is being played; waits for one."""
        while self.playing is None:
            await self._change()
        return self.playing

    async def until_played(self, count: int) -> None:
        """Returns when that many prompts were played or cut off."""
        while len(self.played) < count:
            await self._change()

    # --- the port

    @property
    def id(self) -> CallId:
        return self._id

    @property
    def info(self) -> CallerInfo:
        return self._info

    def frames(self) -> AsyncIterator[AudioFrame]:
        """Unlike a telephone's, what was said before anybody listened is kept: a test may say it first."""
        return aiter(self._frames)

    def digits(self) -> AsyncIterator[Digit]:
        return aiter(self._digits)

    async def play(self, audio: Audio, *, on_first_frame: Callable[[], None] | None = None) -> None:
        self._check_usable()
        async with self._playing:
            whole = False
            self.playing = audio
            self._changed.set()
            try:
                if audio.pcm and on_first_frame is not None:
                    on_first_frame()
                await self._until_heard(audio)
                self._check_usable()
                whole = True
            finally:
                self.played.append(Played(audio, whole))
                self.playing = None
                self._changed.set()

    async def hand_off(self, queue: str) -> None:
        name = checked_queue(queue)
        self._check_there()
        self.queue = name
        self._end(CallState.HANDED_OFF)

    async def hang_up(self) -> None:
        self._end(CallState.HUNG_UP)

    async def wait_hung_up(self) -> None:
        await self._over.wait()

    # --- how it is done

    @asynccontextmanager
    async def session(self) -> AsyncIterator["FakeCall"]:
        """What Switch.calls() hands out."""
        self._check_there()
        self.state = CallState.LIVE
        try:
            yield self
        finally:
            self._end(CallState.RETURNED)

    async def _until_heard(self, audio: Audio) -> None:
        async with asyncio.TaskGroup() as group:
            over = group.create_task(self._over.wait(), name="call over")
            heard = group.create_task(self._hear(audio), name="prompt heard")
            await asyncio.wait((over, heard), return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
            heard.cancel()

    async def _hear(self, audio: Audio) -> None:
        await asyncio.sleep(audio.seconds * self._seconds_per_second)
        await self._released.wait()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def _check_there(self) -> None:
        if self._over.is_set():
            handed_off = self.state is CallState.HANDED_OFF
            raise CallGoneError("The call was handed off." if handed_off else "The call ended.")

    def _check_usable(self) -> None:
        self._check_there()
        if self._fault is not None:
            raise self._fault

    def _end(self, state: CallState) -> None:
        if not self._over.is_set():
            self.state = state
            self._over.set()
            self._frames.end()
            self._digits.end()


class FakeSwitch:
    """A Switch that tests ring."""

    def __init__(self, *, seconds_per_second: float = 0.0) -> None:
        self._seconds_per_second = seconds_per_second
        self._numbers = itertools.count(1)
        self._arrivals: Stream[FakeCall] = Stream(longest=None)

    def ring(self, *, extension: str = "100", caller_id: str | None = "5551234567") -> FakeCall:
        """Somebody rings a line."""
        call = FakeCall(
            CallId(f"fake-{next(self._numbers)}"),
            CallerInfo(extension=extension, caller_id=caller_id),
            seconds_per_second=self._seconds_per_second,
        )
        self._arrivals.put(call)
        return call

    def close(self) -> None:
        """No more calls: `calls` ends."""
        self._arrivals.end()

    async def calls(self) -> AsyncGenerator[AbstractAsyncContextManager[Call], None]:
        async for call in self._arrivals:
            yield call.session()
