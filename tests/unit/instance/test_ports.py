"""Port numbers for one Asterisk."""

import random
import socket

import pytest

from voiceapp.instance.ports import free_ports, is_free


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_port_that_somebody_has_is_not_free(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind == socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        assert not is_free(port)
    assert is_free(port)


def test_the_ports_of_one_asterisk_never_overlap() -> None:
    for seed in range(50):
        ports = free_ports(chance=random.Random(seed))
        assert len({ports.sip, ports.http, ports.ami}) == 3
        assert ports.rtp_first % 2 == 0
        assert ports.rtp_first < ports.rtp_last < min(ports.sip, ports.http, ports.ami)
