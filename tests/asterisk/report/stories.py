"""A story is one call: how the caller behaves, what the hotline stored of it, and what the caller heard."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from tests.robot.caller import CallRecord, Conversation, Robot, converse
from tests.robot.hearing import Prompt
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


class Heard(Sequence[str]):
    """What the caller heard, prompt by prompt, in words; written down when somebody looks."""

    def __init__(self, prompts: Sequence[Prompt]) -> None:
        self._prompts = prompts
        self._texts: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._prompts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._texts:
            self._texts[at] = transcribed(self._prompts[at].pcm)
        return self._texts[at]


@dataclass(frozen=True)
class Told:
    """A story that has been told. `said`: what the hotline said and did, by its own live transcript."""

    record: CallRecord
    report: dict[str, Any]
    said: tuple[str, ...]
    events: tuple[dict[str, Any], ...]
    recordings: Path

    @cached_property
    def heard(self) -> Heard:
        return Heard(self.record.prompts)

    @property
    def hotline_said(self) -> str:
        """All sentences of the hotline."""
        mark = "hotline: "
        return " ".join(line.removeprefix(mark) for line in self.said if line.startswith(mark))

    def event(self, name: str) -> dict[str, Any]:
        """The one log event of that name."""
        (found,) = (event for event in self.events if event["event"] == name)
        return found


@dataclass(frozen=True)
class Aftermath:
    """When all stories were told. `channels`: what Asterisk says of those left; `faults`: what went wrong by
    the app's log."""

    told: dict[Story, Told | Exception]
    channels: str
    faults: list[dict[str, Any]]


async def tell(
    stories: Sequence[Story], *, hotline: Hotline, app: App, robot: Robot, at_once: int = 8
) -> Aftermath:
    """Tell them, several at once; one that goes wrong is kept as what went wrong, with its transcript."""
    slots = asyncio.Semaphore(at_once)

    async def ring(story: Story, caller_id: str) -> CallRecord | Exception:
        async with slots:
            try:
                return await story.ring(robot, hotline, caller_id=caller_id)
            except Exception as error:  # noqa: BLE001 - raised in the story's own tests
                return error

    callers = {story: f"555013{number:04}" for number, story in enumerate(stories)}
    records = await asyncio.gather(*(ring(story, caller_id) for story, caller_id in callers.items()))
    await app.until("call_ended", count=len(stories))
    reports = {report["caller_id"]: report for report in await hotline.reports()}
    told: dict[Story, Told | Exception] = {}
    for (story, caller_id), record in zip(callers.items(), records, strict=True):
        report = reports[None if story.withheld else caller_id]
        told[story] = _told(record, report, app, hotline)
    return Aftermath(
        told,
        await hotline.asterisk.cli("core show channels count"),
        [event for event in app.events() if event["level"] not in ("info", "warning")],
    )


def _told(
    record: CallRecord | Exception, report: dict[str, Any], app: App, hotline: Hotline
) -> Told | Exception:
    tag = report["call_id"][-8:] + "  "
    said = tuple(line.removeprefix(tag) for line in app.output if line.startswith(tag))
    events = tuple(event for event in app.events() if event.get("call_id") == report["call_id"])
    if isinstance(record, Exception):
        faults = (str(event) for event in events if event["level"] == "error")
        record.add_note("\n".join((*said, str(report), *faults)))
        return record
    return Told(record, report, said, events, hotline.settings.parent / "data/recordings")
