"""As much of SIP (RFC 3261) over UDP as one outgoing call takes. Nothing is sent twice: it is for networks
that lose nothing."""

import asyncio
import re
import secrets
import socket
import time
from collections.abc import Callable
from typing import cast

_SDP = (
    "v=0\r\no=phone 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n"
)


def own_address(hotline: str) -> str:
    """Our address on the way to HOST:PORT. Sends nothing."""
    host, _, port = hotline.rpartition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((host, int(port)))
        return str(probe.getsockname()[0])


class NotAnsweredError(Exception):
    """The hotline did not take the call; the message is its SIP status line."""


class Dialog(asyncio.DatagramProtocol):
    """One call's signalling. `media`: where our audio goes, once answered. `on_bye`: called when the other
    side hangs up. `answered_at`: when the 200 OK arrived (monotonic)."""

    def __init__(self, hotline: str, extension: str, caller_id: str | None) -> None:
        host, _, port = hotline.rpartition(":")
        self._remote = (host, int(port))
        self._target = f"sip:{extension}@{hotline}"
        self._caller = caller_id or "anonymous"
        self._tag, self._call_id = secrets.token_hex(4), secrets.token_hex(8)
        self._cseq = 1
        self._to = f"<{self._target}>"
        self._contact = self._target
        self._host, self._port = "", 0
        self._transport: asyncio.DatagramTransport | None = None
        self._final: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.media = ("", 0)
        self.answered_at = 0.0
        self.over = False
        self.on_bye: Callable[[], None] = lambda: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        self._host, self._port = transport.get_extra_info("sockname")[:2]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        text = data.decode(errors="replace")
        if text.startswith("SIP/2.0"):
            self._response(text)
        elif not text.startswith("ACK "):
            self._request(text)

    async def invite(self, audio_port: int, *, patience: float = 10.0) -> None:
        """Ring; returns when answered. NotAnsweredError when refused, TimeoutError when ignored."""
        sdp = _SDP.format(host=self._host, port=audio_port)
        self._send("INVITE", self._target, sdp)
        async with asyncio.timeout(patience):
            answer = await self._final
        self._send("ACK", self._contact)
        status = answer.split("\r\n", 1)[0]
        if " 200 " not in status:
            self.over = True
            raise NotAnsweredError(status)
        port = re.search(r"^m=audio (\d+)", answer, re.MULTILINE)
        assert port is not None
        self.media = (self._remote[0], int(port[1]))

    def bye(self) -> None:
        """Hang up. Idempotent."""
        if not self.over:
            self.over = True
            self._cseq += 1
            self._send("BYE", self._contact)

    def _response(self, text: str) -> None:
        code = int(text.split(" ", 2)[1])
        if code < 200 or self._final.done():
            return
        self.answered_at = time.monotonic()
        self._to = _header(text, "To")
        if found := re.search(r"<([^>]+)>", _header(text, "Contact")):
            self._contact = found[1]
        self._final.set_result(text)

    def _request(self, text: str) -> None:
        names = ("Via", "From", "To", "Call-ID", "CSeq")
        lines = [f"{name}: {_header(text, name)}" for name in names]
        self._post("\r\n".join(("SIP/2.0 200 OK", *lines, "Content-Length: 0", "", "")))
        if text.startswith("BYE "):
            self.over = True
            self.on_bye()

    def _send(self, method: str, target: str, body: str = "") -> None:
        here = f"{self._host}:{self._port}"
        privacy = "Privacy: id\r\n" if self._caller == "anonymous" else ""
        self._post(
            f"{method} {target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{secrets.token_hex(6)};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:{self._caller}@{here}>;tag={self._tag}\r\nTo: {self._to}\r\n"
            f"Call-ID: {self._call_id}\r\nCSeq: {self._cseq} {method}\r\nContact: <sip:phone@{here}>\r\n"
            f"{privacy}{'Content-Type: application/sdp' + chr(13) + chr(10) if body else ''}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )

    def _post(self, message: str) -> None:
        assert self._transport is not None
        self._transport.sendto(message.encode(), self._remote)


def _header(text: str, name: str) -> str:
    found = re.search(rf"^{name}: *(.*?)\r?$", text, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else ""
