"""Key presses as packets."""

import struct
from itertools import pairwise

import pytest

from scripts.lib.keypad import EVENTS, PAYLOAD_TYPE, capture

Packet = tuple[float, int, int, int, int, bool, int]  # time, marker, number, stamp, event, end, duration


def packets(pcap: bytes) -> list[Packet]:
    """Read a capture back."""
    found: list[Packet] = []
    at = 24
    while at < len(pcap):
        seconds, micros, size, _ = struct.unpack_from("<IIII", pcap, at)
        rtp = pcap[at + 16 + 42 : at + 16 + size]
        _, kind, number, stamp, _ = struct.unpack_from("!BBHII", rtp)
        event, flags, duration = struct.unpack_from("!BBH", rtp, 12)
        assert kind & 0x7F == PAYLOAD_TYPE
        found.append((seconds + micros / 1e6, kind >> 7, number, stamp, event, bool(flags & 0x80), duration))
        at += 16 + size
    return found


def test_each_key_begins_once_ends_three_times_and_has_a_stamp_of_its_own() -> None:
    found = packets(capture("55#")[0])
    stamps = sorted({packet[3] for packet in found})
    assert len(stamps) == 3
    for stamp, event in zip(stamps, (5, 5, 11), strict=True):
        key = [packet for packet in found if packet[3] == stamp]
        assert {packet[4] for packet in key} == {event}
        assert [packet[1] for packet in key] == [1] + [0] * (len(key) - 1)
        assert [packet[5] for packet in key] == [False] * (len(key) - 3) + [True] * 3
        assert key[-1][6] == 960  # 120 ms at 8 kHz


def test_numbers_and_times_only_go_up_also_from_one_capture_to_the_next() -> None:
    first, free = capture("12")
    second, _ = capture("3", first=free)
    found = packets(first)
    for one, two in pairwise(found):
        assert two[2] == one[2] + 1
        assert two[0] >= one[0]
    later = packets(second)
    assert later[0][2] > found[-1][2]
    assert later[0][3] > found[-1][3]


def test_every_key_there_is_has_its_event() -> None:
    assert [packet[4] for packet in packets(capture(EVENTS)[0]) if packet[1]] == list(range(16))


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        capture("1x")
