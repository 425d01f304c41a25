"""An external media channel in a bridge: how the audio of a call reaches us."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from voiceapp.errors import SwitchError
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.ari_events import ChannelEvent, StasisStart
from voiceapp.telephony.media import MediaSocket
from voiceapp.telephony.names import Kind, new_name

_JOIN_SECONDS = 5.0


class ExternalMedia:
    """Made by `external_media`: the socket, and the channel behind it that is to be put into a bridge."""

    def __init__(self, ari: Ari, name: str, socket: MediaSocket, arrived: asyncio.Event) -> None:
        self.socket = socket
        self._ari = ari
        self._name = name
        self._arrived = arrived

    async def join(self, bridge: str) -> None:
        """Put the channel into the bridge; from then on audio flows."""
        # Asterisk refuses (422) to bridge a channel whose StasisStart has not happened.
        try:
            async with asyncio.timeout(_JOIN_SECONDS):
                await self._arrived.wait()
        except TimeoutError:
            raise SwitchError(
                "Asterisk took the media connection but did not start its channel: "
                "is app_stasis.so loaded, and is Asterisk overloaded?"
            ) from None
        await self._ari.request("POST", f"bridges/{bridge}/addChannel", query={"channel": self._name})


@asynccontextmanager
async def external_media(ari: Ari, on_frame: Callable[[bytes], None]) -> AsyncIterator[ExternalMedia]:
    """Create the channel and connect to it; leaving closes both. Await `socket.run()` inside."""
    name = new_name(ari.app, Kind.MEDIA)
    arrived = asyncio.Event()

    def on_event(event: ChannelEvent) -> None:
        if isinstance(event, StasisStart):
            arrived.set()

    ari.watch(name, on_event)
    try:
        connection_id = await _create(ari, name)
        ws = await ari.open_media(connection_id)
        try:
            yield ExternalMedia(ari, name, MediaSocket(ws, on_frame), arrived)
        finally:
            await ws.close()
    finally:
        ari.unwatch(name, on_event)
        # Closing the websocket ends the channel too; this is for one that never got a websocket.
        await ari.tell("DELETE", f"channels/{name}")


async def _create(ari: Ari, name: str) -> str:
    channel = await ari.request(
        "POST",
        "channels/externalMedia",
        query={
            "channelId": name,
            "app": ari.app,
            "external_host": "INCOMING",  # we connect to Asterisk, see docs/adr/0004
            "connection_type": "server",
            "transport": "websocket",
            "encapsulation": "none",
            "format": "slin16",
            "direction": "both",
            "transport_data": "f(json)",
        },
    )
    try:
        return str(channel["channelvars"]["MEDIA_WEBSOCKET_CONNECTION_ID"])
    except (KeyError, TypeError):
        raise SwitchError(
            "This Asterisk has no websocket media: it takes version 22.10.1 or newer and chan_websocket.so."
        ) from None
