"""After each (re)connect: compare what Asterisk has with what we think we have, and settle the difference.

A killed app leaves callers in its Stasis application, media channels and bridges behind; a connection that
was down may have missed the end of a call. Channels that are still ours need nothing: Asterisk keeps an
application's subscriptions while its connection is down (seen on 22.10.1).
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from voiceapp.logs import get_logger
from voiceapp.telephony.names import Kind, is_ours

log = get_logger("telephony")

# A call being set up is known to one side only for a moment: only what is seen twice is settled.
_GRACE_SECONDS = 0.5


class Owner(Protocol):
    """The part of the ARI client that is needed here."""

    @property
    def app(self) -> str: ...
    @property
    def watched(self) -> Collection[str]:
        """Ids of the channels that belong to a living call."""
        ...

    @property
    def bridges(self) -> Collection[str]:
        """Ids of the bridges that belong to a living call."""
        ...

    async def request(self, method: str, path: str) -> Any: ...
    async def tell(self, method: str, path: str) -> None: ...
    def lose(self, channel_id: str) -> None:
        """Tell the owner of a channel that it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Findings:
    """`lost`: channels of living calls that Asterisk has no more. `callers`: channels in our application that
    nobody serves. `channels`, `bridges`: things we made for calls that are over."""

    lost: frozenset[str] = frozenset()
    callers: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    bridges: frozenset[str] = frozenset()

    def __and__(self, other: "Findings") -> "Findings":
        return Findings(
            self.lost & other.lost,
            self.callers & other.callers,
            self.channels & other.channels,
            self.bridges & other.bridges,
        )

    def __bool__(self) -> bool:
        return bool(self.lost or self.callers or self.channels or self.bridges)


def compare(
    app: str,
    *,
    watched: Collection[str],
    bridges: Collection[str],
    app_channels: Collection[str],
    all_bridges: Collection[str],
) -> Findings:
    """What is to be settled between our ids and Asterisk's."""
    strangers = frozenset(app_channels) - frozenset(watched)
    made = frozenset(
        name
        for name in strangers
        if any(is_ours(name, app=app, kind=kind) for kind in (Kind.MEDIA, Kind.OUTGOING))
    )
    return Findings(
        lost=frozenset(watched) - frozenset(app_channels),
        callers=strangers - made,
        channels=made,
        bridges=frozenset(
            name for name in all_bridges if is_ours(name, app=app, kind=Kind.BRIDGE) and name not in bridges
        ),
    )


async def settle(owner: Owner) -> None:
    """End what is gone, send stranded callers on in the dialplan, remove leftovers. SwitchError if Asterisk
    goes away meanwhile; the next connection settles again."""
    found = await _survey(owner)
    if not found:
        return
    await asyncio.sleep(_GRACE_SECONDS)
    found &= await _survey(owner)
    for name in found.lost:
        owner.lose(name)
    for name in found.callers:
        await owner.tell("POST", f"channels/{name}/continue")
    for name in found.channels:
        await owner.tell("DELETE", f"channels/{name}")
    for name in found.bridges:
        await owner.tell("DELETE", f"bridges/{name}")
    if found:
        log.info(
            "leftovers swept",
            lost=len(found.lost),
            callers_sent_on=len(found.callers),
            channels_removed=len(found.channels),
            bridges_removed=len(found.bridges),
        )


async def _survey(owner: Owner) -> Findings:
    application = await owner.request("GET", f"applications/{owner.app}")
    bridges = await owner.request("GET", "bridges")
    return compare(
        owner.app,
        watched=owner.watched,
        bridges=owner.bridges,
        app_channels=application["channel_ids"],
        all_bridges=[bridge["id"] for bridge in bridges],
    )
