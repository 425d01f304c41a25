"""ARI's events become values; what we have no use for becomes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.telephony.ari_events import (
    Channel,
    Destroyed,
    DtmfReceived,
    HangupRequest,
    Replaced,
    StasisEnd,
    StasisStart,
    UserEvent,
    parse_event,
)

CHANNEL = {
    "id": "17.1",
    "state": "Up",
    "caller": {"name": "x", "number": "555"},
    "dialplan": {"context": "lines", "exten": "100"},
}


@pytest.mark.parametrize(
    ("message", "event"),
    [
        ({"type": "StasisStart", "channel": CHANNEL}, StasisStart(Channel("17.1", "Up", "555", "100"))),
        ({"type": "StasisEnd", "channel": CHANNEL}, StasisEnd("17.1")),
        ({"type": "ChannelDtmfReceived", "channel": CHANNEL, "digit": "5"}, DtmfReceived("17.1", "5")),
        ({"type": "ChannelHangupRequest", "channel": CHANNEL}, HangupRequest("17.1")),
        (
            {"type": "ChannelDestroyed", "channel": CHANNEL, "cause": 17, "cause_txt": "User busy"},
            Destroyed("17.1", 17, "User busy"),
        ),
        ({"type": "ChannelUserevent", "eventname": "x", "userevent": {}}, UserEvent("x")),
        ({"type": "ApplicationReplaced", "application": "voiceapp"}, Replaced("voiceapp")),
    ],
)
def test_an_event_we_act_on_is_read(message: dict[str, Any], event: object) -> None:
    assert parse_event(message) == event


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "ChannelVarset", "channel": CHANNEL},
        {"type": "StasisStart"},
        {"type": "StasisStart", "channel": None},
        {"type": "ChannelDestroyed", "channel": CHANNEL, "cause": "many", "cause_txt": ""},
    ],
)
def test_an_event_of_no_use_or_without_its_parts_is_none(message: dict[str, Any]) -> None:
    assert parse_event(message) is None


@given(
    st.dictionaries(
        st.sampled_from(["type", "channel", "digit", "cause", "application"]),
        st.one_of(
            st.none(), st.integers(), st.sampled_from(["StasisStart", "StasisEnd", "ApplicationReplaced"])
        ),
    )
)
def test_no_message_breaks_the_reader(message: dict[str, Any]) -> None:
    parse_event(message)


def test_a_channel_is_answered_when_it_is_up() -> None:
    assert Channel("1", "Up", "", "").answered
    assert not Channel("1", "Ring", "", "").answered
