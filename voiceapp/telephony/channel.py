"""One call on a real Asterisk: the caller's channel, a bridge, and an external media channel beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto

from voiceapp.claims.incident import CallId
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.logs import get_logger
from voiceapp.ports import FRAME_SECONDS, Audio, AudioFrame, CallerInfo, Digit
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.ari_events import Channel, ChannelEvent, DtmfReceived, StasisStart
from voiceapp.telephony.external_media import ExternalMedia, external_media
from voiceapp.telephony.media import MediaLostError, MediaSocket, Playback
from voiceapp.telephony.names import Kind, as_digit, checked_queue, new_name, safe_caller_id, safe_extension
from voiceapp.telephony.streams import Stream
from voiceapp.telephony.tasks import beside

log = get_logger("telephony")

_FRAMES_KEPT = 3000  # one minute, for a consumer that is slow
_DIGITS_KEPT = 200
_RECONNECT_SECONDS = 10.0  # so long a call waits for the ARI connection before it counts as gone


class _State(Enum):
    """LIVE goes to any other; MEDIA_LOST to LEFT or HANDED_OFF; nothing goes back."""

    LIVE = auto()
    MEDIA_LOST = auto()  # the caller is there but can be neither heard nor spoken to: hand off
    LEFT = auto()  # hung up, or taken away
    HANDED_OFF = auto()


class AriCall:
    """A Call (see ports). Nothing works before `session` is entered."""

    def __init__(self, ari: Ari, channel: Channel) -> None:
        self._ari = ari
        self._channel = channel
        self._bridge = new_name(ari.app, Kind.BRIDGE)
        self._state = _State.LIVE
        self._over = asyncio.Event()  # LEFT or HANDED_OFF
        self._frames: Stream[AudioFrame] = Stream(longest=_FRAMES_KEPT)
        self._digits: Stream[Digit] = Stream(longest=_DIGITS_KEPT)
        self._frames_heard = 0
        self._media: MediaSocket | None = None
        self._media_changed = asyncio.Event()
        self._playing = asyncio.Lock()
        ari.watch(channel.id, self._on_event)
        ari.bridges.add(self._bridge)

    @property
    def id(self) -> CallId:
        """Asterisk's own unique id of the channel: the lower rungs of the ladder know the call by it, too."""
        return CallId(self._channel.id)

    @property
    def info(self) -> CallerInfo:
        return CallerInfo(
            extension=safe_extension(self._channel.extension),
            caller_id=safe_caller_id(self._channel.caller_number),
        )

    def frames(self) -> AsyncIterator[AudioFrame]:
        """See ports. What arrived while nobody listened is dropped. SwitchError when the media is lost."""
        self._frames.clear()
        return aiter(self._frames)

    def digits(self) -> AsyncIterator[Digit]:
        """See ports. Keys pressed while nobody listened wait for the next listener."""
        return aiter(self._digits)

    async def play(self, audio: Audio, *, on_first_frame: Callable[[], None] | None = None) -> None:
        """See ports. A second one waits for the first. Goes on by itself when the media connection had to be
        opened again; SwitchError when that failed."""
        self._check_there()
        playback = Playback.of(audio, on_first_frame)
        async with self._playing:
            while not playback.finished:
                media = await self._open_media()
                with suppress(MediaLostError):
                    await media.play(playback)

    async def hand_off(self, queue: str) -> None:
        """See ports. SwitchError for a name that cannot be a queue, or when Asterisk refuses."""
        extension = checked_queue(queue)
        self._check_there()
        await self._ask("POST", "variable", {"variable": "VOICEAPP_DONE", "value": "1"})
        await self._ask("POST", "variable", {"variable": "HANDOFF", "value": extension})
        await self._ask("POST", "continue", {"context": "agents", "extension": extension, "priority": "1"})
        self._end(_State.HANDED_OFF)
        self._state = _State.HANDED_OFF  # the end of Stasis may have been told before the answer came

    async def hang_up(self) -> None:
        """See ports. No error when the caller was quicker."""
        with suppress(CallGoneError):
            self._check_there()
            await self._ask("DELETE")
            self._end(_State.LEFT)

    async def wait_hung_up(self) -> None:
        """Returns when the call is no longer ours: hung up, taken away or handed off."""
        await self._over.wait()

    async def send_digits(self, digits: str) -> None:
        """Press keys towards the far end, 100 ms each and 100 ms apart. Returns when Asterisk took the order:
        the keys sound on for 0.2 s each."""
        if not digits or any(as_digit(digit) is None for digit in digits):
            raise ValueError("only the keys 0-9, *, # and A-D can be sent")
        self._check_there()
        await self._ask(
            "POST", "dtmf", {"dtmf": digits, "between": "100", "duration": "100"}, repeatable=False
        )

    @asynccontextmanager
    async def session(self) -> AsyncIterator["AriCall"]:
        """Set up the media and answer; leaving frees everything. A caller who is still there when it is left
        goes on in the dialplan after Stasis(), where the next rung of the ladder takes the call.

        CallGoneError when the caller hung up meanwhile, SwitchError when Asterisk would not.
        """
        try:
            self._check_there()
            async with beside(self._keep_media(), name=f"media of {self.id}"):
                try:
                    await self._open_media()
                    if not self._channel.answered:
                        await self._ask("POST", "answer")
                    yield self
                finally:
                    await self._give_back()
        finally:
            await self.refuse()

    async def refuse(self) -> None:
        """Have no part in this call (any more). Idempotent, never raises."""
        await self._give_back()
        self._end(_State.LEFT)
        self._ari.unwatch(self._channel.id, self._on_event)
        if self._bridge in self._ari.bridges:
            self._ari.bridges.remove(self._bridge)
            await self._ari.tell("DELETE", f"bridges/{self._bridge}")

    async def _give_back(self) -> None:
        """Send a caller who is still there on in the dialplan, as one we have not served."""
        if not self._over.is_set():
            channel = f"channels/{self._channel.id}"
            # A hand-off that failed half-way has said otherwise.
            await self._ari.tell(
                "POST", f"{channel}/variable", query={"variable": "VOICEAPP_DONE", "value": "0"}
            )
            await self._ari.tell("POST", f"{channel}/continue")
            self._end(_State.LEFT)

    async def _keep_media(self) -> None:
        """Hold the media connection as long as the call lives. When it breaks it is opened again, once."""
        try:
            await self._ari.request("POST", "bridges", query={"bridgeId": self._bridge, "type": "mixing"})
            for again in (False, True):
                async with external_media(self._ari, self._on_frame) as media:
                    await self._join(media, again=again)
                    await media.socket.run()
                if not await self._still_there():
                    self._end(_State.LEFT)
                    return
                log.warning("media connection lost", call=self.id, again=again)
        except SwitchError as error:
            log.warning("media connection failed", call=self.id, reason=str(error))
        self._end(_State.MEDIA_LOST if await self._still_there() else _State.LEFT)

    async def _join(self, media: ExternalMedia, *, again: bool) -> None:
        if not again:
            await self._ari.request(
                "POST", f"bridges/{self._bridge}/addChannel", query={"channel": self._channel.id}
            )
        await media.join(self._bridge)
        self._media = media.socket
        self._media_changed.set()

    async def _still_there(self) -> bool:
        if self._over.is_set():
            return False
        try:
            await self._ari.request(
                "GET", f"channels/{self._channel.id}", timeout=_RECONNECT_SECONDS, repeatable=True
            )
        except SwitchError:  # 404, or no Asterisk any more
            return False
        return not self._over.is_set()

    async def _open_media(self) -> MediaSocket:
        while True:
            self._check_there()
            if self._state is _State.MEDIA_LOST:
                raise _media_lost()
            if self._media is not None and self._media.open:
                return self._media
            self._media_changed.clear()
            await self._media_changed.wait()

    async def _ask(
        self,
        method: str,
        action: str = "",
        query: Mapping[str, str] | None = None,
        *,
        repeatable: bool = True,
    ) -> None:
        path = f"channels/{self._channel.id}" + (f"/{action}" if action else "")
        try:
            await self._ari.request(method, path, query=query or {}, repeatable=repeatable)
        except SwitchError as error:
            # 404: no such channel; 409: not in our application; 412: hanging up.
            if self._over.is_set() or error.status in (404, 409, 412):
                self._end(_State.LEFT)
                raise CallGoneError("The call ended.") from None
            raise

    def _check_there(self) -> None:
        if self._over.is_set():
            handed_off = self._state is _State.HANDED_OFF
            raise CallGoneError("The call was handed off." if handed_off else "The call ended.")

    def _on_event(self, event: ChannelEvent) -> None:
        if isinstance(event, DtmfReceived):
            if (digit := as_digit(event.digit)) is not None:
                self._digits.put(digit)
        elif not isinstance(event, StasisStart):
            self._end(_State.LEFT)

    def _on_frame(self, pcm: bytes) -> None:
        self._frames.put(AudioFrame(pcm, self._frames_heard * FRAME_SECONDS))
        self._frames_heard += 1

    def _end(self, state: _State) -> None:
        """Enter a state from which there is no way back, and wake everybody who waits. Idempotent."""
        if self._over.is_set():
            return
        self._state = state
        if state is not _State.MEDIA_LOST:
            self._over.set()
            # Asterisk numbers its channels from the time of day: one that is restarted within a second may
            # give the next call the same id.
            self._ari.unwatch(self._channel.id, self._on_event)
        error = _media_lost() if state is _State.MEDIA_LOST else None
        self._frames.end(error)
        self._digits.end(error)
        if self._media is not None:
            self._media.stop()
        self._media_changed.set()


def _media_lost() -> SwitchError:
    return SwitchError(
        "The audio connection of a call broke and could not be opened again: "
        "look for 'WebSocket' in Asterisk's log, and check 'sessionlimit' in http.conf."
    )
