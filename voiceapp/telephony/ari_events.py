"""The ARI events we act on, as values. Everything else Asterisk sends is dropped here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Asterisk describes it. `caller_number` and `extension` come from outside: filter them."""

    id: str
    state: str
    caller_number: str
    extension: str

    @property
    def answered(self) -> bool:
        return self.state == "Up"


@dataclass(frozen=True, slots=True)
class StasisStart:
    """A channel came to our application."""

    channel: Channel

    @property
    def channel_id(self) -> str:
        return self.channel.id


@dataclass(frozen=True, slots=True)
class StasisEnd:
    """A channel left our application: it hung up, went on in the dialplan or was redirected."""

    channel_id: str


@dataclass(frozen=True, slots=True)
class DtmfReceived:
    """A key was pressed. `digit` is what Asterisk says, unchecked."""

    channel_id: str
    digit: str


@dataclass(frozen=True, slots=True)
class HangupRequest:
    """The far end hung up, or somebody asked Asterisk to hang up."""

    channel_id: str


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The channel is gone. `cause`: Q.850 number (16 normal, 17 busy, 19 no answer …), `text`: its name."""

    channel_id: str
    cause: int
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Made by us after a reconnect: Asterisk no longer has this channel in our application."""

    channel_id: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """Another connection took over our application name: we get no more events."""

    app: str


@dataclass(frozen=True, slots=True)
class UserEvent:
    """An event that a client had Asterisk send. `name`: what it was called."""

    name: str


ChannelEvent = StasisStart | StasisEnd | DtmfReceived | HangupRequest | Destroyed | Lost
Event = ChannelEvent | Replaced | UserEvent


def parse_channel(data: Mapping[str, Any]) -> Channel:
    """A channel from its JSON; KeyError or TypeError when it is none."""
    return Channel(
        id=str(data["id"]),
        state=str(data["state"]),
        caller_number=str(data["caller"]["number"]),
        extension=str(data["dialplan"]["exten"]),
    )


def parse_event(data: Mapping[str, Any]) -> Event | None:
    """The event in an ARI message, or None for one we have no use for (or cannot read)."""
    try:
        return _parse(data)
    except (KeyError, TypeError, ValueError):
        return None


def _parse(data: Mapping[str, Any]) -> Event | None:
    kind = data["type"]
    if kind == "ApplicationReplaced":
        return Replaced(app=str(data["application"]))
    if kind == "ChannelUserevent":
        return UserEvent(str(data["eventname"]))
    if kind == "StasisStart":
        return StasisStart(parse_channel(data["channel"]))
    if kind == "StasisEnd":
        return StasisEnd(str(data["channel"]["id"]))
    if kind == "ChannelDtmfReceived":
        return DtmfReceived(str(data["channel"]["id"]), str(data["digit"]))
    if kind == "ChannelHangupRequest":
        return HangupRequest(str(data["channel"]["id"]))
    if kind == "ChannelDestroyed":
        return Destroyed(str(data["channel"]["id"]), int(data["cause"]), str(data["cause_txt"]))
    return None
