"""The robot on the telephone."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.robot.hearing import Hearing, Prompt
from tests.robot.sounds import Espeak, speech_bounds
from voiceapp.errors import CallGoneError
from voiceapp.instance.handle import Instance
from voiceapp.instance.process import running
from voiceapp.ports import Audio, AudioFrame, Synthesizer
from voiceapp.telephony.ari import connect
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.outgoing import outgoing_call


class Handset(Protocol):
    """What a caller holds: a call through the gateway, or a `telephone.Phone`."""

    def frames(self) -> AsyncIterator[AudioFrame]: ...
    async def play(self, audio: Audio) -> None: ...
    async def send_digits(self, digits: str) -> None: ...
    async def hang_up(self) -> None: ...


@dataclass(slots=True)
class Talk:
    """One call the robot is on: wait for prompts, say something, press keys, hang up.

    `waits`: for each answer given by voice, seconds from the robot's last sound to the first loud frame of
    what came back: what the caller feels. `cut_ins`: for each time the robot talked over a prompt, seconds
    from its first sound to the last loud frame of the prompt.
    """

    call: Handset
    hearing: Hearing
    answered_at: float
    voice: Synthesizer
    language: str = "en"
    waits: list[float] = field(default_factory=list)
    cut_ins: list[float] = field(default_factory=list)
    _spoke_at: float | None = None

    async def prompt(self, *, patience: float = 30.0) -> Prompt:
        """Wait for the next prompt to end."""
        await self.began(patience=patience)
        return await self.hearing.prompt(patience=patience)

    async def began(self, *, patience: float = 30.0) -> None:
        """Wait for the next prompt to begin."""
        began = await self.hearing.sound(patience=patience)
        if self._spoke_at is not None and began > self._spoke_at:
            self.waits.append(began - self._spoke_at)
        self._spoke_at = None

    async def say(self, said: Audio | str) -> None:
        """Speak a recording or a text; returns when it was sent to the end."""
        audio = await self._audio(said)
        await self.call.play(audio)
        self._spoke_at = time.monotonic() - (audio.seconds - speech_bounds(audio)[1])

    async def press(self, keys: str) -> None:
        await self.call.send_digits(keys)

    async def cut_in(self, said: Audio | str, *, after: float = 1.0) -> None:
        """Wait for a prompt, listen for so many seconds, and talk over it."""
        audio = await self._audio(said)
        await self.began()
        await asyncio.sleep(after)  # a person listens for a while, too
        began = time.monotonic() + speech_bounds(audio)[0]
        await self.say(audio)
        self.cut_ins.append(self.hearing.loud_at - began)
        self.hearing.close()

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

    async def _audio(self, said: Audio | str) -> Audio:
        return await self.voice.render(said, language=self.language) if isinstance(said, str) else said


Conversation = Callable[[Talk], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What remains of a call: all that was heard, prompt by prompt and as a whole.

    `began_at`: when the call was answered (monotonic); the prompts' times are of the same clock.
    """

    prompts: tuple[Prompt, ...]
    everything: bytes
    waits: tuple[float, ...]
    cut_ins: tuple[float, ...]
    began_at: float
    ended_by_hotline: bool

    @property
    def first_word(self) -> float | None:
        """Seconds from the answer to the first sound. Through the gateway that is from when the robot begins
        to listen, some 50 ms later: `telephone.ringing` measures to the packet."""
        return self.prompts[0].began_at - self.began_at if self.prompts else None


async def converse(
    handset: Handset,
    conversation: Conversation,
    *,
    voice: Synthesizer,
    language: str = "en",
    answered_at: float | None = None,
) -> CallRecord:
    """Talk on a call that was answered at that moment (None: just now), until the conversation returns.
    `voice` speaks its texts, in `language`.

    EOFError when the hotline hangs up in the middle of the conversation, TimeoutError when something that
    was waited for never came.
    """
    hearing = Hearing()
    talk = Talk(handset, hearing, answered_at or time.monotonic(), voice, language)
    over = False
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(hearing.run(handset.frames()), name="robot hears")
        try:
            await conversation(talk)
        except CallGoneError as gone:
            raise EOFError("the hotline hung up in the middle of the conversation") from gone
        finally:
            over = hearing.over
            listening.cancel()
    return CallRecord(
        tuple(hearing.prompts),
        hearing.everything,
        tuple(talk.waits),
        tuple(talk.cut_ins),
        talk.answered_at,
        ended_by_hotline=over,
    )


@dataclass(frozen=True, slots=True)
class Robot:
    """A caller with a telephone network of his own. `voice`: speaks what nobody recorded."""

    ari: Ari
    network: Instance
    voice: Synthesizer = field(default_factory=Espeak)

    async def ring(
        self,
        extension: str,
        conversation: Conversation,
        *,
        caller_id: str | None = "5550142277",
        patience: float = 240.0,
    ) -> CallRecord:
        """Call a line and talk; see `converse`. `caller_id` None: withheld."""
        endpoint = f"PJSIP/{extension}@hotline"
        async with (
            asyncio.timeout(patience),
            outgoing_call(self.ari, endpoint, caller_id=caller_id) as call,
        ):
            return await converse(call, conversation, voice=self.voice)


@asynccontextmanager
async def robot(folder: Path, hotline: str, *, voice: Synthesizer | None = None) -> AsyncIterator[Robot]:
    """A robot whose network reaches the hotline at HOST:PORT. `folder` keeps the gateway's files."""
    async with running(folder, profile="gateway", trunk=hotline) as network:
        account = AriAccount(network.http_url, network.ari_user, "robot", network.ari_password)
        async with connect(account) as ari:
            yield Robot(ari, network, voice or Espeak())
