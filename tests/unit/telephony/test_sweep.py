"""What is settled after a reconnect: only what is certainly left over, or certainly gone."""

from typing import Any

from voiceapp.telephony.names import Kind, new_name
from voiceapp.telephony.sweep import Findings, compare, settle

BRIDGE, OLD_BRIDGE = new_name("voiceapp", Kind.BRIDGE), new_name("voiceapp", Kind.BRIDGE)
MEDIA, OLD_MEDIA = new_name("voiceapp", Kind.MEDIA), new_name("voiceapp", Kind.MEDIA)
OLD_OUTGOING = new_name("voiceapp", Kind.OUTGOING)


def test_each_channel_and_bridge_is_told_apart() -> None:
    found = compare(
        "voiceapp",
        watched={"17.1", "17.2", MEDIA},
        bridges={BRIDGE},
        app_channels=["17.1", MEDIA, "16.9", OLD_MEDIA, OLD_OUTGOING],
        all_bridges=[BRIDGE, OLD_BRIDGE, new_name("voiceapp2", Kind.BRIDGE), "conference"],
    )
    assert found == Findings(
        lost=frozenset({"17.2"}),
        callers=frozenset({"16.9"}),
        channels=frozenset({OLD_MEDIA, OLD_OUTGOING}),
        bridges=frozenset({OLD_BRIDGE}),
    )


class Exchange:
    """An Owner with an Asterisk that changes from look to look."""

    app = "voiceapp"

    def __init__(self, *looks: tuple[list[str], list[str]], watched: frozenset[str] = frozenset()) -> None:
        self._looks = list(looks)
        self.watched = watched
        self.bridges: frozenset[str] = frozenset()
        self.told: list[tuple[str, str]] = []
        self.lost: list[str] = []

    async def request(self, method: str, path: str) -> Any:
        assert method == "GET"
        channels, bridges = self._looks[0]
        if path == "bridges":
            self._looks.pop(0)
            return [{"id": name} for name in bridges]
        assert path == "applications/voiceapp"
        return {"channel_ids": channels}

    async def tell(self, method: str, path: str) -> None:
        self.told.append((method, path))

    def lose(self, channel_id: str) -> None:
        self.lost.append(channel_id)


async def test_when_nothing_is_left_over_one_look_is_enough() -> None:
    exchange = Exchange((["17.1"], []), watched=frozenset({"17.1"}))
    await settle(exchange)
    assert (exchange.told, exchange.lost) == ([], [])


async def test_what_is_left_over_at_both_looks_is_settled() -> None:
    look = (["16.9", OLD_MEDIA], [OLD_BRIDGE])
    exchange = Exchange(look, look, watched=frozenset({"17.1"}))
    await settle(exchange)
    assert exchange.told == [
        ("POST", "channels/16.9/continue"),
        ("DELETE", f"channels/{OLD_MEDIA}"),
        ("DELETE", f"bridges/{OLD_BRIDGE}"),
    ]
    assert exchange.lost == ["17.1"]


async def test_a_call_that_is_just_being_set_up_is_left_alone() -> None:
    exchange = Exchange((["17.3"], [OLD_BRIDGE]), (["17.1"], []), watched=frozenset({"17.1"}))
    await settle(exchange)
    assert (exchange.told, exchange.lost) == ([], [])
