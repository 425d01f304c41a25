"""RTP packets (RFC 3550) with mu-law audio and keys (RFC 4733)."""

import random
import struct

MULAW, EVENTS = 0, 101  # payload types, as in sip.py
SAMPLES = 160  # of 8 kHz, in 20 ms
HEADER = 12
SILENCE = b"\xff" * SAMPLES

_KEYS = "0123456789*#ABCD"
_VOLUME = 10
_LASTS = 5  # packets of 20 ms a key sounds; the last one is sent three times, as the RFC wants


class Stream:
    """Numbers the packets of one sender. Call `packet` once for each 20 ms, also when nothing is sent."""

    def __init__(self) -> None:
        self._ssrc = random.getrandbits(32)
        self._sequence = random.getrandbits(15)
        self._time = random.getrandbits(31)
        self._event_time: int | None = None
        self._talking = False

    def packet(self, kind: int, payload: bytes) -> bytes:
        """The packet for this moment; empty for an empty payload. Packets of one event keep its time."""
        self._time += SAMPLES
        if not payload:
            self._talking, self._event_time = False, None
            return b""
        time = self._time
        if kind == EVENTS:
            begins = self._event_time is None
            self._event_time = time = self._event_time or time
        else:
            begins, self._event_time = not self._talking, None
        self._talking = True
        self._sequence += 1
        return (
            struct.pack(
                ">BBHII",
                0x80,
                kind | (0x80 if begins else 0),
                self._sequence & 0xFFFF,
                time & 0xFFFFFFFF,
                self._ssrc,
            )
            + payload
        )


def key(digit: str) -> list[bytes]:
    """The payloads of one key press."""
    event = _KEYS.index(digit.upper())
    durations = [*range(1, _LASTS + 1), _LASTS, _LASTS]
    return [
        struct.pack(">BBH", event, (0x80 if i >= _LASTS - 1 else 0) | _VOLUME, n * SAMPLES)
        for i, n in enumerate(durations)
    ]


def audio(packet: bytes) -> bytes:
    """The mu-law bytes in a packet; empty if it carries none."""
    return packet[HEADER:] if len(packet) > HEADER and packet[1] & 0x7F == MULAW else b""
