"""Keeps an Ari connected: opens the websocket, proves it, and opens it again whenever it breaks."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import NoReturn

import aiohttp

from voiceapp.errors import SwitchError
from voiceapp.logs import get_logger
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.backoff import delays
from voiceapp.telephony.link import AriAccount, Link, acknowledge_at_once, open_link
from voiceapp.telephony.sweep import settle
from voiceapp.telephony.tasks import beside

__all__ = ["Ari", "AriAccount", "connect"]

log = get_logger("telephony")

_FIRST_PROOF_SECONDS = 2.0
_PROOF_SECONDS = 5.0
_PROOF_EVERY_SECONDS = 5.0
_FIRST_TRIES = 3


@asynccontextmanager
async def connect(account: AriAccount) -> AsyncIterator[Ari]:
    """An Ari that is connected. SwitchError at once when the first connection fails: then it is the settings
    or a stopped Asterisk, and the user is watching. Later breaks are mended without an error.

    The body is cancelled and SwitchError raised when another program takes over the application name.
    """
    async with open_link(account) as link:
        ws = await link.events()
        ari = Ari(app=account.app, open_media=link.media)
        keeper = _Keeper(ari, link)
        # Two scopes: when the inner one fails, requests are still answered while the body clears up.
        async with (
            beside(keeper.serve(ws), name="ari connection"),
            beside(keeper.until_failed(), name="ari failure"),
        ):
            await ari.connected.wait()
            yield ari


class _Keeper:
    """The tasks behind `connect`."""

    def __init__(self, ari: Ari, link: Link) -> None:
        self._ari = ari
        self._link = link
        self._delays = _delays()
        self._was_connected = False
        self._failure: asyncio.Future[SwitchError] = asyncio.get_running_loop().create_future()
        ari.on_replaced = self._on_replaced

    async def serve(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Read for ever, over one websocket after the other."""
        for number in itertools.count(1):
            self._ari.attach(ws)
            try:
                async with beside(self._look_after(ws, number), name="ari look after"):
                    await self._read(ws)
            finally:
                self._ari.detach()
                await ws.close()
            log.warning("asterisk disconnected", app=self._ari.app)
            ws = await self._reopen()

    async def until_failed(self) -> NoReturn:
        """Raises what no new connection would mend."""
        raise await self._failure

    async def _read(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        async for message in ws:
            acknowledge_at_once(ws)
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._ari.receive(message.data)

    async def _look_after(self, ws: aiohttp.ClientWebSocketResponse, number: int) -> None:
        """Prove the connection, settle what it finds, prove it now and then; close it when it is no good.

        Asterisk (22.10.1) leaves a connection deaf for ever that was opened while the one before it, of the
        same application, was being torn down: open, but without events, often without answers.
        """
        try:
            await self._ari.prove(_FIRST_PROOF_SECONDS)
            self._delays = _delays()
            self._was_connected = True
            self._ari.connected.set()
            log.info("asterisk connected", app=self._ari.app)
            await settle(self._ari)
            while True:
                await asyncio.sleep(_PROOF_EVERY_SECONDS)
                await self._ari.prove(_PROOF_SECONDS)
        except SwitchError as error:
            log.warning("asterisk connection useless", app=self._ari.app, reason=str(error))
            if not self._was_connected and number == _FIRST_TRIES:
                self._fail(error)
        await ws.close()

    async def _reopen(self) -> aiohttp.ClientWebSocketResponse:
        for delay in self._delays:
            await asyncio.sleep(delay)
            try:
                return await self._link.events()
            except SwitchError as error:
                log.warning("asterisk unreachable", reason=str(error))
        raise AssertionError("the delays never end")

    def _on_replaced(self) -> None:
        self._fail(
            SwitchError(
                f"Another program connected to Asterisk as ARI application {self._ari.app!r} and now gets "
                "our calls: stop it, or give each instance an application name of its own."
            )
        )

    def _fail(self, error: SwitchError) -> None:
        if not self._failure.done():
            self._failure.set_result(error)


def _delays() -> Iterator[float]:
    return delays(first=0.1, longest=5.0, random=random.random)
