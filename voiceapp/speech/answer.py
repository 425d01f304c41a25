"""One answer while it is being heard: news in, speech events out. Nothing in here waits."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.logs import get_logger
from voiceapp.ports import (
    FRAME_SECONDS,
    AudioFrame,
    Hypothesis,
    ListenRule,
    NoInput,
    Partial,
    SpeechEvent,
    SpeechStarted,
    Utterance,
)
from voiceapp.speech.endpointing import ONSET_WINDOW, Endpointer, Signal
from voiceapp.speech.hesitation import end_silence
from voiceapp.speech.tape import Tape
from voiceapp.speech.voice_activity import VoiceActivity

_log = get_logger("speech")

LOOK_BACK = 20  # frames (400 ms) before the detected start: soft first sounds are in there
DECODE_LIMIT = 15.0  # seconds a recogniser may take after the end of speech


@dataclass(frozen=True, slots=True)
class LineOver:
    """No more frames; with the reason when there is one."""

    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class DecodeOver:
    """The recogniser is done, or failed."""

    error: Exception | None = None


class PromptOver:
    """Our question has been heard to its end."""


class Late:
    """Nothing came until the deadline."""


News = AudioFrame | Hypothesis | LineOver | DecodeOver | PromptOver | Late


class Answer:
    """`take` what happened, say what follows; `tape` goes to the recogniser once speech has started."""

    def __init__(
        self,
        rule: ListenRule,
        language: str,
        complete: Callable[[str], bool] | None,
        voice: VoiceActivity,
        clock: Callable[[], float],
    ) -> None:
        self._rule = rule
        self._language = language
        self._complete = complete
        self._voice = voice
        self._clock = clock
        self._endpointer = Endpointer(rule)
        self._recent: deque[AudioFrame] = deque(maxlen=LOOK_BACK + ONSET_WINDOW)
        self._last: Hypothesis | None = None
        self._said = ""
        self._offset = 0.0
        self._endpointed_at: float | None = None
        self.tape = Tape(())
        self.closed = False

    def prompt_over(self) -> None:
        self._endpointer.prompt_over(self._clock())

    def deadline(self) -> float | None:
        if self._endpointed_at is not None:
            return self._endpointed_at + DECODE_LIMIT
        return self._endpointer.deadline()

    def take(self, news: News) -> list[SpeechEvent]:
        match news:
            case AudioFrame():
                return self._hear(news)
            case Hypothesis():
                return self._understand(news)
            case PromptOver():
                self.prompt_over()
                return []
            case Late() if self._endpointed_at is not None:
                _log.error("recogniser_given_up", after_seconds=DECODE_LIMIT)
                return self._close(self._utterance())
            case Late():
                return self._signals(self._endpointer.tick(self._clock()))
            case LineOver():
                return self._line_over(news.error)
            case DecodeOver():
                return self._decode_over(news.error)

    def _hear(self, frame: AudioFrame) -> list[SpeechEvent]:
        if self._endpointed_at is not None:
            return []
        if self._endpointer.speaking:
            self.tape.write(frame)
        else:
            self._recent.append(frame)
        return self._signals(self._endpointer.hear(self._voice.hear(frame.pcm), self._clock()))

    def _signals(self, signals: Sequence[Signal]) -> list[SpeechEvent]:
        events: list[SpeechEvent] = []
        for signal in signals:
            match signal:
                case Signal.STARTED:
                    events.append(self._started())
                case Signal.PAUSED:
                    self.tape.pause()
                case Signal.RESUMED:
                    self._endpointer.end_silence = self._rule.end_silence
                    self._said = ""  # what was heard up to the pause is not the whole any more
                    self.tape.resume()
                case Signal.ENDED | Signal.TOO_LONG:
                    self._end()
                case Signal.NO_INPUT:
                    events += self._close(NoInput())
        return events

    def _started(self) -> SpeechStarted:
        heard = list(self._recent)
        onset = len(heard) - self._endpointer.onset_frames
        self._offset = heard[onset].offset
        self._recent.clear()
        self.tape = Tape(heard[max(0, onset - LOOK_BACK) :])
        return SpeechStarted(self._offset)

    def _understand(self, hypothesis: Hypothesis) -> list[SpeechEvent]:
        self._last = hypothesis
        if hypothesis.final or self._endpointed_at is not None or hypothesis.text == self._said:
            return []
        self._said = hypothesis.text
        whole = self._complete is not None and self._complete(hypothesis.text)
        self._endpointer.end_silence = end_silence(
            self._rule, hypothesis.text, language=self._language, complete=whole
        )
        return [Partial(hypothesis.text)]

    def _end(self) -> None:
        self._endpointed_at = self._clock()
        self.tape.close()

    def _line_over(self, error: Exception | None) -> list[SpeechEvent]:
        if error is not None:
            raise error
        if not self._endpointer.speaking:
            return self._close(NoInput())
        if self._endpointed_at is None:
            self._end()
        return []

    def _decode_over(self, error: Exception | None) -> list[SpeechEvent]:
        if error is not None:
            raise error
        return self._close(self._utterance())

    def _utterance(self) -> Utterance:
        final = self._last if self._last is not None and self._last.final else Hypothesis("", final=True)
        now = self._clock()
        return Utterance(
            text=final.text,
            confidence=final.confidence,
            offset=self._offset,
            seconds=self._endpointer.spoken_frames * FRAME_SECONDS,
            speech_ended_at=self._endpointer.speech_ended_at,
            endpointed_at=now if self._endpointed_at is None else self._endpointed_at,
            decoded_at=now,
            alternatives=final.alternatives,
            words=final.words,
        )

    def _close(self, event: SpeechEvent) -> list[SpeechEvent]:
        self.closed = True
        return [event]
