"""One media websocket: the caller's audio in, prompts out at Asterisk's pace."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from voiceapp.ports import Audio
from voiceapp.telephony import media_protocol as protocol

# A part takes a second to be heard. This much longer and nothing is being played any more.
_STALLED_SECONDS = protocol.PART_SECONDS + 3.0


class MediaLostError(Exception):
    """The websocket closed, or Asterisk stopped playing. The call may still be there."""


@dataclass(slots=True)
class Playback:
    """One prompt and how far it got; outlives a websocket, so that it can go on over the next.

    `heard`: parts the far end has heard to the end.
    """

    parts: tuple[bytes, ...]
    on_first_frame: Callable[[], None] | None
    heard: int = 0

    @classmethod
    def of(cls, audio: Audio, on_first_frame: Callable[[], None] | None) -> "Playback":
        return cls(protocol.parts(audio.pcm), on_first_frame)

    @property
    def finished(self) -> bool:
        return self.heard >= len(self.parts)

    def started(self) -> None:
        """The first audio was handed over; says so once."""
        if self.on_first_frame is not None:
            report, self.on_first_frame = self.on_first_frame, None
            report()


class MediaSocket:
    """A media websocket that is being read by `run`."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse, on_frame: Callable[[bytes], None]) -> None:
        self._ws = ws
        self._on_frame = on_frame
        self._framer = protocol.Framer()
        self._names = itertools.count(1)
        self._open = True
        self._flow_open = True
        self._name = ""
        self._playback: Playback | None = None
        self._changed = asyncio.Event()

    @property
    def open(self) -> bool:
        """False once the websocket closed or `stop` was called."""
        return self._open

    def stop(self) -> None:
        """The call is over: whoever plays gets MediaLostError."""
        self._open = False
        self._changed.set()

    async def run(self) -> None:
        """Hand out frames and take note of what was heard until the websocket closes."""
        try:
            async for message in self._ws:
                if message.type is aiohttp.WSMsgType.BINARY:
                    for frame in self._framer.frames(message.data):
                        self._on_frame(frame)
                elif message.type is aiohttp.WSMsgType.TEXT:
                    self._control(message.data)
        finally:
            self.stop()

    async def play(self, playback: Playback) -> None:
        """Play what was not heard yet; returns when it was heard. One playback at a time.

        Cancelled: the line is silent within a frame. MediaLostError: `playback.heard` tells how far it got.
        """
        self._name = f"p{next(self._names)}"
        self._playback = playback
        try:
            await self._play(playback)
        except (aiohttp.ClientError, OSError):
            self.stop()  # known here before `run` knows: who tries again must wait for another socket
            raise MediaLostError from None
        except asyncio.CancelledError:
            await self._flush()
            raise
        finally:
            self._playback = None

    async def _play(self, playback: Playback) -> None:
        sent = playback.heard
        await self._ws.send_str(protocol.START)
        while not playback.finished:
            self._changed.clear()
            try:
                async with asyncio.timeout(_STALLED_SECONDS):
                    sent = await self._send_ahead(playback, sent)
                    if not self._open:
                        raise MediaLostError
                    await self._changed.wait()
            except TimeoutError:
                self.stop()
                await self._ws.close()  # ends `run`: the channel behind it is of no use
                raise MediaLostError from None

    async def _send_ahead(self, playback: Playback, sent: int) -> int:
        """Send as far ahead of what was heard as is good; how many parts are sent then."""
        total = len(playback.parts)
        while self._flow_open and sent < min(total, playback.heard + protocol.PARTS_AHEAD):
            await self._ws.send_bytes(playback.parts[sent])
            playback.started()
            sent += 1
            await self._ws.send_str(protocol.mark(f"{self._name}.{sent}", last=sent == total))
        return sent

    async def _flush(self) -> None:
        try:
            await self._ws.send_str(protocol.FLUSH)
        except (aiohttp.ClientError, OSError):
            self.stop()  # nobody hears anything any more

    def _control(self, text: str) -> None:
        event = protocol.parse_control(text)
        if isinstance(event, protocol.Flow):
            self._flow_open = event.open
            self._changed.set()
        elif isinstance(event, protocol.Heard) and self._playback is not None:
            name, _, heard = event.name.partition(".")
            if name == self._name and heard.isdecimal():
                self._playback.heard = int(heard)
                self._changed.set()
