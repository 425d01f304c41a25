"""The sockets to Asterisk: how they are opened, and what it means when they are not."""

import asyncio
import base64
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from yarl import URL

from voiceapp.errors import SwitchError
from voiceapp.telephony import ari_messages
from voiceapp.telephony.names import checked_app

_HANDSHAKE_SECONDS = 3.0
_CLOSE_SECONDS = 1.0
# A ping this often; no answer within half of it and the connection counts as lost.
_HEARTBEAT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class AriAccount:
    """Where Asterisk is and who we are there. `base_url`: http(s)://host:port and http.conf's prefix."""

    base_url: str
    user: str
    app: str
    password: str = field(repr=False)


class Link:
    """Opens websockets to one Asterisk."""

    def __init__(self, account: AriAccount, session: aiohttp.ClientSession) -> None:
        self._account = account
        self._session = session
        self._base = URL(account.base_url.rstrip("/"))

    async def events(self) -> aiohttp.ClientWebSocketResponse:
        """The websocket for events and requests; SwitchError says what is wrong when there is none."""
        account = self._account
        url = (self._base / "ari" / "events").with_query(app=account.app, subscribeAll="false")
        pair = f"{account.user}:{account.password}".encode()
        headers = {"Authorization": "Basic " + base64.b64encode(pair).decode("ascii")}
        try:
            return await self._open(url, headers=headers)
        except aiohttp.WSServerHandshakeError as error:
            raise ari_messages.handshake_refused(
                url=account.base_url, user=account.user, app=account.app, status=error.status
            ) from None

    async def media(self, connection_id: str) -> aiohttp.ClientWebSocketResponse:
        """The websocket for the audio of the external media channel with this connection id."""
        try:
            return await self._open(self._base / "media" / connection_id, protocols=("media",))
        except aiohttp.WSServerHandshakeError as error:
            raise SwitchError(
                f"Asterisk answered {error.status} to a media connection: is chan_websocket.so loaded, and "
                "is 'sessionlimit' in http.conf above twice the number of calls?",
                status=error.status,
            ) from None

    async def _open(
        self, url: URL, *, headers: dict[str, str] | None = None, protocols: tuple[str, ...] = ()
    ) -> aiohttp.ClientWebSocketResponse:
        try:
            async with asyncio.timeout(_HANDSHAKE_SECONDS):
                return await self._session.ws_connect(
                    url,
                    headers=headers,
                    protocols=protocols,
                    heartbeat=_HEARTBEAT_SECONDS,
                    timeout=aiohttp.ClientWSTimeout(ws_close=_CLOSE_SECONDS),
                    max_msg_size=0,
                )
        except aiohttp.WSServerHandshakeError:
            raise
        except TimeoutError:
            reason = f"no answer within {_HANDSHAKE_SECONDS:g} s"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            reason = str(error)
        raise ari_messages.unreachable(url=self._account.base_url, reason=reason)


@asynccontextmanager
async def open_link(account: AriAccount) -> AsyncIterator[Link]:
    """A Link and the HTTP session below it."""
    checked_app(account.app)
    # aiohttp counts every open websocket against the connector's limit, 100 unless told otherwise.
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield Link(account, session)


def acknowledge_at_once(ws: aiohttp.ClientWebSocketResponse) -> None:
    """Let the kernel confirm what was just received without waiting.

    Asterisk's ARI socket uses Nagle's algorithm: an event that follows another is held back until the first
    one is acknowledged, which Linux delays by 40 ms. The option wears off, so it is set after each message.
    """
    quickack = getattr(socket, "TCP_QUICKACK", None)  # Linux only
    sock = ws.get_extra_info("socket")
    if quickack is not None and sock is not None:
        sock.setsockopt(socket.IPPROTO_TCP, quickack, 1)
