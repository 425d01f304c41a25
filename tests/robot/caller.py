"""The robot on the telephone."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.robot.hearing import Hearing, Prompt
from voiceapp.errors import CallGoneError
from voiceapp.instance.handle import Instance
from voiceapp.instance.process import running
from voiceapp.ports import Audio
from voiceapp.telephony.ari import Ari, connect
from voiceapp.telephony.channel import AriCall
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.outgoing import outgoing_call


@dataclass(slots=True)
class Talk:
    """One call the robot is on: wait for prompts, say something, press keys, hang up.

    `waits`: for each answer given by voice, seconds from the last frame of the robot's speech to the first
    loud frame of what came back: what the caller feels.
    """

    call: AriCall
    hearing: Hearing
    answered_at: float
    waits: list[float] = field(default_factory=list)
    _spoke_at: float | None = None

    async def prompt(self, *, patience: float = 30.0) -> Prompt:
        """Wait for the next prompt to end."""
        began = await self.hearing.sound(patience=patience)
        if self._spoke_at is not None and began > self._spoke_at:
            self.waits.append(began - self._spoke_at)
        self._spoke_at = None
        return await self.hearing.prompt(patience=patience)

    async def say(self, audio: Audio) -> None:
        """Speak; returns when it was sent to the end."""
        await self.call.play(audio)
        self._spoke_at = time.monotonic()

    async def press(self, keys: str) -> None:
        await self.call.send_digits(keys)

    async def hang_up(self) -> None:
        await self.call.hang_up()

    async def ended(self, *, patience: float = 60.0) -> None:
        """Wait until the hotline hangs up."""
        await self.hearing.wait_over(patience=patience)

    async def answer(self, *answers: Audio | str) -> None:
        """After each prompt the next answer: audio is spoken, a string is pressed."""
        for answer in answers:
            await self.prompt()
            await (self.press(answer) if isinstance(answer, str) else self.say(answer))


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What remains of a call: all that was heard, prompt by prompt and as a whole."""

    prompts: tuple[Prompt, ...]
    everything: bytes
    waits: tuple[float, ...]
    first_word: float | None  # seconds from the robot's hearing the answer to the first sound


@dataclass(frozen=True, slots=True)
class Robot:
    """A caller with a telephone network of his own."""

    ari: Ari
    network: Instance

    async def ring(
        self,
        extension: str,
        conversation: Callable[[Talk], Awaitable[None]],
        *,
        caller_id: str | None = "5550142277",
        patience: float = 240.0,
    ) -> CallRecord:
        """Call a line and talk. A conversation that ends leaves the call up until the hotline hangs up;
        one that hangs up itself ends it. EOFError or TimeoutError out of it are failures of the test."""
        endpoint = f"PJSIP/{extension}@hotline"
        async with (
            asyncio.timeout(patience),
            outgoing_call(self.ari, endpoint, caller_id=caller_id) as call,
        ):
            hearing = Hearing()
            talk = Talk(call, hearing, time.monotonic())
            async with asyncio.TaskGroup() as group:
                listening = group.create_task(hearing.run(call.frames()), name="robot hears")
                try:
                    await conversation(talk)
                except CallGoneError as gone:
                    raise EOFError("the hotline hung up in the middle of the conversation") from gone
                finally:
                    listening.cancel()
        first = hearing.prompts[0].began_at - talk.answered_at if hearing.prompts else None
        return CallRecord(tuple(hearing.prompts), hearing.everything, tuple(talk.waits), first)


@asynccontextmanager
async def robot(folder: Path, hotline: str) -> AsyncIterator[Robot]:
    """A robot whose network reaches the hotline at HOST:PORT. `folder` keeps the gateway's files."""
    async with running(folder, profile="gateway", trunk=hotline) as network:
        account = AriAccount(network.http_url, network.ari_user, "robot", network.ari_password)
        async with connect(account) as ari:
            yield Robot(ari, network)
