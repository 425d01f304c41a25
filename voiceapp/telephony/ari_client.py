"""A thin ARI client: requests and events of one application over one websocket. `ari.connect` makes it."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, KeysView, Mapping
from typing import Any

import aiohttp

from voiceapp.errors import SwitchError
from voiceapp.logs import get_logger
from voiceapp.telephony.ari_events import (
    ChannelEvent,
    Lost,
    Replaced,
    StasisStart,
    UserEvent,
    parse_event,
)
from voiceapp.telephony.ari_messages import Response, encode_request, parse_message, request_failed
from voiceapp.telephony.names import Kind, is_ours

log = get_logger("telephony")

REQUEST_SECONDS = 5.0
_NOTHING: Mapping[str, str] = {}
_PROOF = "voiceapp-proof"
Handler = Callable[[ChannelEvent], None]


class _ConnectionLostError(SwitchError):
    """The websocket closed before the answer came: whether Asterisk did it is not known."""


class Ari:
    """One application's side of ARI.

    `on_arrival` is asked about each channel that comes to the application and that nobody watches; where it
    answers False (the default) the channel goes on in the dialplan at once.
    `bridges` holds the ids of bridges in use, so that the sweep after a reconnect leaves them alone.
    """

    def __init__(
        self, *, app: str, open_media: Callable[[str], Awaitable[aiohttp.ClientWebSocketResponse]]
    ) -> None:
        self.app = app
        self.open_media = open_media
        self.bridges: set[str] = set()
        self.on_arrival: Callable[[StasisStart], bool] = lambda _: False
        self.on_replaced: Callable[[], None] = lambda: None  # another program has our application name now
        self.connected = asyncio.Event()  # the websocket is there and proven; requests wait for it
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._handlers: dict[str, Handler] = {}
        self._pending: dict[str, asyncio.Future[Response]] = {}
        self._numbers = itertools.count(1)
        self._proof = asyncio.Event()

    @property
    def watched(self) -> KeysView[str]:
        """Ids of the channels somebody watches."""
        return self._handlers.keys()

    def watch(self, channel_id: str, handler: Handler) -> None:
        """Call `handler` with every event of a channel, in order, in the reading task: it must not block."""
        self._handlers[channel_id] = handler

    def unwatch(self, channel_id: str, handler: Handler) -> None:
        """No more events of this channel for this handler. Idempotent. A channel that came back to us, as a
        new call, has another handler already: that one stays."""
        if self._handlers.get(channel_id) == handler:
            del self._handlers[channel_id]

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
                    await self.connected.wait()
                    try:
                        return await self._exchange(method, path, query, variables)
                    except _ConnectionLostError:
                        if not repeatable:
                            raise
        except TimeoutError:
            raise SwitchError(
                f"Asterisk did not answer {method} {path} within {timeout:g} s: is it overloaded or stopped?"
            ) from None

    async def tell(self, method: str, path: str, *, query: Mapping[str, str] = _NOTHING) -> None:
        """Send a request and do not wait for its answer; never raises. For clearing up: what does not get
        through is swept up after the next connect."""
        number = f"tell-{next(self._numbers)}"
        try:
            await self._send(encode_request(number, method, path, query=query, variables=_NOTHING))
        except SwitchError:
            log.debug("request dropped", method=method, path=path)

    async def prove(self, seconds: float) -> None:
        """Have Asterisk send us an event: requests arrive, answers and events come. SwitchError if not."""
        self._proof.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._exchange("POST", f"events/user/{_PROOF}", {"application": self.app}, _NOTHING)
                await self._proof.wait()
        except TimeoutError:
            raise SwitchError(f"Asterisk sent no event for {seconds:g} s though asked to.") from None

    def attach(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Send over this websocket from now on; `connected` is set by who proved it."""
        self._ws = ws

    def detach(self) -> None:
        """The websocket is gone: whoever waits for an answer learns it."""
        self._ws = None
        self.connected.clear()
        for answer in self._pending.values():
            if not answer.done():
                answer.set_exception(
                    _ConnectionLostError("The connection to Asterisk broke before it answered.")
                )

    async def receive(self, text: str) -> None:
        """Deal with one message from Asterisk."""
        message = parse_message(text)
        if isinstance(message, Response):
            self._answered(message)
        elif message is not None:
            await self._happened(message)

    async def _exchange(
        self, method: str, path: str, query: Mapping[str, str], variables: Mapping[str, str]
    ) -> Any:
        number = str(next(self._numbers))
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._pending[number] = answer
        try:
            await self._send(encode_request(number, method, path, query=query, variables=variables))
            response = await answer
        finally:
            del self._pending[number]
        if not response.ok:
            raise request_failed(method, path, response)
        return response.body

    async def _send(self, message: str) -> None:
        lost = _ConnectionLostError("The connection to Asterisk broke; it is being opened again.")
        if self._ws is None:
            raise lost
        try:
            await self._ws.send_str(message)
        except (aiohttp.ClientError, OSError):
            self.connected.clear()  # known here before the reader knows: who tries again must wait
            raise lost from None

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
        if isinstance(event, UserEvent):
            if event.name == _PROOF:
                self._proof.set()
        elif isinstance(event, Replaced):
            self.on_replaced()
        elif handler := self._handlers.get(event.channel_id):
            handler(event)
        elif isinstance(event, StasisStart):
            await self._arrived(event)

    async def _arrived(self, event: StasisStart) -> None:
        if is_ours(event.channel_id, app=self.app, kind=Kind.MEDIA):
            return  # its call ended while it was set up; its removal is already on the way
        if not self.on_arrival(event):
            await self.tell("POST", f"channels/{event.channel_id}/continue")
