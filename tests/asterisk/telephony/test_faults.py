"""Asterisk goes away, connections break, the app is killed: no call gets stuck and the line comes back."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from tests.asterisk.telephony.conftest import DIALPLANS, Exchange, account
from tests.asterisk.telephony.eventually import all_callers_on_the_next_rung, eventually, nothing_left
from tests.asterisk.telephony.proxy import Proxy, proxy_to
from tests.fakes.switch_contract import tone
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.instance.handle import Instance
from voiceapp.instance.ports import free_ports
from voiceapp.instance.process import running
from voiceapp.telephony.ari import connect
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.outgoing import outgoing_call
from voiceapp.telephony.switch import open_switch

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def cable(hotline: Instance) -> AsyncIterator[Proxy]:
    """Between the switch and the hotline."""
    async with proxy_to("127.0.0.1", hotline.ports.http) as proxy:
        yield proxy


@pytest_asyncio.fixture(loop_scope="session")
async def exchange(hotline: Instance, gateway: Instance, cable: Proxy) -> AsyncIterator[Exchange]:
    through = AriAccount(cable.url, hotline.ari_user, "voiceapp", hotline.ari_password)
    async with (
        open_switch(through) as switch,
        connect(account(hotline, "observer")) as observer,
        connect(account(gateway, "robot")) as robot,
    ):
        yield Exchange(hotline, switch, robot, observer)


async def test_a_call_goes_on_when_the_control_connection_breaks_and_comes_back(
    exchange: Exchange, cable: Proxy
) -> None:
    async with exchange.answered() as line:
        async with asyncio.TaskGroup() as group:
            prompt = group.create_task(line.call.play(tone(2)))
            assert cable.cut("/ari/events") == 1
            group.create_task(line.call.play(tone(0.3)))
        assert prompt.done()
        assert line.heard_seconds() == pytest.approx(2.3, abs=0.2)

        await line.presses("7")
        assert await anext(aiter(line.call.digits())) == "7"
        await line.call.hand_off("claims")
        assert await line.where() == "queue claims"


async def test_a_request_made_while_the_control_connection_is_down_waits_for_the_next(
    exchange: Exchange, cable: Proxy
) -> None:
    async with exchange.answered() as line:
        cable.cut("/ari/events")
        await line.call.hand_off("claims")
        assert await line.where() == "queue claims"


async def test_a_caller_who_left_while_the_control_connection_was_down_is_noticed_after_it(
    exchange: Exchange, cable: Proxy
) -> None:
    async with exchange.answered() as line:
        cable.refuse("/ari/events")
        cable.cut("/ari/events")
        await line.hangs_up()
        await line.far.wait_hung_up()
        cable.refuse()
        async with asyncio.timeout(5):
            await line.call.wait_hung_up()
        with pytest.raises(CallGoneError):
            await line.call.play(tone(1))
    await exchange.is_empty()


async def test_a_prompt_is_heard_to_the_end_although_its_connection_broke_in_the_middle(
    exchange: Exchange, cable: Proxy
) -> None:
    async with exchange.answered() as line:
        async with asyncio.TaskGroup() as group:
            group.create_task(line.call.play(tone(4)))
            await eventually(line.has_heard(1.5), what="1.5 s of the prompt")
            assert cable.cut("/media/") == 1
        assert 3.9 < line.heard_seconds() < 5.1, "at most the second that was being heard is repeated"
        frames = aiter(line.call.frames())
        await line.says(tone(0.2).pcm)
        assert len((await anext(frames)).pcm) == 640
    await exchange.is_empty()


async def test_when_the_audio_connection_cannot_be_opened_again_the_conversation_is_told_and_can_hand_off(
    exchange: Exchange, cable: Proxy
) -> None:
    async with exchange.answered() as line:
        frames = aiter(line.call.frames())
        cable.refuse("/media/")
        playing = asyncio.ensure_future(line.call.play(tone(5)))
        cable.cut("/media/")
        with pytest.raises(SwitchError, match="audio connection"):
            await playing
        with pytest.raises(SwitchError, match="audio connection"):
            await anext(frames)
        await line.call.hand_off("claims")
        assert await line.where() == "queue claims"
    await exchange.is_empty()


async def test_without_any_audio_connection_the_caller_goes_to_the_next_rung(
    exchange: Exchange, cable: Proxy
) -> None:
    cable.refuse("/media/")
    async with aclosing(exchange.switch.calls()) as calls:
        first = asyncio.ensure_future(anext(calls))
        async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
            with pytest.raises(SwitchError):
                async with await first:
                    raise AssertionError("must not be entered")
            await all_callers_on_the_next_rung(exchange.observer)
    await exchange.is_empty()


_APP = """
import asyncio, sys
from voiceapp.ports import Audio
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.switch import open_switch

