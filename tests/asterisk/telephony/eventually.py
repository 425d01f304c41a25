"""Waiting for what Asterisk does by itself and announces to nobody."""

import asyncio
from collections.abc import Awaitable, Callable

from voiceapp.telephony.ari_client import Ari


async def eventually(look: Callable[[], Awaitable[bool]], *, what: str, seconds: float = 5.0) -> None:
    """Returns once `look` says True; AssertionError when it never does."""
    for _ in range(round(seconds / 0.01)):
        if await look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never happened: {what}")


async def all_callers_on_the_next_rung(observer: Ari, *, count: int = 1) -> None:
    """Returns once every channel of the hotline is in the dialplan behind Stasis()."""

    async def look() -> bool:
        channels = await observer.request("GET", "channels")
        return [channel["dialplan"]["exten"] for channel in channels] == ["next-rung"] * count

    await eventually(look, what=f"{count} callers on the next rung")


async def nothing_left(observer: Ari) -> None:
    """Returns once the hotline has neither channels nor bridges."""

    async def look() -> bool:
        return not await observer.request("GET", "channels") and not await observer.request("GET", "bridges")

    await eventually(look, what="no channel and no bridge left")
