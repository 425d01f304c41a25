"""When did the caller begin to speak, pause, go on, finish; or say nothing? Pure and steppable.

    WAITING ──160 ms of voice in 300──► SPEAKING ◄──80 ms of voice── PAUSED ──`end_silence`──► OVER
       └── nothing for `no_input` ──────────┼──260 ms of silence──────►│                       ▲
                                            └──────────── `longest` ───┴───────────────────────┘

Two clocks. Silence is measured in *audio*: frames, 20 ms each, however late they come. But a line can stop
sending (silence suppression, a dead phone): then no frame comes to measure with, and the *wall clock* takes
over through `deadline` and `tick`, a little later than audio would have done it. `now` is always monotonic
seconds.
"""

from collections import deque
from enum import Enum

from voiceapp.ports import FRAME_SECONDS, ListenRule

ENTER = 0.5  # score from which a frame is voiced …
STAY = 0.35  # … and down to which it stays voiced: word ends fade
ONSET_VOICED = 8  # voiced frames (160 ms; a click or a cough is shorter) …
ONSET_WINDOW = 15  # … among this many (300 ms) are speech
RESUME_VOICED = 4  # so many in a row (80 ms) end a pause; less is a click
PAUSE_SECONDS = 0.26  # silence after which the answer may be over
GRACE_SECONDS = 0.15  # by how much the wall clock lets frames be late
DOUBT_SECONDS = 0.3  # no-input waits this much longer while there is some voice


class Signal(Enum):
    """What just became clear."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    TOO_LONG = "too_long"
    NO_INPUT = "no_input"


class Endpointer:
    """Judges one answer. After ENDED, TOO_LONG or NO_INPUT it is `over` and says nothing more."""

    def __init__(self, rule: ListenRule) -> None:
        self._rule = rule
        self.end_silence = rule.end_silence  # may be changed while listening
        self.over = False
        self.onset_frames = 0  # at STARTED: how many frames ago the voice began, the newest included
        self.speech_ended_at = 0.0  # when the last voiced frame came
        self._recent: deque[bool] = deque(maxlen=ONSET_WINDOW)
        self._voiced = False
        self._voiced_run = 0
        self._silent_frames = 0
        self.spoken_frames = 0  # from the first voiced frame to the last one
        self._heard_frames = 0  # … and to the newest
        self._spoken_since = 0.0
        self.speaking = False
        self._paused = False
        self._asked_at: float | None = None

    def prompt_over(self, now: float) -> None:
        """From here on silence is the caller's."""
        if self._asked_at is None:
            self._asked_at = now

    def hear(self, score: float, now: float) -> tuple[Signal, ...]:
        """The next 20 ms with their voice score (0…1), arrived at `now`."""
        if self.over:
            return ()
        self._voiced = score >= (STAY if self._voiced else ENTER)
        self._voiced_run = self._voiced_run + 1 if self._voiced else 0
        if not self.speaking:
            return self._wait(now)
        self._heard_frames += 1
        return self._follow(now)

    def tick(self, now: float) -> tuple[Signal, ...]:
        """Time passed without a frame. Call it at `deadline()` or later."""
        if self.over:
            return ()
        if not self.speaking:
            return self._no_input_at(now)
        if now >= self._spoken_since + self._rule.longest + GRACE_SECONDS:
            return self._finish(Signal.TOO_LONG)
        return self._judge(now - self.speech_ended_at - GRACE_SECONDS)

    def deadline(self) -> float | None:
        """When to `tick` if no frame decides before; None: no time limit now."""
        if self.over:
            return None
        if not self.speaking:
            return None if self._asked_at is None else self._asked_at + self._patience()
        silence = self.end_silence if self._paused else min(PAUSE_SECONDS, self.end_silence)
        return min(
            self.speech_ended_at + silence + GRACE_SECONDS,
            self._spoken_since + self._rule.longest + GRACE_SECONDS,
        )

    def _wait(self, now: float) -> tuple[Signal, ...]:
        self._recent.append(self._voiced)
        if sum(self._recent) < ONSET_VOICED:
            return self._no_input_at(now)
        recent = list(self._recent)
        self.onset_frames = len(recent) - recent.index(True)
        self.speaking = True
        self._heard_frames = self.spoken_frames = self.onset_frames
        self._spoken_since = now - self.onset_frames * FRAME_SECONDS
        self.speech_ended_at = now
        return (Signal.STARTED,)

    def _follow(self, now: float) -> tuple[Signal, ...]:
        signals: tuple[Signal, ...] = ()
        if self._voiced and (not self._silent_frames or self._voiced_run >= RESUME_VOICED):
            self._silent_frames = 0
            self.speech_ended_at = now
            self.spoken_frames = self._heard_frames
            if self._paused:
                self._paused = False
                signals = (Signal.RESUMED,)
        else:
            self._silent_frames += 1
        if self._heard_frames * FRAME_SECONDS >= self._rule.longest:
            return (*signals, *self._finish(Signal.TOO_LONG))
        return (*signals, *self._judge(self._silent_frames * FRAME_SECONDS))

    def _judge(self, silence: float) -> tuple[Signal, ...]:
        """`silence`: seconds since the last voice."""
        paused = not self._paused and _reached(silence, min(PAUSE_SECONDS, self.end_silence))
        self._paused = self._paused or paused
        ended = _reached(silence, self.end_silence) and self._paused
        return (*((Signal.PAUSED,) if paused else ()), *(self._finish(Signal.ENDED) if ended else ()))

    def _no_input_at(self, now: float) -> tuple[Signal, ...]:
        if self._asked_at is None or not _reached(now - self._asked_at, self._patience()):
            return ()
        return self._finish(Signal.NO_INPUT)

    def _patience(self) -> float:
        doubt = DOUBT_SECONDS if self._voiced_run >= RESUME_VOICED else 0.0
        return self._rule.no_input + doubt

    def _finish(self, signal: Signal) -> tuple[Signal, ...]:
        self.over = True
        return (signal,)


def _reached(seconds: float, limit: float) -> bool:
    return seconds >= limit - 1e-6  # sums of 20 ms are not exact