async def main() -> None:
    url, user, password = sys.argv[1:]
    async with open_switch(AriAccount(url, user, "voiceapp", password)) as switch:
        calls = switch.calls()
        accepted = asyncio.ensure_future(anext(calls))
        await asyncio.sleep(0)
        print("READY", flush=True)
        async with await accepted as call:
            print("TALKING", flush=True)
            await call.play(Audio(bytes(32_000 * 30)))

asyncio.run(main())
"""


async def test_callers_of_a_killed_app_are_sent_on_and_its_leftovers_removed_when_the_next_one_starts(
    hotline: Instance, gateway: Instance
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _APP,
        hotline.http_url,
        hotline.ari_user,
        hotline.ari_password,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with connect(account(hotline, "observer")) as observer, connect(account(gateway, "robot")) as robot:
        await _line(process.stdout, b"READY")
        async with outgoing_call(robot, "PJSIP/100@hotline"):
            await _line(process.stdout, b"TALKING")
            process.send_signal(signal.SIGKILL)
            await process.wait()
            async with open_switch(account(hotline, "voiceapp")):
                await all_callers_on_the_next_rung(observer)
        await nothing_left(observer)


async def test_two_programs_with_one_application_name_are_told_so(hotline: Instance) -> None:
    with pytest.raises(SwitchError, match=r"Another program .* 'voiceapp'"):
        async with open_switch(account(hotline, "voiceapp")), open_switch(account(hotline, "voiceapp")):
            await asyncio.sleep(5)


async def test_when_asterisk_is_killed_calls_end_and_new_ones_are_taken_once_it_is_back(
    gateway: Instance, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack, connect(account(gateway, "robot")) as robot, asyncio.timeout(60):
        hotline = running(tmp_path, dialplans=DIALPLANS, ports=free_ports())
        first = await stack.enter_async_context(hotline)
        endpoint = f"PJSIP/hotline/sip:100@{first.sip}"
        async with (
            open_switch(account(first, "voiceapp")) as switch,
            aclosing(switch.calls()) as calls,
        ):
            accepted = asyncio.ensure_future(anext(calls))
            async with outgoing_call(robot, endpoint) as far, await accepted as call:
                playing = asyncio.ensure_future(call.play(tone(20)))
                frames = aiter(call.frames())
                first.signal(signal.SIGKILL)
                await first.wait()
                await stack.aclose()  # releases the folder, which keeps the password
                await far.hang_up()  # SIP does not notice
                async with running(tmp_path, dialplans=DIALPLANS, ports=first.ports):
                    with pytest.raises(CallGoneError):
                        await playing
                    assert [frame async for frame in frames] == []
                    await call.wait_hung_up()
                    accepted = asyncio.ensure_future(anext(calls))
                    async with outgoing_call(robot, endpoint), await accepted as next_call:
                        await next_call.play(tone(0.2))


async def _line(stream: asyncio.StreamReader, expected: bytes) -> None:
    """Read the program's output up to this line."""
    async with asyncio.timeout(20):
        while expected not in await stream.readline():
            pass
