"""Hand-written fakes of the smaller ports. Each keeps what it was told, for the test to look at."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voiceapp.claims.claim_number import make
from voiceapp.claims.incident import CallId, IncidentReport
from voiceapp.errors import StoreError
from voiceapp.ports import Audio, AudioFrame, ListenRule, NoInput, SpeechEvent, SpeechStarted, Utterance

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("America/Chicago"))  # a Wednesday


@dataclass(slots=True)
class FakeClock:
    """Stands still, unless moved."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class FakeVoice:
    """Speaks a text as its own bytes, so that a test can read what was played."""

    async def render(self, text: str, *, language: str) -> Audio:
        return Audio(text.encode().ljust(len(text.encode()) // 2 * 2 + 2, b" "))


def spoken_text(audio: Audio) -> str:
    """The text FakeVoice made this audio from."""
    return audio.pcm.decode().strip()


SILENT = ""
"""In a FakeEars script: the caller says nothing."""
NOISE = "\N{REPLACEMENT CHARACTER}"
"""In a FakeEars script: a sound without words."""


@dataclass(slots=True)
class FakeEars:
    """Hears a script: one entry for each time somebody listens. After its end the caller is silent, or, with
    `line`, the ears wait for the line to end, as real ones do on a call that is gone.

    `hold`: waits with each answer until the prompt is over (else the caller barges in at once).
    Noise never waits.
    `gate`: waits with each answer until the test sets it.
    """

    script: Sequence[str]
    hold: bool = True
    gate: asyncio.Event | None = None
    line: bool = False
    rules: list[ListenRule] = field(default_factory=list)
    _at: int = 0

    def engine(self, language: str) -> str:
        return f"script {language}"

    async def listen(
        self,
        frames: AsyncIterator[AudioFrame],
        *,
        language: str,
        rule: ListenRule,
        vocabulary: Sequence[str] = (),
        complete: Callable[[str], bool] | None = None,
        prompt_over: asyncio.Event | None = None,
    ) -> AsyncGenerator[SpeechEvent, None]:
        self.rules.append(rule)
        said = self.script[self._at] if self._at < len(self.script) else SILENT
        if self.line and self._at >= len(self.script):
            async for _ in frames:
                pass
            return
        self._at += 1
        if self.gate is not None:
            await self.gate.wait()
        if prompt_over is not None and (said == SILENT or (self.hold and said != NOISE)):
            await prompt_over.wait()
        if said == SILENT:
            yield NoInput()
            return
        yield SpeechStarted(offset=1.0)
        text = "" if said == NOISE else said
        yield Utterance(text, 0.9, 1.0, 2.0, speech_ended_at=10.0, endpointed_at=10.7, decoded_at=10.8)


@dataclass(slots=True)
class FakeStore:
    """Reports in memory. `fail`: the disk is full."""

    reports: dict[CallId, IncidentReport] = field(default_factory=dict)
    saves: list[IncidentReport] = field(default_factory=list)
    fail: bool = False
    _serial: int = 0

    async def reserve_claim_number(self, *, now: datetime) -> str:
        self._serial += 1
        return make(now.year, self._serial)

    async def save(self, report: IncidentReport) -> None:
        if self.fail:
            raise StoreError("the disk is full: make room on it")
        self.saves.append(report)
        self.reports[report.call_id] = report

    async def get(self, call_id: CallId) -> IncidentReport | None:
        return self.reports.get(call_id)

    async def newest(self, *, limit: int = 100) -> Sequence[IncidentReport]:
        return sorted(self.reports.values(), key=lambda r: r.started_at, reverse=True)[:limit]


@dataclass(slots=True)
class FakeRecording:
    """Keeps what was written."""

    name: str
    pcm: bytearray = field(default_factory=bytearray)
    closed: bool = False

    async def write(self, pcm: bytes) -> None:
        self.pcm += pcm

    async def close(self) -> None:
        self.closed = True


@dataclass(slots=True)
class FakeRecordings:
    """Recordings in memory."""

    made: dict[CallId, FakeRecording] = field(default_factory=dict)

    @asynccontextmanager
    async def open(self, call_id: CallId) -> AsyncIterator[FakeRecording]:
        recording = self.made[call_id] = FakeRecording(f"{len(self.made)}.wav")
        try:
            yield recording
        finally:
            await recording.close()
