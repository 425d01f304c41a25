"""Ears: voice activity, endpointing and a recogniser per language, put together to hear one answer.

One inbox holds everything that can happen while listening: a frame came, the line ended, the prompt is
over, the recogniser thought of something. `listen` takes one after the other: nothing runs beside it.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing

from voiceapp.errors import ModelError
from voiceapp.ports import AudioFrame, ListenRule, Pause, Recognizer, SpeechEvent, SpeechStarted
from voiceapp.speech.answer import Answer, DecodeOver, Late, LineOver, News, PromptOver
from voiceapp.speech.crew import Crew
from voiceapp.speech.voice_activity import VoiceActivity

STALL_SECONDS = 0.1  # a timer this late means that *we* were held up: frames may be waiting …
STALL_TURNS = 6  # … as many turns of the event loop away: socket, websocket, call, pump


class OfflineEars:
    """The `Ears` of voiceapp. `detectors` lends a voice detector for the time of one answer."""

    def __init__(
        self,
        recognizers: Mapping[str, Recognizer],
        detectors: Callable[[], AbstractAsyncContextManager[VoiceActivity]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._recognizers = dict(recognizers)
        self._detectors = detectors
        self._clock = clock

    def engine(self, language: str) -> str:
        return self._recognizer(language).name

    async def listen(
        self,
        frames: AsyncIterator[AudioFrame],
        *,
        language: str,
        rule: ListenRule,
        vocabulary: Sequence[str] = (),
        complete: Callable[[str], bool] | None = None,
        prompt_over: asyncio.Event | None = None,
    ) -> AsyncGenerator[SpeechEvent, None]:
        """See `Ears.listen`. When the line ends, what was said so far is the answer. Errors of the line and
        of the recogniser come out of here as they are."""
        recognizer = self._recognizer(language)
        inbox: asyncio.Queue[News] = asyncio.Queue()
        async with self._detectors() as voice, Crew() as crew:
            crew.start(_pump(frames, inbox), "frames to ears")
            if prompt_over is not None:
                crew.start(_await_prompt(prompt_over, inbox), "prompt over")
            answer = Answer(rule, language, complete, voice, self._clock)
            if prompt_over is None:
                answer.prompt_over()
            while not answer.closed:
                for event in answer.take(await self._next(inbox, answer)):
                    if isinstance(event, SpeechStarted):
                        reader = answer.tape.read()
                        crew.start(_decode(recognizer, reader, vocabulary, inbox), "recognizer")
                    yield event

    async def _next(self, inbox: asyncio.Queue[News], answer: Answer) -> News:
        """The next thing that happened, or Late at the deadline. Frames that wait for us come before timers:
        if this process was stalled, silence on the clock is no silence on the line."""
        while (deadline := answer.deadline()) is not None:
            try:
                async with asyncio.timeout(max(0.0, deadline - self._clock())):
                    return await inbox.get()
            except TimeoutError:
                late_by = self._clock() - deadline
            for _ in range(STALL_TURNS if late_by > STALL_SECONDS else 0):
                await asyncio.sleep(0)  # let the line deliver what piled up
            return Late() if inbox.empty() else inbox.get_nowait()
        return await inbox.get()

    def _recognizer(self, language: str) -> Recognizer:
        try:
            return self._recognizers[language]
        except KeyError:
            raise ModelError(f"no recogniser is open for the language {language!r}") from None


async def _pump(frames: AsyncIterator[AudioFrame], inbox: asyncio.Queue[News]) -> None:
    try:
        async for frame in frames:
            inbox.put_nowait(frame)
    except Exception as error:  # noqa: BLE001 (handed to the listener, which raises it)
        inbox.put_nowait(LineOver(error))
    else:
        inbox.put_nowait(LineOver())


async def _decode(
    recognizer: Recognizer,
    frames: AsyncIterator[AudioFrame | Pause],
    vocabulary: Sequence[str],
    inbox: asyncio.Queue[News],
) -> None:
    try:
        async with aclosing(recognizer.transcribe(frames, vocabulary=vocabulary)) as hypotheses:
            async for hypothesis in hypotheses:
                inbox.put_nowait(hypothesis)
    except Exception as error:  # noqa: BLE001 (handed to the listener, which raises it)
        inbox.put_nowait(DecodeOver(error))
    else:
        inbox.put_nowait(DecodeOver())


async def _await_prompt(prompt_over: asyncio.Event, inbox: asyncio.Queue[News]) -> None:
    await prompt_over.wait()
    inbox.put_nowait(PromptOver())
