"""Port numbers for one Asterisk."""

import random
import socket
from dataclasses import dataclass

from voiceapp.errors import SwitchError

# Below the range the kernel gives to outgoing connections (32768 and up), so that nothing takes a port
# by chance between our look and Asterisk's start.
_FIRST, _LAST = 20_000, 32_000
_RTP_PORTS = 400  # two for each call and direction, for about a hundred calls


@dataclass(frozen=True, slots=True)
class Ports:
    """SIP (UDP and TCP), HTTP and AMI on loopback, and the range for audio, both ends included."""

    sip: int
    http: int
    ami: int
    rtp_first: int
    rtp_last: int


def free_ports(*, host: str = "127.0.0.1", chance: random.Random | None = None) -> Ports:
    """Ports nobody listens on right now. SwitchError when there are hardly any left."""
    chance = chance or random.SystemRandom()
    single: list[int] = []
    for _ in range(300):
        port = chance.randrange(_FIRST, _LAST)
        if port not in single and is_free(port, host=host):
            single.append(port)
        if len(single) == 3:
            break
    else:
        raise SwitchError(f"no free ports between {_FIRST} and {_LAST} on {host}; stop what uses them")
    first = chance.randrange(10_000, _FIRST - _RTP_PORTS, 2)  # Asterisk skips those that are taken
    sip, http, ami = single
    return Ports(sip=sip, http=http, ami=ami, rtp_first=first, rtp_last=first + _RTP_PORTS - 1)


def is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    """Whether both a TCP and a UDP server could bind the port now."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind == socket.SOCK_STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True
