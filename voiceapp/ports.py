"""What the conversation needs from the world, as protocols. Real parts and test fakes both fit them.

Audio everywhere is mono, signed 16-bit little-endian PCM at 16 kHz ("slin16"). A frame is 20 ms = 640 bytes.
Times named `…_at` inside audio values are `time.monotonic()` seconds; offsets are seconds into the recording.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from voiceapp.claims.incident import CallId, IncidentReport

SAMPLE_RATE = 16_000
FRAME_SECONDS = 0.02
FRAME_BYTES = int(SAMPLE_RATE * FRAME_SECONDS) * 2

Digit = NewType("Digit", str)  # one of 0123456789*#ABCD


@dataclass(frozen=True, slots=True)
class AudioFrame:
    """20 ms heard from the caller. `offset`: seconds of caller audio before this frame, since the answer."""

    pcm: bytes
    offset: float


@dataclass(frozen=True, slots=True)
class Audio:
    """A piece of speech to play."""

    pcm: bytes

    @property
    def seconds(self) -> float:
        return len(self.pcm) / (SAMPLE_RATE * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number that people call. `queue`: where its callers reach a person."""

    extension: str
    name: str
    language: str
    queue: str


@dataclass(frozen=True, slots=True)
class CallerInfo:
    """What the switch knows of a call: the dialled extension and the caller's number, both already filtered
    to digits, `+`, letters; None when withheld."""

    extension: str
    caller_id: str | None


class Call(Protocol):
    """One answered call. Every method raises CallGoneError once the caller has left."""

    @property
    def id(self) -> CallId: ...
    @property
    def info(self) -> CallerInfo: ...
    def frames(self) -> AsyncIterator[AudioFrame]:
        """Every frame from now on; ends when the call ends. One consumer at a time."""
        ...

    def digits(self) -> AsyncIterator[Digit]:
        """Every key from now on, buffered; ends when the call ends. One consumer at a time."""
        ...

    async def play(self, audio: Audio, *, on_first_frame: Callable[[], None] | None = None) -> None:
        """Returns when the caller has heard it to the end. Cancelling it silences the line (barge-in).
        `on_first_frame` is called once, when the first frame was handed to the switch."""
        ...

    async def hand_off(self, queue: str) -> None:
        """Give the caller to a queue of people; we have no part in the call afterwards."""
        ...

    async def hang_up(self) -> None: ...
    async def wait_hung_up(self) -> None: ...


class Switch(Protocol):
    """The telephone exchange."""

    def calls(self) -> AsyncIterator[AbstractAsyncContextManager[Call]]:
        """Each new call as a context manager: entering sets up its media, leaving frees all of it."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word with its confidence 0…1 and its place in the utterance, in seconds."""

    text: str
    confidence: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a recogniser thinks it heard so far. `final` is True once, for the last one."""

    text: str
    final: bool = False
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    alternatives: tuple[str, ...] = ()


class Recognizer(Protocol):
    """Turns the frames of one utterance into text."""

    @property
    def name(self) -> str:
        """Engine and model, for the start-up line and for figures: "vosk small-en-us-0.15"."""
        ...

    def transcribe(
        self, frames: AsyncIterator["AudioFrame | Pause"], *, vocabulary: Sequence[str] = ()
    ) -> AsyncGenerator[Hypothesis, None]:
        """Partials as they come, then exactly one final hypothesis when `frames` ends. A `Pause` among the
        frames is a hint that the speaker may be done: an engine that decodes late can start now.
        `vocabulary`: the phrases expected; an engine that can bias or restrict itself uses it."""
        ...


@dataclass(frozen=True, slots=True)
class Pause:
    """The voice stopped for a moment; perhaps for good."""


@dataclass(frozen=True, slots=True)
class ListenRule:
    """When a spoken answer counts as begun, finished or absent. Seconds."""

    end_silence: float = 1.2  # this much silence ends the answer
    no_input: float = 7.0  # nothing said for this long = no input
    longest: float = 40.0  # cut the answer off here


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The caller began to speak (loud and long enough to be speech, not a click)."""

    offset: float


@dataclass(frozen=True, slots=True)
class Partial:
    """What was recognised so far, still speaking."""

    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken answer, finished. `text` may be empty: there was a voice but no word (nomatch).

    `speech_ended_at`: when the last voiced frame arrived; `endpointed_at`: when silence had lasted long
    enough; `decoded_at`: when the text was there. All `time.monotonic()`.
    """

    text: str
    confidence: float | None
    offset: float
    seconds: float
    speech_ended_at: float
    endpointed_at: float
    decoded_at: float
    alternatives: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class NoInput:
    """Nobody said anything for `ListenRule.no_input` seconds."""


SpeechEvent = SpeechStarted | Partial | Utterance | NoInput


class Ears(Protocol):
    """Voice activity, endpointing and recognition together: hears one answer."""

    def engine(self, language: str) -> str:
        """The name of the engine that serves a language."""
        ...

    def listen(
        self,
        frames: AsyncIterator[AudioFrame],
        *,
        language: str,
        rule: ListenRule,
        vocabulary: Sequence[str] = (),
        complete: Callable[[str], bool] | None = None,
        prompt_over: asyncio.Event | None = None,
    ) -> AsyncGenerator[SpeechEvent, None]:
        """SpeechStarted, Partial*, then one Utterance; or one NoInput. Ends after either.

        `complete`: says whether a partial is already a whole answer; then less silence is waited for.
        `prompt_over`: `rule.no_input` counts from when it is set (None: at once), on the wall clock, so
        that a caller whose line sends no frames at all is noticed too."""
        ...


class Synthesizer(Protocol):
    """Text to speech, cached."""

    async def render(self, text: str, *, language: str) -> Audio: ...


class RecordingSink(Protocol):
    """An open recording of one caller. `name` is what the report refers to."""

    @property
    def name(self) -> str: ...
    async def write(self, pcm: bytes) -> None:
        """Append; raises StoreError when the disk will not take it (once; later writes are dropped)."""
        ...

    async def close(self) -> None: ...


class RecordingStore(Protocol):
    """Where the caller's voice is kept."""

    def open(self, call_id: CallId) -> AbstractAsyncContextManager[RecordingSink]: ...


class ReportStore(Protocol):
    """Where reports are kept."""

    async def reserve_claim_number(self, *, now: datetime) -> str:
        """A claim number that nobody has and nobody else will get."""
        ...

    async def save(self, report: IncidentReport) -> None:
        """On disk (fsync) when it returns; idempotent by call id; a later save replaces an earlier one."""
        ...

    async def get(self, call_id: CallId) -> IncidentReport | None: ...

    async def newest(self, *, limit: int = 100) -> Sequence[IncidentReport]:
        """Newest first, by start."""
        ...


class Clock(Protocol):
    """The time of day. Always aware."""

    def now(self) -> datetime: ...
