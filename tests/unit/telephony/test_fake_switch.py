"""The fake keeps the contract of the port, so what is tested with it means something."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.fakes.switch import CallState, FakeCall, FakeSwitch, Played
from tests.fakes.switch_contract import CallContract, Line, tone
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.ports import Call, Switch

_PLACES = {
    CallState.LIVE: "with us",
    CallState.RETURNED: "next rung",
    CallState.HUNG_UP: "gone",
    CallState.CALLER_LEFT: "gone",
}


class FakeLine:
    """The far end of a FakeCall."""

    def __init__(self, call: FakeCall) -> None:
        self._call = call

    @property
    def call(self) -> Call:
        return self._call

    async def says(self, pcm: bytes) -> None:
        self._call.say(pcm)

    async def presses(self, digits: str) -> None:
        self._call.press(digits)

    async def hangs_up(self) -> None:
        self._call.leave()

    def heard_seconds(self) -> float:
        return sum(played.audio.seconds for played in self._call.played if played.whole)

    async def where(self) -> str:
        return _PLACES.get(self._call.state, f"queue {self._call.queue}")


@pytest.fixture
async def switch() -> FakeSwitch:
    return FakeSwitch(seconds_per_second=0.001)


@pytest.fixture
async def line(switch: FakeSwitch) -> AsyncIterator[Line]:
    call = switch.ring()
    async with await anext(switch.calls()):
        yield FakeLine(call)


class TestFakeCall(CallContract):
    """The fake."""


async def test_the_fake_is_a_switch(switch: FakeSwitch) -> None:
    port: Switch = switch
    switch.ring(extension="200", caller_id=None)
    async with await anext(port.calls()) as call:
        assert (call.info.extension, call.info.caller_id) == ("200", None)


async def test_a_prompt_that_is_held_can_be_barged_into(switch: FakeSwitch) -> None:
    call = switch.ring()
    call.hold_prompts()
    async with await anext(switch.calls()), asyncio.timeout(5):
        prompt = asyncio.ensure_future(call.play(tone(1)))
        assert await call.until_playing() == tone(1)
        prompt.cancel()
        await call.until_played(1)
    assert call.played == [Played(tone(1), whole=False)]


async def test_lost_media_reaches_whoever_listens_or_plays(switch: FakeSwitch) -> None:
    call = switch.ring()
    async with await anext(switch.calls()):
        call.lose_media()
        with pytest.raises(SwitchError):
            await anext(aiter(call.frames()))
        with pytest.raises(SwitchError):
            await call.play(tone(1))
        await call.hand_off("claims")
    assert call.queue == "claims"


async def test_a_call_that_is_left_without_an_end_goes_to_the_next_rung(switch: FakeSwitch) -> None:
    call = switch.ring()
    async with await anext(switch.calls()):
        pass
    assert call.state is CallState.RETURNED


async def test_a_caller_who_left_before_we_took_the_call_is_gone(switch: FakeSwitch) -> None:
    switch.ring().leave()
    with pytest.raises(CallGoneError):
        async with await anext(switch.calls()):
            raise AssertionError("must not be entered")


async def test_closing_the_switch_ends_the_calls_after_the_waiting_ones(switch: FakeSwitch) -> None:
    switch.ring()
    switch.close()
    assert len([call async for call in switch.calls()]) == 1
