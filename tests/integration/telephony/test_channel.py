"""A call whose Asterisk misbehaves: it is set up whole or sent on, and never stuck."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from tests.fakes.switch_contract import tone
from tests.integration.telephony.ari_peer import AriPeer, MediaPeer
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.ports import Audio, Call
from voiceapp.telephony.media_protocol import PART_BYTES, PARTS_AHEAD
from voiceapp.telephony.switch import AriSwitch, open_switch


@asynccontextmanager
async def call_from(peer: AriPeer, switch: AriSwitch) -> AsyncIterator[Call]:
    """A call that the peer sends."""
    async with asyncio.timeout(20), aclosing(switch.calls()) as calls:
        accepted = asyncio.ensure_future(anext(calls))
        await asyncio.sleep(0)
        await peer.event("StasisStart")
        async with await accepted as call:
            yield call


@pytest.fixture
async def switch(peer: AriPeer) -> AsyncIterator[AriSwitch]:
    async with open_switch(peer.account()) as switch:
        yield switch


@pytest.mark.parametrize(
    "failing", ["POST bridges", "POST channels/externalMedia", "POST bridges/va-voiceapp-bridge"]
)
async def test_a_call_that_cannot_be_set_up_is_sent_on_with_the_reason(
    peer: AriPeer, switch: AriSwitch, failing: str
) -> None:
    peer.refuse[failing] = 500
    with pytest.raises(SwitchError):
        async with call_from(peer, switch):
            raise AssertionError("must not be entered")
    await peer.until("POST channels/17.1/continue")


async def test_a_call_whose_caller_left_during_the_set_up_is_gone(peer: AriPeer, switch: AriSwitch) -> None:
    peer.refuse["POST bridges/va-voiceapp-bridge"] = 422
    peer.refuse["GET channels/17.1"] = 404
    with pytest.raises(CallGoneError):
        async with call_from(peer, switch):
            raise AssertionError("must not be entered")


async def test_no_more_than_a_few_seconds_are_sent_ahead_of_what_was_heard(
    peer: AriPeer, switch: AriSwitch
) -> None:
    peer.paused = True
    async with call_from(peer, switch) as call:
        media = await peer.until_media(1)
        playing = asyncio.ensure_future(call.play(Audio(bytes(PART_BYTES * 30))))
        await media.until_played(PART_BYTES * PARTS_AHEAD)
        await _nothing_more(media)
        peer.paused = False
        await peer.go_on(media)
        await playing
        assert len(media.played) == PART_BYTES * 30


async def test_a_full_queue_is_waited_for(peer: AriPeer, switch: AriSwitch) -> None:
    async with call_from(peer, switch) as call:
        media = await peer.until_media(1)
        await media.send("MEDIA_XOFF")
        await call.send_digits("1")  # type: ignore[attr-defined]  # its answer comes after the message
        playing = asyncio.ensure_future(call.play(tone(2)))
        await media.until_commanded("START_MEDIA_BUFFERING")
        await _nothing_more(media)
        assert media.played == b""
        await media.send("MEDIA_XON")
        await playing
        assert bytes(media.played) == tone(2).pcm


async def test_a_cancelled_prompt_is_flushed_and_the_next_one_plays(peer: AriPeer, switch: AriSwitch) -> None:
    peer.paused = True
    async with call_from(peer, switch) as call:
        media = await peer.until_media(1)
        playing = asyncio.ensure_future(call.play(tone(3)))
        await media.until_played(len(tone(3).pcm))
        playing.cancel()
        await media.until_commanded("FLUSH_MEDIA")
        peer.paused = False
        await call.play(tone(1))
        assert bytes(media.played) == tone(3).pcm + tone(1).pcm


async def test_a_prompt_goes_on_from_what_was_heard_when_its_connection_broke(
    peer: AriPeer, switch: AriSwitch
) -> None:
    peer.paused = True
    prompt = Audio(b"".join(bytes([part]) * PART_BYTES for part in range(5)))
    async with call_from(peer, switch) as call:
        reports: list[str] = []
        playing = asyncio.ensure_future(call.play(prompt, on_first_frame=lambda: reports.append("first")))
        first = await peer.until_media(1)
        await first.until_played(len(prompt.pcm))
        await first.send("MEDIA_MARK_PROCESSED", correlation_id=first.waiting[1])  # two parts heard
        await first.ws.close()
        peer.paused = False
        second = await peer.until_media(2)
        await playing
    assert bytes(second.played) == prompt.pcm[2 * PART_BYTES :]
    assert reports == ["first"]


async def test_an_asterisk_that_stops_playing_counts_as_a_broken_connection(
    peer: AriPeer, switch: AriSwitch
) -> None:
    peer.paused = True
    async with call_from(peer, switch) as call:
        playing = asyncio.ensure_future(call.play(tone(1)))
        await peer.until_media(2)
        peer.paused = False
        await peer.go_on(await peer.until_media(2))
        await playing


async def test_a_connection_that_breaks_twice_is_told_to_the_conversation(
    peer: AriPeer, switch: AriSwitch
) -> None:
    peer.paused = True
    async with call_from(peer, switch) as call:
        playing = asyncio.ensure_future(call.play(tone(3)))
        for count in (1, 2):
            media = await peer.until_media(count)
            await media.until_commanded("STOP_MEDIA_BUFFERING")
            await media.ws.close()
        with pytest.raises(SwitchError, match="audio connection"):
            await playing
        with pytest.raises(SwitchError, match="audio connection"):
            await anext(aiter(call.digits()))
        await call.hand_off("claims")
    assert "POST channels/17.1/continue" in peer.requests


async def test_a_hand_off_that_asterisk_refuses_leaves_the_caller_to_the_next_rung(
    peer: AriPeer, switch: AriSwitch
) -> None:
    peer.refuse["POST channels/17.1/continue"] = 500
    async with call_from(peer, switch) as call:
        with pytest.raises(SwitchError, match="500"):
            await call.hand_off("claims")
    told = [request for request in peer.requests if request.startswith("POST channels/17.1/")]
    await peer.until("DELETE bridges")
    assert told[-2:] == ["POST channels/17.1/variable", "POST channels/17.1/continue"]


async def test_a_caller_who_comes_back_from_the_queue_is_a_new_call_even_before_the_old_one_is_left(
    peer: AriPeer, switch: AriSwitch
) -> None:
    async with asyncio.timeout(10), aclosing(switch.calls()) as calls:
        accepted = asyncio.ensure_future(anext(calls))
        await asyncio.sleep(0)
        await peer.event("StasisStart")
        async with await accepted as first:
            await first.hand_off("claims")
            accepted = asyncio.ensure_future(anext(calls))
            await peer.event("StasisStart")
            arrived = await accepted
        async with arrived as second:
            await peer.event("ChannelDtmfReceived", digit="3")
            assert await anext(aiter(second.digits())) == "3"


async def test_only_keys_can_be_sent(peer: AriPeer, switch: AriSwitch) -> None:
    async with call_from(peer, switch) as call:
        with pytest.raises(ValueError, match="only the keys"):
            await call.send_digits("12x")  # type: ignore[attr-defined]


async def test_keys_that_do_not_exist_are_ignored(peer: AriPeer, switch: AriSwitch) -> None:
    async with call_from(peer, switch) as call:
        for digit in ("", "E", "12", "9"):
            await peer.event("ChannelDtmfReceived", digit=digit)
        assert await anext(aiter(call.digits())) == "9"


async def _nothing_more(media: MediaPeer) -> None:
    """A moment in which no audio comes."""
    before = len(media.played)
    await asyncio.sleep(0.1)
    assert len(media.played) == before
