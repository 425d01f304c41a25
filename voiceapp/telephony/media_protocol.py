"""The control messages of Asterisk's media websocket (chan_websocket, JSON format), and how audio is cut.

Facts (22.10.1): the queue holds 1000 frames of 20 ms, beyond which audio is silently dropped; MEDIA_XOFF
comes at 900, MEDIA_XON under 800. A mark is reported when everything queued before it has been played.
FLUSH_MEDIA empties the queue, marks included. A command longer than 128 bytes is ignored.
"""

import json
from dataclasses import dataclass

from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS

# One second a message: far below the 64,000 bytes a message may have, and fine enough to resume after a loss.
PART_BYTES = FRAME_BYTES * 50
PART_SECONDS = PART_BYTES / FRAME_BYTES * FRAME_SECONDS
# So many parts are sent ahead of what was heard: 8 s = 400 frames, well under MEDIA_XOFF.
PARTS_AHEAD = 8

START = '{"command":"START_MEDIA_BUFFERING"}'
FLUSH = '{"command":"FLUSH_MEDIA"}'


def mark(name: str, *, last: bool) -> str:
    """The command that has Asterisk report when everything up to here was played. The last mark of a prompt
    also pads an incomplete frame with silence."""
    command = "STOP_MEDIA_BUFFERING" if last else "MARK_MEDIA"
    return json.dumps({"command": command, "correlation_id": name}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything up to the mark of this name was played."""

    name: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Asterisk's queue takes more audio, or does not."""

    open: bool


def parse_control(text: str) -> Heard | Flow | None:
    """A control message we act on; None for any other."""
    try:
        data = json.loads(text)
        kind = data["event"]
        if kind in ("MEDIA_MARK_PROCESSED", "MEDIA_BUFFERING_COMPLETED"):
            return Heard(str(data["correlation_id"]))
    except (ValueError, KeyError, TypeError):
        return None
    if kind == "MEDIA_XOFF":
        return Flow(open=False)
    if kind == "MEDIA_XON":
        return Flow(open=True)
    return None


def parts(pcm: bytes) -> tuple[bytes, ...]:
    """The audio in messages of one second; the last may be shorter. Empty for no audio."""
    return tuple(pcm[start : start + PART_BYTES] for start in range(0, len(pcm), PART_BYTES))


class Framer:
    """Cuts what the caller's line sends into frames of exactly 20 ms, whatever its packet length is."""

    def __init__(self) -> None:
        self._rest = b""

    def frames(self, pcm: bytes) -> tuple[bytes, ...]:
        """The whole frames that are complete now."""
        if not self._rest and len(pcm) == FRAME_BYTES:
            return (pcm,)  # nearly always
        data = self._rest + pcm
        whole = len(data) // FRAME_BYTES * FRAME_BYTES
        self._rest = data[whole:]
        return tuple(data[start : start + FRAME_BYTES] for start in range(0, whole, FRAME_BYTES))
