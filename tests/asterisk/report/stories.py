"""A story is one call: how the caller behaves, what the hotline stored of it, and what the caller heard."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.robot.caller import CallRecord, Conversation, Robot, converse
from tests.robot.hotline import App, Hotline
from tests.robot.telephone import ringing
from tests.robot.transcript import transcribed

EXTENSION = "100"


@dataclass(frozen=True, eq=False)
class Story:
    """A caller. `withheld`: no number is shown. `phone`: rings without the gateway, with a telephone that
    sends silence while it says nothing ("steady") or no packet at all then ("mute")."""

    conversation: Conversation
    withheld: bool = False
    phone: str | None = None

    @property
    def name(self) -> str:
        return self.conversation.__name__

    async def ring(self, robot: Robot, hotline: Hotline, *, caller_id: str) -> CallRecord:
        shown = None if self.withheld else caller_id
        if self.phone is None:
            return await robot.ring(EXTENSION, self.conversation, caller_id=shown)
        steady = self.phone == "steady"
        async with ringing(hotline.asterisk.sip, EXTENSION, caller_id=shown, steady=steady) as phone:
            return await converse(phone, self.conversation, voice=robot.voice, answered_at=phone.answered_at)


def story(*, withheld: bool = False, phone: str | None = None) -> Callable[[Conversation], Story]:
    """Make a conversation a story."""
    return lambda conversation: Story(conversation, withheld, phone)


@dataclass(frozen=True)
class Told:
    """A story that has been told. `said`: what the hotline said and did, by its own live transcript."""

    record: CallRecord
    report: dict[str, Any]
    said: tuple[str, ...]
    events: tuple[dict[str, Any], ...]
    recordings: Path

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """Each prompt as the caller heard it, in words."""
        return tuple(transcribed(prompt.pcm) for prompt in self.record.prompts)

    @property
    def hotline_said(self) -> str:
        """All sentences of the hotline."""
        mark = "hotline: "
        return " ".join(line.removeprefix(mark) for line in self.said if line.startswith(mark))

    def event(self, name: str) -> dict[str, Any]:
        """The one log event of that name."""
        (found,) = (event for event in self.events if event["event"] == name)
        return found


@dataclass
class Teller:
    """Tells stories on one hotline."""

    hotline: Hotline
    app: App
    robot: Robot
    at_once: int = 6
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.at_once)

    async def tell(self, story: Story, number: int) -> Told:
        """Ring, and find what was stored. `number` tells this caller from all others."""
        caller_id = f"555013{number:04}"
        wanted = None if story.withheld else caller_id
        async with self._slots:
            try:
                record = await story.ring(self.robot, self.hotline, caller_id=caller_id)
            except Exception as error:
                report = await self._report(wanted)
                faults = [str(event) for event in self._events(report) if event["level"] == "error"]
                error.add_note("\n".join((story.name, *self._transcript(report), str(report), *faults)))
                raise
        report = await self._report(wanted)
        return Told(
            record,
            report,
            self._transcript(report),
            self._events(report),
            self.hotline.settings.parent / "data/recordings",
        )

    def _events(self, report: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return tuple(event for event in self.app.events() if event.get("call_id") == report["call_id"])

    def _transcript(self, report: dict[str, Any]) -> tuple[str, ...]:
        tag = report["call_id"][-8:] + "  "
        return tuple(line.removeprefix(tag) for line in self.app.output if line.startswith(tag))

    async def _report(self, caller_id: str | None) -> dict[str, Any]:
        """The caller's report, once its call is over for the hotline too."""
        async with asyncio.timeout(20):
            while True:
                for report in await self.hotline.reports():
                    if report["caller_id"] == caller_id and report["ended_at"] is not None:
                        return report


async def all_told(teller: Teller, stories: list[Story]) -> dict[Story, Told | Exception]:
    """Every story, several at once; one that goes wrong is kept as what went wrong."""
    results = await asyncio.gather(
        *(teller.tell(story, number) for number, story in enumerate(stories)), return_exceptions=True
    )
    told: dict[Story, Told | Exception] = {}
    for one, result in zip(stories, results, strict=True):
        if isinstance(result, Told | Exception):
            told[one] = result
        else:
            raise result
    return told
