"""A small Asterisk look-alike for faults a real one cannot be made to have: ARI and media websockets.

    async with ari_peer() as peer:
        peer.refuse["POST channels/externalMedia"] = 500     # answer with this status
        peer.silent.add("DELETE channels")                   # never answer
        async with connect(peer.account()) as ari: ...
        await peer.event("StasisStart", channel_id="17.1")   # send an event
        peer.requests                                        # what was asked, as "METHOD path"
        peer.cut()                                           # break the ARI connection

Requests are matched by the beginning of "METHOD path". Media plays as fast as it comes unless `peer.paused`.
"""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from voiceapp.telephony.link import AriAccount

USER, PASSWORD = "voiceapp", "right"


@dataclass
class MediaPeer:
    """One media websocket as Asterisk's channel driver sees it."""

    ws: web.WebSocketResponse
    played: bytearray = field(default_factory=bytearray)
    commands: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Messages due when playing goes on."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, event: str, **values: str) -> None:
        await self.ws.send_str(json.dumps({"event": event, **values}))

    async def until_played(self, size: int) -> None:
        """Returns when that many bytes have come."""
        while len(self.played) < size:
            self.changed.clear()
            await self.changed.wait()

    async def until_commanded(self, command: str) -> None:
        while command not in self.commands:
            self.changed.clear()
            await self.changed.wait()


class AriPeer:
    """Made by `ari_peer`."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[str] = []
        self.refuse: dict[str, int] = {}
        self.silent: set[str] = set()
        self.deaf = 0
        """So many of the next connections get neither answers nor events."""
        self.paused = False
        self.channels: set[str] = set()
        self.bridges: set[str] = set()
        self.media: list[MediaPeer] = []
        self._sockets: list[web.WebSocketResponse] = []
        self._changed = asyncio.Event()

    def account(self, *, key: str = PASSWORD, app: str = "voiceapp") -> AriAccount:
        return AriAccount(self.url, USER, app, key)

    def cut(self) -> None:
        """Break every ARI connection without a goodbye."""
        for ws in self._sockets:
            transport = ws.get_extra_info("socket")
            assert transport is not None
            transport.shutdown(2)

    async def event(self, kind: str, *, channel_id: str = "17.1", **values: Any) -> None:
        """Send an event about a channel, on the newest connection."""
        channel = {
            "id": channel_id,
            "state": "Up",
            "caller": {"name": "", "number": "555"},
            "dialplan": {"context": "lines", "exten": "100"},
        }
        if kind == "StasisStart":
            self.channels.add(channel_id)
        await self._sockets[-1].send_str(json.dumps({"type": kind, "channel": channel, **values}))

    async def text(self, text: str) -> None:
        """Send anything."""
        await self._sockets[-1].send_str(text)

    async def until(self, request: str) -> None:
        """Returns when this request has come (its beginning will do)."""
        while not any(asked.startswith(request) for asked in self.requests):
            self._changed.clear()
            await self._changed.wait()

    async def until_media(self, count: int) -> MediaPeer:
        """The newest media websocket, once there are so many."""
        while len(self.media) < count:
            self._changed.clear()
            await self._changed.wait()
        return self.media[-1]

    async def serve_events(self, request: web.Request) -> web.WebSocketResponse:
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            raise web.HTTPUnauthorized
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        self._sockets.append(ws)
        deaf = self.deaf > 0
        self.deaf -= deaf
        async for message in ws:
            if message.type is WSMsgType.TEXT and not deaf:
                await self._request(ws, json.loads(message.data))
        return ws

    async def _request(self, ws: web.WebSocketResponse, data: dict[str, Any]) -> None:
        query = {pair["name"]: pair["value"] for pair in data["query_strings"]}
        asked = f"{data['method']} {data['uri']}"
        if asked.startswith("POST events/user/"):
            await ws.send_str(_answer(data, 204))
            name = data["uri"].rpartition("/")[2]
            await ws.send_str(json.dumps({"type": "ChannelUserevent", "eventname": name}))
            return
        self.requests.append(asked)
        self._changed.set()
        if any(asked.startswith(silent) for silent in self.silent):
            return
        status = next((code for start, code in self.refuse.items() if asked.startswith(start)), None)
        if status is not None:
            await ws.send_str(_answer(data, status))
            return
        await ws.send_str(_answer(data, 200, self._carry_out(asked, query)))

    def _carry_out(self, asked: str, query: dict[str, str]) -> object:
        if asked == "POST channels/externalMedia":
            self.channels.add(query["channelId"])
            return {"channelvars": {"MEDIA_WEBSOCKET_CONNECTION_ID": query["channelId"]}}
        if asked == "POST bridges":
            self.bridges.add(query["bridgeId"])
        if asked.startswith("DELETE bridges/"):
            self.bridges.discard(asked.rpartition("/")[2])
        if asked.startswith("GET applications/"):
            return {"channel_ids": sorted(self.channels), "bridge_ids": []}
        if asked == "GET bridges":
            return [{"id": name} for name in sorted(self.bridges)]
        return None

    async def serve_media(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(protocols=("media",))
        await ws.prepare(request)
        media = MediaPeer(ws)
        self.media.append(media)
        self._changed.set()
        await media.send("MEDIA_START", format="slin16")
        channel_id = request.match_info["id"]
        await self.event("StasisStart", channel_id=channel_id)
        async for message in ws:
            if message.type is WSMsgType.BINARY:
                media.played += message.data
            elif message.type is WSMsgType.TEXT:
                await self._command(media, json.loads(message.data))
            media.changed.set()
        self.channels.discard(channel_id)
        return ws

    async def _command(self, media: MediaPeer, data: dict[str, str]) -> None:
        media.commands.append(data["command"])
        if data["command"] in ("MARK_MEDIA", "STOP_MEDIA_BUFFERING"):
            media.waiting.append(data["correlation_id"])
        if data["command"] == "FLUSH_MEDIA":
            media.waiting.clear()
        if not self.paused:
            await self.go_on(media)

    async def go_on(self, media: MediaPeer) -> None:
        """Everything sent so far is heard."""
        for name in media.waiting:
            await media.send("MEDIA_MARK_PROCESSED", correlation_id=name)
        media.waiting.clear()


def _answer(data: dict[str, Any], status: int, body: object = None) -> str:
    answer = {
        "type": "RESTResponse",
        "request_id": data["request_id"],
        "status_code": status,
        "reason_phrase": f"status {status}",
    }
    if body is not None:
        answer["message_body"] = json.dumps(body)
    return json.dumps(answer)


@asynccontextmanager
async def ari_peer() -> AsyncIterator[AriPeer]:
    """An AriPeer that is listening on loopback."""
    peer = AriPeer()
    app = web.Application()
    app.router.add_get("/ari/events", peer.serve_events)
    app.router.add_get("/media/{id}", peer.serve_media)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        peer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield peer
    finally:
        await runner.cleanup()
