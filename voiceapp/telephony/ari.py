"""A thin ARI client: one websocket that carries events and requests, and comes back by itself."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, KeysView, Mapping
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import aiohttp

from voiceapp.errors import SwitchError
from voiceapp.logs import get_logger
from voiceapp.telephony.ari_events import ChannelEvent, Lost, Replaced, StasisStart, parse_event
from voiceapp.telephony.ari_messages import Response, encode_request, parse_message, request_failed
from voiceapp.telephony.backoff import delays
from voiceapp.telephony.link import AriAccount, Link, acknowledge_at_once, open_link
from voiceapp.telephony.names import Kind, is_ours
from voiceapp.telephony.sweep import settle
from voiceapp.telephony.tasks import beside

log = get_logger("telephony")

REQUEST_SECONDS = 5.0
_NOTHING: Mapping[str, str] = {}
Handler = Callable[[ChannelEvent], None]


class _ConnectionLostError(SwitchError):
    """The websocket closed before the answer came: whether Asterisk did it is not known."""


class Ari:
    """One application's connection to Asterisk. Made by `connect`.

    `on_arrival` is asked about each channel that comes to the application and that nobody watches; where it
    answers False (the default) the channel goes on in the dialplan at once.
    `bridges` holds the ids of bridges in use, so that the sweep after a reconnect leaves them alone.
    """

    def __init__(self, link: Link, *, app: str) -> None:
        self.app = app
        self.bridges: set[str] = set()
        self.on_arrival: Callable[[StasisStart], bool] = lambda _: False
        self._link = link
        self._handlers: dict[str, Handler] = {}
        self._pending: dict[str, asyncio.Future[Response]] = {}
        self._numbers = itertools.count(1)
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._connected = asyncio.Event()
        self._replaced = asyncio.Event()

    @property
    def connected(self) -> bool:
        """False while the connection is down and being tried again."""
        return self._connected.is_set()

    @property
    def watched(self) -> KeysView[str]:
        """Ids of the channels somebody watches."""
        return self._handlers.keys()

    def watch(self, channel_id: str, handler: Handler) -> None:
        """Call `handler` with every event of a channel, in order, in the reading task: it must not block."""
        self._handlers[channel_id] = handler

    def unwatch(self, channel_id: str) -> None:
        """No more events of this channel. Idempotent."""
        self._handlers.pop(channel_id, None)

    def lose(self, channel_id: str) -> None:
        """Tell the watcher of a channel that Asterisk has it no more."""
        if handler := self._handlers.get(channel_id):
            handler(Lost(channel_id))

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] = _NOTHING,
        variables: Mapping[str, str] = _NOTHING,
        timeout: float = REQUEST_SECONDS,
        repeatable: bool = False,
    ) -> Any:
        """Ask and wait for the answer: its JSON, or None. SwitchError when it is refused or does not come.

        While the connection is down it waits for the next one, all within `timeout` seconds. A `repeatable`
        request is sent again when the connection broke before the answer.
        """
        try:
            async with asyncio.timeout(timeout):
                while True:
                    await self._connected.wait()
                    try:
                        response = await self._exchange(method, path, query, variables)
                        break
                    except _ConnectionLostError:
                        if not repeatable:
                            raise
        except TimeoutError:
            raise SwitchError(
                f"Asterisk did not answer {method} {path} within {timeout:g} s: is it overloaded or stopped?"
            ) from None
        if not response.ok:
            raise request_failed(method, path, response)
        return response.body

    async def tell(self, method: str, path: str, *, query: Mapping[str, str] = _NOTHING) -> None:
        """Send a request and do not wait for its answer; never raises. For clearing up: what does not get
        through is swept up after the next connect."""
        number = f"tell-{next(self._numbers)}"
        try:
            await self._send(encode_request(number, method, path, query=query, variables=_NOTHING))
        except SwitchError:
            log.debug("request dropped", method=method, path=path)

    async def open_media(self, connection_id: str) -> aiohttp.ClientWebSocketResponse:
        """The websocket for the audio of an external media channel."""
        return await self._link.media(connection_id)

    async def _exchange(
        self, method: str, path: str, query: Mapping[str, str], variables: Mapping[str, str]
    ) -> Response:
        number = str(next(self._numbers))
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._pending[number] = answer
        try:
            await self._send(encode_request(number, method, path, query=query, variables=variables))
            return await answer
        finally:
            del self._pending[number]

    async def _send(self, message: str) -> None:
        lost = _ConnectionLostError("The connection to Asterisk broke; it is being opened again.")
        if self._ws is None:
            raise lost
        try:
            await self._ws.send_str(message)
        except (aiohttp.ClientError, OSError):
            raise lost from None

    async def _serve(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Read events for ever; open the connection again whenever it breaks."""
        while True:
            self._ws = ws
            self._connected.set()
            log.info("asterisk connected", app=self.app)
            try:
                async with beside(self._settle(), name="ari settle"):
                    await self._read(ws)
            finally:
                self._disconnected()
                await ws.close()
            log.warning("asterisk disconnected", app=self.app)
            ws = await self._reopen()

    async def _settle(self) -> None:
        try:
            await settle(self)
        except SwitchError as error:
            log.warning("leftovers not swept", reason=str(error))

    async def _read(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        async for message in ws:
            acknowledge_at_once(ws)
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            parsed = parse_message(message.data)
            if isinstance(parsed, Response):
                self._answered(parsed)
            elif parsed is not None:
                await self._happened(parsed)

    def _answered(self, response: Response) -> None:
        answer = self._pending.get(response.request_id)
        if answer is not None and not answer.done():
            answer.set_result(response)
        elif not response.ok and response.status not in (404, 409):  # those: it was over already
            log.warning("request refused", status=response.status, reason=response.reason)

    async def _happened(self, data: Mapping[str, Any]) -> None:
        event = parse_event(data)
        if event is None:
            return
        if isinstance(event, Replaced):
            self._replaced.set()
        elif handler := self._handlers.get(event.channel_id):
            handler(event)
        elif isinstance(event, StasisStart):
            await self._arrived(event)

    async def _arrived(self, event: StasisStart) -> None:
        if is_ours(event.channel_id, app=self.app, kind=Kind.MEDIA):
            return  # its call ended while it was set up; its removal is already on the way
        if not self.on_arrival(event):
            await self.tell("POST", f"channels/{event.channel_id}/continue")

    def _disconnected(self) -> None:
        self._ws = None
        self._connected.clear()
        for answer in self._pending.values():
            if not answer.done():
                answer.set_exception(
                    _ConnectionLostError("The connection to Asterisk broke before it answered.")
                )

    async def _reopen(self) -> aiohttp.ClientWebSocketResponse:
        for delay in delays(first=0.1, longest=5.0, random=random.random):
            await asyncio.sleep(delay)
            try:
                return await self._link.events()
            except SwitchError as error:
                log.warning("asterisk unreachable", reason=str(error), next_try_within=delay * 4)
        raise AssertionError("the delays never end")

    async def _until_replaced(self) -> NoReturn:
        await self._replaced.wait()
        raise SwitchError(
            f"Another program connected to Asterisk as ARI application {self.app!r} and now gets our calls: "
            "stop it, or give each instance an application name of its own."
        )


@asynccontextmanager
async def connect(account: AriAccount) -> AsyncIterator[Ari]:
    """An Ari that is connected. SwitchError at once when the first connection fails: then it is the settings
    or a stopped Asterisk, and the user is watching. Later breaks are mended without an error.

    The body is cancelled and SwitchError raised when another program takes over the application name.
    """
    async with open_link(account) as link:
        ws = await link.events()
        ari = Ari(link, app=account.app)
        # Two scopes: when the inner one fails, requests are still answered while the body clears up.
        async with (
            beside(ari._serve(ws), name="ari connection"),
            beside(ari._until_replaced(), name="ari application name"),
        ):
            yield ari
