"""Key presses as packets for SIPp. Standard library only.

SIPp 3.6.1's own `play_dtmf` sends event 0 for every key, with a payload type that changes on the way, and
the captures that come with it all carry one time stamp, so a receiver takes the second key for a repeat of
the first. Hence captures of our own, played by `play_pcap_audio`.
"""

import struct

PAYLOAD_TYPE = 101  # what the scenarios offer for telephone-event
EVENTS = "0123456789*#ABCD"
_PRESSED_FRAMES = 6  # of 20 ms
_GAP_FRAMES = 5
_SAMPLES = 160  # a frame, at 8 kHz
_SSRC = 0x51BB


def capture(keys: str, *, first: int = 1) -> tuple[bytes, int]:
    """The pcap file of somebody pressing `keys` (RFC 4733), 120 ms each, 100 ms apart.

    `first`: the number of the first RTP packet; the second value is the next free one. Captures played one
    after the other in one call must not repeat numbers. ValueError for what is no key.
    """
    out = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
    number = first
    frame = 0
    for key in keys:
        event = EVENTS.index(key)
        began = (number * _SAMPLES + frame * _SAMPLES) & 0xFFFFFFFF
        for step in range(1, _PRESSED_FRAMES + 3):
            last = step >= _PRESSED_FRAMES  # the end of a key is said three times, for lost packets
            length = min(step, _PRESSED_FRAMES) * _SAMPLES
            marker = 0x80 if step == 1 else 0
            rtp = struct.pack("!BBHII", 0x80, marker | PAYLOAD_TYPE, number & 0xFFFF, began, _SSRC)
            rtp += struct.pack("!BBH", event, (0x80 if last else 0) | 10, length)
            out += _packet(rtp, at=0.02 * (frame + min(step, _PRESSED_FRAMES)))
            number += 1
        frame += _PRESSED_FRAMES + _GAP_FRAMES
    return bytes(out), number + frame


def _packet(rtp: bytes, *, at: float) -> bytes:
    """One captured frame; SIPp takes the payload and the time, and puts in addresses of its own."""
    udp = struct.pack("!HHHH", 6000, 6000, 8 + len(rtp), 0) + rtp
    loopback = bytes((127, 0, 0, 1))
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, loopback, loopback) + udp
    ethernet = bytes(12) + b"\x08\x00" + ip
    whole, fraction = divmod(round(at * 1_000_000), 1_000_000)
    return struct.pack("<IIII", whole, fraction, len(ethernet), len(ethernet)) + ethernet
