"""Something breaks while a caller is on the line, or before the next one rings: nobody is left in silence."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from tests.asterisk.telephony.proxy import proxy_to
from tests.robot.caller import CallRecord, Conversation, Talk, converse
from tests.robot.hotline import App, reports, serving, write_settings
from tests.robot.sounds import Espeak
from tests.robot.telephone import ringing
from tests.robot.transcript import transcribed
from voiceapp.instance.handle import Instance
from voiceapp.instance.ports import free_ports
from voiceapp.instance.process import running

LINES = {"100": "en"}

pytestmark = pytest.mark.timeout(300)  # a machine that has never rendered the prompts does it here


async def ring(asterisk: Instance, conversation: Conversation) -> CallRecord:
    async with asyncio.timeout(120), ringing(asterisk.sip, "100") as phone:
        return await converse(phone, conversation, voice=Espeak(), answered_at=phone.answered_at)


def heard(record: CallRecord, *, after: int = 0) -> str:
    """What the caller heard after so many prompts."""
    return " ".join(transcribed(prompt.pcm) for prompt in record.prompts[after:]).lower()


async def greeted(talk: Talk) -> None:
    await talk.prompt()
    await talk.hang_up()


async def nobody_is_hurt(talk: Talk, app: App) -> None:
    """Press it into the recording notice, after which it is taken; the next question has begun then."""
    await talk.began()
    await talk.press("2")
    await app.until_line("hotline: Good to hear")


async def stored(settings: Path) -> dict[str, object]:
    """The one report, once its call is over."""
    async with asyncio.timeout(20):
        while True:
            (report,) = await reports(settings)
            if report["ended_at"] is not None:
                return report


@asynccontextmanager
async def app_on(asterisk: Instance, folder: Path, *, url: str | None = None) -> AsyncIterator[App]:
    async with serving(write_settings(folder, asterisk, lines=LINES, url=url)) as app:
        yield app


async def test_a_stopped_app_gives_its_caller_to_a_person_and_keeps_what_was_said(
    asterisk: Instance, short_folder: Path
) -> None:
    async with app_on(asterisk, short_folder) as app:

        async def talk(talk: Talk) -> None:
            await nobody_is_hurt(talk, app)
            app.process.send_signal(signal.SIGTERM)
            await talk.ended()

        record = await ring(asterisk, talk)
        await app.ended.wait()
        assert await app.process.wait() == 0
    assert "connecting you to a colleague" in heard(record)
    report = await stored(short_folder / "voiceapp.toml")
    assert (report["status"], report["injured"]) == ("handed_over", False)


async def test_after_asterisk_was_restarted_the_app_takes_the_next_call(
    short_folder: Path, spoken_messages: Path
) -> None:
    ports = free_ports()
    async with AsyncExitStack() as outer:
        async with running(short_folder / "i", messages=spoken_messages, ports=ports) as first:
            app = await outer.enter_async_context(app_on(first, short_folder))

            async def cut_off(talk: Talk) -> None:
                await nobody_is_hurt(talk, app)
                first.signal(signal.SIGKILL)
                await app.until("call_ended")

            await ring(first, cut_off)
        async with running(short_folder / "i", messages=spoken_messages, ports=ports) as second:
            await app.until("asterisk connected", count=2)
            record = await ring(second, greeted)
    assert "this call is recorded" in heard(record)
    newest, oldest = await reports(short_folder / "voiceapp.toml")
    assert (oldest["status"], oldest["injured"]) == ("partial", False)
    assert newest["call_id"] != oldest["call_id"]


async def test_a_prompt_goes_on_when_its_audio_connection_breaks(
    asterisk: Instance, short_folder: Path
) -> None:
    async with (
        proxy_to("127.0.0.1", asterisk.ports.http) as cable,
        app_on(asterisk, short_folder, url=cable.url) as app,
    ):

        async def talk(talk: Talk) -> None:
            await nobody_is_hurt(talk, app)
            assert cable.cut("/media/") == 1
            await talk.answer("1")
            await talk.prompt()
            await talk.hang_up()

        record = await ring(asterisk, talk)
    assert "step by step" in heard(record)
    assert "when did it happen" in heard(record)


async def test_who_cannot_be_heard_any_more_is_given_to_a_person(
    asterisk: Instance, short_folder: Path
) -> None:
    async with (
        proxy_to("127.0.0.1", asterisk.ports.http) as cable,
        app_on(asterisk, short_folder, url=cable.url) as app,
    ):

        async def talk(talk: Talk) -> None:
            await nobody_is_hurt(talk, app)
            cable.refuse("/media/")
            assert cable.cut("/media/") == 1
            await talk.ended()

        record = await ring(asterisk, talk)
        assert not app.ended.is_set()
    assert "connecting you to a colleague" in heard(record)
    report = await stored(short_folder / "voiceapp.toml")
    assert (report["status"], report["injured"]) == ("handed_over", False)
