"""A telephone of nothing but two sockets: for what no well-behaved SIP stack would do (send no audio at all,
fall silent in the middle of a word) and for measuring to the packet. G.711 mu-law, keys as RFC 4733 events.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

import numpy as np
import soxr

from tests.robot import rtp
from tests.robot.sip import Dialog, own_address
from tests.robot.sounds import from_mulaw, to_mulaw
from voiceapp.errors import CallGoneError
from voiceapp.ports import FRAME_SECONDS, SAMPLE_RATE, Audio, AudioFrame
from voiceapp.telephony.tasks import beside

_NARROW = SAMPLE_RATE // 2
_BETWEEN_KEYS = 5  # slots of 20 ms


class Phone:
    """A call that is up; a `caller.Handset`. Made by `ringing`.

    `answered_at`: when the 200 OK arrived (monotonic).
    """

    def __init__(self, dialog: Dialog, *, steady: bool) -> None:
        self.answered_at = dialog.answered_at
        self._dialog = dialog
        self._steady = steady
        self._slots: deque[tuple[int, bytes]] = deque()
        self._said = asyncio.Event()
        self._heard: asyncio.Queue[AudioFrame | None] = asyncio.Queue()
        self._frames = 0
        self._last = 0
        dialog.on_bye = self._over

    async def frames(self) -> AsyncIterator[AudioFrame]:
        """What came since the answer; ends with the call."""
        while (frame := await self._heard.get()) is not None:
            yield frame

    async def play(self, audio: Audio) -> None:
        """Speak; returns when the last packet is out. CallGoneError when the hotline has hung up."""
        wide = np.frombuffer(audio.pcm, "<i2").astype(np.float32)
        narrow = np.clip(soxr.resample(wide, SAMPLE_RATE, _NARROW), -32768, 32767).astype(np.int16)
        coded = to_mulaw(narrow)
        cuts = range(0, len(coded), rtp.SAMPLES)
        await self._send((rtp.MULAW, coded[at : at + rtp.SAMPLES].ljust(rtp.SAMPLES, b"\xff")) for at in cuts)

    async def send_digits(self, digits: str) -> None:
        """Press keys, 100 ms each and 100 ms apart; returns when all were sent."""
        for digit in digits:
            await self._send([(rtp.EVENTS, payload) for payload in rtp.key(digit)])
            await self._send([(rtp.MULAW, b"")] * _BETWEEN_KEYS)

    async def hang_up(self) -> None:
        if not self._dialog.over:
            self._dialog.bye()
            self._over()

    async def _send(self, slots: Iterable[tuple[int, bytes]]) -> None:
        if self._dialog.over:
            raise CallGoneError("the hotline hung up")
        self._said.clear()
        self._slots.extend(slots)
        await self._said.wait()

    async def send_for_ever(self, out: Callable[[bytes], None]) -> None:
        """Every 20 ms what there is to send, on a clock that does not drift."""
        stream = rtp.Stream()
        due = time.monotonic()
        while True:
            if self._slots:
                packet = stream.packet(*self._slots.popleft())
            else:
                self._said.set()
                packet = stream.packet(rtp.MULAW, rtp.SILENCE if self._steady else b"")
            if packet and not self._dialog.over:
                out(packet)
            due += FRAME_SECONDS
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    def hear(self, packet: bytes) -> None:
        """A packet of RTP came: hand it out at 16 kHz."""
        narrow = from_mulaw(np.frombuffer(rtp.audio(packet), np.uint8)).astype(np.int32)
        if not len(narrow):
            return
        between = (np.concatenate(([self._last], narrow[:-1])) + narrow) // 2
        self._last = int(narrow[-1])
        wide = np.stack((between, narrow), axis=1).reshape(-1).astype("<i2")
        self._heard.put_nowait(AudioFrame(wide.tobytes(), self._frames * FRAME_SECONDS))
        self._frames += 1

    def _over(self) -> None:
        self._heard.put_nowait(None)
        self._slots.clear()
        self._said.set()


class _Socket(asyncio.DatagramProtocol):
    """Where audio arrives, from before the call is answered."""

    def __init__(self) -> None:
        self.early: list[bytes] = []
        self.hear: Callable[[bytes], None] = self.early.append

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.hear(data)


@asynccontextmanager
async def ringing(
    hotline: str, extension: str, *, caller_id: str | None = "5550142277", steady: bool = True
) -> AsyncIterator[Phone]:
    """Ring the hotline at HOST:PORT and be connected; leaving hangs up. `caller_id` None: withheld.

    `steady`: sends silence while it says nothing, as most telephones do; else it sends no packet then.
    NotAnsweredError when the hotline refuses.
    """
    loop = asyncio.get_running_loop()
    here = (own_address(hotline), 0)
    out, socket = await loop.create_datagram_endpoint(_Socket, local_addr=here)
    signalling, dialog = await loop.create_datagram_endpoint(
        lambda: Dialog(hotline, extension, caller_id), local_addr=here
    )
    try:
        await dialog.invite(out.get_extra_info("sockname")[1])
        phone = Phone(dialog, steady=steady)
        for packet in socket.early:
            phone.hear(packet)
        socket.hear = phone.hear
        async with beside(
            phone.send_for_ever(lambda packet: out.sendto(packet, dialog.media)), name="phone sends"
        ):
            try:
                yield phone
            finally:
                await phone.hang_up()
    finally:
        signalling.close()
        out.close()
