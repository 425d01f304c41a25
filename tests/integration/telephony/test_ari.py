"""The connection to ARI: proven, mended, and honest about what it does not know."""

import asyncio

import pytest

from tests.integration.telephony.ari_peer import AriPeer
from voiceapp.errors import SwitchError
from voiceapp.telephony.ari import connect
from voiceapp.telephony.ari_events import ChannelEvent, HangupRequest, Lost, StasisEnd
from voiceapp.telephony.names import Kind, new_name


async def test_a_request_is_answered(peer: AriPeer) -> None:
    async with connect(peer.account()) as ari:
        assert await ari.request("GET", "applications/voiceapp") == {"channel_ids": [], "bridge_ids": []}


async def test_a_refused_request_raises_with_its_status(peer: AriPeer) -> None:
    peer.refuse["GET channels/17.1"] = 404
    async with connect(peer.account()) as ari:
        with pytest.raises(SwitchError, match="404") as caught:
            await ari.request("GET", "channels/17.1")
    assert caught.value.status == 404


async def test_a_request_that_is_never_answered_ends_after_its_time(peer: AriPeer) -> None:
    peer.silent.add("GET channels")
    async with connect(peer.account()) as ari:
        with pytest.raises(SwitchError, match=r"GET channels/17.1 within 0.1 s"):
            await ari.request("GET", "channels/17.1", timeout=0.1)


async def test_a_repeatable_request_is_sent_again_after_the_connection_broke(peer: AriPeer) -> None:
    peer.silent.add("DELETE channels/17.1")
    async with connect(peer.account()) as ari:
        asking = asyncio.ensure_future(ari.request("DELETE", "channels/17.1", repeatable=True))
        await peer.until("DELETE channels/17.1")
        peer.silent.clear()
        peer.cut()
        await asking
    assert peer.requests.count("DELETE channels/17.1") == 2


async def test_a_request_that_must_not_be_repeated_fails_when_the_connection_breaks(peer: AriPeer) -> None:
    peer.silent.add("POST channels/17.1/dtmf")
    async with connect(peer.account()) as ari:
        asking = asyncio.ensure_future(ari.request("POST", "channels/17.1/dtmf"))
        await peer.until("POST channels/17.1/dtmf")
        peer.cut()
        with pytest.raises(SwitchError, match="broke before it answered"):
            await asking
    assert peer.requests.count("POST channels/17.1/dtmf") == 1


async def test_messages_that_make_no_sense_are_ignored(peer: AriPeer) -> None:
    async with connect(peer.account()) as ari:
        for text in ("nonsense", "[]", '{"type":"StasisStart"}', '{"type":"RESTResponse"}', "{}"):
            await peer.text(text)
        await ari.request("GET", "bridges")


async def test_events_go_to_who_watches_the_channel_and_to_nobody_afterwards(peer: AriPeer) -> None:
    seen: list[ChannelEvent] = []
    async with connect(peer.account()) as ari:
        ari.watch("17.1", seen.append)
        await peer.event("ChannelHangupRequest")
        await peer.event("ChannelHangupRequest", channel_id="17.2")
        await ari.request("GET", "bridges")
        ari.unwatch("17.1", lambda _: None)
        await peer.event("StasisEnd")
        await ari.request("GET", "bridges")
        ari.unwatch("17.1", seen.append)
        await peer.event("ChannelHangupRequest")
        await ari.request("GET", "bridges")
    assert seen == [HangupRequest("17.1"), StasisEnd("17.1")]


async def test_a_deaf_connection_is_replaced_before_anybody_relies_on_it(peer: AriPeer) -> None:
    peer.deaf = 1
    async with asyncio.timeout(10), connect(peer.account()) as ari:
        await ari.request("GET", "bridges")


async def test_an_asterisk_that_stays_deaf_is_an_error_at_start(peer: AriPeer) -> None:
    peer.deaf = 99
    with pytest.raises(SwitchError, match="no event"):
        async with connect(peer.account()):
            raise AssertionError("must not connect")


async def test_a_channel_that_is_gone_after_a_reconnect_is_lost_and_one_that_is_there_is_not(
    peer: AriPeer,
) -> None:
    seen: list[ChannelEvent] = []
    lost = asyncio.Event()

    def on_event(event: ChannelEvent) -> None:
        seen.append(event)
        lost.set()

    peer.channels = {"17.1", "17.2"}
    async with asyncio.timeout(10), connect(peer.account()) as ari:
        ari.watch("17.1", on_event)
        ari.watch("17.2", on_event)
        peer.channels = {"17.2"}
        peer.cut()
        await lost.wait()
    assert seen == [Lost("17.1")]


async def test_leftovers_of_an_earlier_run_are_swept_at_start(peer: AriPeer) -> None:
    media, bridge = new_name("voiceapp", Kind.MEDIA), new_name("voiceapp", Kind.BRIDGE)
    peer.channels, peer.bridges = {"16.9", media}, {bridge, "conference"}
    async with asyncio.timeout(10), connect(peer.account()):
        await peer.until("POST channels/16.9/continue")
        await peer.until(f"DELETE channels/{media}")
        await peer.until(f"DELETE bridges/{bridge}")
    assert "DELETE bridges/conference" not in peer.requests


async def test_a_program_that_takes_our_name_ends_us_but_we_can_still_clear_up(peer: AriPeer) -> None:
    async def work() -> None:
        async with connect(peer.account()) as ari:
            try:
                await peer.text('{"type":"ApplicationReplaced","application":"voiceapp"}')
                await asyncio.Event().wait()
            finally:
                await ari.request("POST", "channels/17.1/continue")

    with pytest.raises(SwitchError, match="application name of its own"):
        await work()
    assert "POST channels/17.1/continue" in peer.requests


async def test_an_arrival_nobody_takes_goes_on_in_the_dialplan(peer: AriPeer) -> None:
    async with connect(peer.account()):
        await peer.event("StasisStart", channel_id="17.5")
        await peer.until("POST channels/17.5/continue")
