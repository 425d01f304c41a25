"""The Switch port on a real Asterisk."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from voiceapp.ports import Call
from voiceapp.telephony.ari import connect
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.ari_events import StasisStart
from voiceapp.telephony.channel import AriCall
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.streams import Stream


class AriSwitch:
    """Takes the calls that the dialplan sends to Stasis(app). Calls that come while nobody iterates over
    `calls` (before the start, while the last ones drain) go on in the dialplan at once."""

    def __init__(self, ari: Ari) -> None:
        self._ari = ari
        self._arrivals: Stream[AriCall] = Stream(longest=None)

    async def calls(self) -> AsyncGenerator[AbstractAsyncContextManager[Call], None]:
        """See ports; close it to take no more calls. Each context manager must be entered, and soon: its
        caller is waiting in silence."""
        self._ari.on_arrival = self._on_arrival
        try:
            async for call in self._arrivals:
                yield call.session()
        finally:
            self._ari.on_arrival = lambda _: False
            for call in self._arrivals.drain():
                await call.refuse()

    def _on_arrival(self, event: StasisStart) -> bool:
        self._arrivals.put(AriCall(self._ari, event.channel))
        return True


@asynccontextmanager
async def open_switch(account: AriAccount) -> AsyncIterator[AriSwitch]:
    """An AriSwitch on a connection of its own. Errors as in `ari.connect`."""
    async with connect(account) as ari:
        yield AriSwitch(ari)
