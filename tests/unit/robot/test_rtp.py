"""Packets that the robot's telephone sends."""

import struct

import numpy as np

from tests.robot import rtp
from tests.robot.sounds import from_mulaw, to_mulaw


def header(packet: bytes) -> tuple[int, int, int, int]:
    """Marker, payload type, sequence number, time."""
    _, kind, sequence, time, _ = struct.unpack(">BBHII", packet[: rtp.HEADER])
    return kind >> 7, kind & 0x7F, sequence, time


def test_time_goes_on_while_nothing_is_sent_and_numbers_do_not() -> None:
    stream = rtp.Stream()
    first = header(stream.packet(rtp.MULAW, rtp.SILENCE))
    assert stream.packet(rtp.MULAW, b"") == b""
    second = header(stream.packet(rtp.MULAW, rtp.SILENCE))
    assert (first[0], second[0]) == (1, 1), "the first packet after a pause is marked"
    assert second[2] - first[2] == 1
    assert second[3] - first[3] == 2 * rtp.SAMPLES


def test_a_key_keeps_its_time_and_ends_three_times() -> None:
    stream = rtp.Stream()
    packets = [stream.packet(rtp.EVENTS, payload) for payload in rtp.key("#")]
    assert len({header(packet)[3] for packet in packets}) == 1
    events = [struct.unpack(">BBH", packet[rtp.HEADER :]) for packet in packets]
    assert {event for event, _, _ in events} == {11}
    assert [flags >> 7 for _, flags, _ in events] == [0] * (len(events) - 3) + [1] * 3
    assert events[-1][2] == 5 * rtp.SAMPLES


def test_two_keys_have_two_times() -> None:
    stream = rtp.Stream()
    times = []
    for _ in range(2):
        packets = [stream.packet(rtp.EVENTS, payload) for payload in rtp.key("5")]
        times.append(header(packets[0])[3])
        stream.packet(rtp.MULAW, b"")
    assert times[0] != times[1]


def test_mulaw_there_and_back_is_nearly_the_same() -> None:
    samples = np.array([0, 1, -1, 40, -40, 1_000, -1_000, 12_345, -32_768, 32_767], np.int16)
    back = from_mulaw(np.frombuffer(to_mulaw(samples), np.uint8)).astype(int)
    assert np.all(np.abs(back - samples) <= np.maximum(8, np.abs(samples.astype(int)) // 16))
