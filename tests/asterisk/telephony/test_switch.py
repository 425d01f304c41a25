"""Calls come, end in every order, and leave nothing behind."""

import asyncio
import gc
import os
from contextlib import aclosing

import pytest

from tests.asterisk.telephony.conftest import Exchange
from tests.asterisk.telephony.eventually import all_callers_on_the_next_rung
from tests.fakes.switch_contract import loudness, tone
from voiceapp.errors import CallGoneError
from voiceapp.ports import Audio
from voiceapp.telephony.outgoing import NotAnsweredError, outgoing_call

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_call_tells_the_line_and_the_caller(exchange: Exchange) -> None:
    async with exchange.answered() as line:
        assert (line.call.info.extension, line.call.info.caller_id) == ("100", "5551234567")


async def test_a_call_the_dialplan_left_unanswered_is_answered_once_its_media_is_there(
    exchange: Exchange,
) -> None:
    async with exchange.answered("101") as line:
        await line.call.play(tone(0.5))
        assert line.heard_seconds() == pytest.approx(0.5, abs=0.1)


async def test_a_call_that_nobody_takes_goes_on_in_the_dialplan(exchange: Exchange) -> None:
    async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
        await all_callers_on_the_next_rung(exchange.observer)


async def test_calls_waiting_when_the_switch_stops_taking_them_go_on_in_the_dialplan(
    exchange: Exchange,
) -> None:
    async with aclosing(exchange.switch.calls()) as calls:
        first = asyncio.ensure_future(anext(calls))
        async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
            async with await first as call:
                assert call.info.extension == "100"
            async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
                await calls.aclose()
                await all_callers_on_the_next_rung(exchange.observer, count=2)
    await exchange.is_empty()


async def test_leaving_a_call_whose_caller_is_there_brings_the_caller_to_the_next_rung(
    exchange: Exchange,
) -> None:
    async with aclosing(exchange.switch.calls()) as calls:
        first = asyncio.ensure_future(anext(calls))
        async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
            async with await first:
                pass
            await all_callers_on_the_next_rung(exchange.observer)
    await exchange.is_empty()


async def test_a_caller_who_hangs_up_before_the_call_is_taken_is_gone(exchange: Exchange) -> None:
    async with aclosing(exchange.switch.calls()) as calls:
        first = asyncio.ensure_future(anext(calls))
        async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
            waiting = await first
        await exchange.is_empty()
        with pytest.raises(CallGoneError):
            async with waiting:
                raise AssertionError("must not be entered")
    await exchange.is_empty()


@pytest.mark.parametrize("after", [0.0, 0.001, 0.003, 0.005, 0.01, 0.03, 0.2])
async def test_an_app_that_is_cancelled_at_any_moment_leaves_nothing_behind(
    exchange: Exchange, after: float
) -> None:
    async def talk() -> None:
        async with aclosing(exchange.switch.calls()) as calls, await anext(calls) as call:
            await call.play(tone(5))

    taking = asyncio.ensure_future(talk())
    async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
        await asyncio.sleep(after)
        taking.cancel()
        await asyncio.wait([taking])
    await exchange.is_empty()


@pytest.mark.parametrize("after", [0.0, 0.002, 0.005, 0.01, 0.03, 0.2])
async def test_a_caller_who_hangs_up_at_any_moment_leaves_nothing_behind(
    exchange: Exchange, after: float
) -> None:
    async def talk() -> None:
        async with aclosing(exchange.switch.calls()) as calls, await anext(calls) as call:
            await call.play(tone(5))

    taking = asyncio.ensure_future(talk())
    async with outgoing_call(exchange.robot, "PJSIP/100@hotline"):
        await asyncio.sleep(after)
    async with asyncio.timeout(5):
        with pytest.raises(CallGoneError):
            await taking
    await exchange.is_empty()


async def test_barge_in_silences_the_line_at_once(exchange: Exchange) -> None:
    async with exchange.answered() as line:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await line.call.play(tone(30))
        heard_until_then = line.heard_seconds()
        await asyncio.sleep(0.5)
        assert line.heard_seconds() - heard_until_then < 0.1
        await line.call.play(tone(0.5))
        assert line.heard_seconds() - heard_until_then == pytest.approx(0.5, abs=0.15)


async def test_twenty_calls_at_once_each_hear_a_prompt_longer_than_asterisks_queue(
    exchange: Exchange,
) -> None:
    prompt = tone(21)  # the queue holds 20 s

    async def serve() -> None:
        async with asyncio.TaskGroup() as group, aclosing(exchange.switch.calls()) as calls:
            for _ in range(20):
                context = await anext(calls)

                async def talk(context: object = context) -> None:
                    async with context as call:  # type: ignore[attr-defined]
                        await call.play(prompt)
                        await call.hang_up()

                group.create_task(talk())

    async def ring() -> float:
        async with outgoing_call(exchange.robot, "PJSIP/100@hotline") as far:
            return sum([0.02 async for frame in far.frames() if loudness(frame.pcm) > 2_000])

    async with asyncio.TaskGroup() as group:
        group.create_task(serve())
        robots = [group.create_task(ring()) for _ in range(20)]

    assert [robot.result() for robot in robots] == pytest.approx([21.0] * 20, abs=0.3)
    await exchange.is_empty()


async def test_fifty_calls_leave_no_task_no_socket_and_nothing_in_asterisk(exchange: Exchange) -> None:
    async def call_once() -> None:
        async with exchange.answered() as line:
            await line.presses("1")
            assert await anext(aiter(line.call.digits())) == "1"
            await line.call.play(Audio(tone(0.04).pcm))
            await line.call.hang_up()

    await call_once()
    await exchange.is_empty()
    tasks, sockets = len(asyncio.all_tasks()), _sockets()

    for _ in range(50):
        await call_once()

    await exchange.is_empty()
    gc.collect()
    assert len(asyncio.all_tasks()) <= tasks
    assert _sockets() <= sockets


async def test_a_busy_number_is_not_answered_and_says_so(exchange: Exchange) -> None:
    with pytest.raises(NotAnsweredError) as caught:
        async with outgoing_call(exchange.robot, "PJSIP/102@hotline"):
            raise AssertionError("must not be answered")
    assert caught.value.cause == 17
    await exchange.is_empty()


def _sockets() -> int:
    names = []
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - links that may vanish meanwhile
        try:
            names.append(os.readlink(f"/proc/self/fd/{name}"))  # noqa: PTH115
        except FileNotFoundError:
            continue
    return sum(name.startswith("socket:") for name in names)
