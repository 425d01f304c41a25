"""Calls that we make: ring somebody, and have a Call once they answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.ari_events import Channel, ChannelEvent, Destroyed, Lost, StasisStart
from voiceapp.telephony.channel import AriCall
from voiceapp.telephony.names import Kind, new_name, safe_caller_id

_ORIGINATE_SECONDS = 10.0


class NotAnsweredError(CallGoneError):
    """Nobody took the call. `cause` is the Q.850 number (17 busy, 19 no answer, 21 rejected, 1 no such
    number …), 0 when Asterisk went away."""

    def __init__(self, cause: int, reason: str) -> None:
        self.cause = cause
        super().__init__(f"The call was not answered: {reason}.")


@asynccontextmanager
async def outgoing_call(
    ari: Ari, endpoint: str, *, caller_id: str | None = None, ring_seconds: float = 30.0
) -> AsyncIterator[AriCall]:
    """Ring `endpoint` (for example "PJSIP/100@trunk"; from configuration, never from a caller) and yield the
    call when it is answered and its media is set up. Leaving hangs up.

    `caller_id` is filtered. NotAnsweredError, or SwitchError when Asterisk would not even try.
    """
    name = new_name(ari.app, Kind.OUTGOING)
    answered: asyncio.Future[Channel] = asyncio.get_running_loop().create_future()

    def on_event(event: ChannelEvent) -> None:
        if answered.done():
            return
        if isinstance(event, StasisStart):
            answered.set_result(event.channel)
        elif isinstance(event, Destroyed):
            answered.set_exception(NotAnsweredError(event.cause, event.text or "no reason given"))
        elif isinstance(event, Lost):
            answered.set_exception(NotAnsweredError(0, "Asterisk was restarted"))

    ari.watch(name, on_event)
    try:
        await ari.request(
            "POST",
            "channels",
            query={
                "endpoint": endpoint,
                "app": ari.app,
                "channelId": name,
                "timeout": str(max(1, round(ring_seconds))),
                "callerId": safe_caller_id(caller_id or "") or "",
            },
            timeout=_ORIGINATE_SECONDS,
        )
        try:
            # Asterisk gives up by itself after ring_seconds; this is for one that says nothing any more.
            async with asyncio.timeout(ring_seconds + _ORIGINATE_SECONDS):
                channel = await answered
        except TimeoutError:
            raise SwitchError("Asterisk did not say how an outgoing call ended: is it overloaded?") from None
        call = AriCall(ari, channel)
        async with call.session():
            try:
                yield call
            finally:
                await call.hang_up()
    finally:
        ari.unwatch(name, on_event)
        await ari.tell("DELETE", f"channels/{name}")
