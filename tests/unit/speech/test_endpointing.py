"""Beginnings, pauses and ends of answers, frame by frame. `v` is 20 ms of voice, `.` 20 ms of silence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.ports import FRAME_SECONDS, ListenRule
from voiceapp.speech.endpointing import (
    GRACE_SECONDS,
    ONSET_VOICED,
    PAUSE_SECONDS,
    Endpointer,
    Signal,
)

RULE = ListenRule(end_silence=0.6, no_input=7.0, longest=10.0)

Heard = list[tuple[Signal, int]]
"""Signals with the number of the frame that made them."""


def listen(frames: str, rule: ListenRule = RULE, *, asked: bool = True) -> tuple[Endpointer, Heard]:
    """Feed frames in real time."""
    endpointer = Endpointer(rule)
    if asked:
        endpointer.prompt_over(0.0)
    heard = [
        (signal, number)
        for number, frame in enumerate(frames, start=1)
        for signal in endpointer.hear(1.0 if frame == "v" else 0.0, number * FRAME_SECONDS)
    ]
    return endpointer, heard


def kinds(heard: Heard) -> list[Signal]:
    return [signal for signal, _ in heard]


def test_an_answer_begins_pauses_and_ends() -> None:
    """Speech is noticed after 160 ms, a pause after 260 ms, the end after the silence of the rule."""
    endpointer, heard = listen("." * 10 + "v" * 50 + "." * 40)
    assert heard == [(Signal.STARTED, 18), (Signal.PAUSED, 73), (Signal.ENDED, 90)]
    assert endpointer.over
    assert endpointer.speech_ended_at == pytest.approx(60 * FRAME_SECONDS)
    assert endpointer.spoken_frames == 50


def test_the_first_syllable_is_found_again() -> None:
    """When speech is noticed, the frame at which it began is known, so that nothing is lost."""
    endpointer, heard = listen("." * 20 + "vvv..vvvvv")
    assert heard == [(Signal.STARTED, 30)]
    assert endpointer.onset_frames == 10


@pytest.mark.parametrize("noise", ["v", "vvvv", "vvvvvvv", "vvv..........vvv..........vvv"])
def test_clicks_and_coughs_are_no_speech(noise: str) -> None:
    """Less than 160 ms of voice within 300 ms is not taken for an answer."""
    _, heard = listen("." * 20 + noise + "." * 50)
    assert heard == []


def test_a_click_does_not_stretch_the_silence() -> None:
    """A short noise after the answer does not make the caller wait longer for ours."""
    _, heard = listen("v" * 50 + "." * 20 + "vv" + "." * 20)
    assert heard[-1] == (Signal.ENDED, 80)


def test_a_pause_for_thought_is_no_end() -> None:
    """Who goes on within the silence of the rule is not cut off."""
    _, heard = listen("v" * 20 + "." * 25 + "v" * 20 + "." * 40)
    assert kinds(heard) == [Signal.STARTED, Signal.PAUSED, Signal.RESUMED, Signal.PAUSED, Signal.ENDED]


def test_a_soft_word_end_belongs_to_the_word() -> None:
    """Once voiced, a frame stays voiced down to a lower score: fading sounds are not silence."""
    endpointer = Endpointer(RULE)
    for number in range(20):
        endpointer.hear(0.9, number * FRAME_SECONDS)
    for number in range(20, 60):
        assert endpointer.hear(0.4, number * FRAME_SECONDS) == ()
    assert endpointer.speech_ended_at == pytest.approx(59 * FRAME_SECONDS)


def test_faint_sounds_do_not_begin_an_answer() -> None:
    """The lower score is not enough to begin with."""
    endpointer = Endpointer(RULE)
    assert [endpointer.hear(0.4, number * FRAME_SECONDS) for number in range(50)] == [()] * 50


def test_a_complete_answer_ends_sooner() -> None:
    """The silence waited for can be shortened while it lasts."""
    endpointer, _ = listen("v" * 30 + "." * 15)
    endpointer.end_silence = 0.3
    assert endpointer.hear(0.0, 1.0) == (Signal.ENDED,)


def test_a_very_short_silence_pauses_and_ends_at_once() -> None:
    """A rule shorter than a pause still says PAUSED first, so that decoding can begin."""
    _, heard = listen("v" * 30 + "." * 20, replace(RULE, end_silence=0.1))
    assert heard[1:] == [(Signal.PAUSED, 35), (Signal.ENDED, 35)]


def test_nobody_speaks_for_ever() -> None:
    """Music or a television is cut off at the longest answer."""
    _, heard = listen("v" * 600)
    assert heard == [(Signal.STARTED, ONSET_VOICED), (Signal.TOO_LONG, 500)]


def test_silence_after_the_question_is_no_input() -> None:
    """Seven seconds after the prompt, not after we began to listen."""
    endpointer = Endpointer(RULE)
    for number in range(1000):
        assert endpointer.hear(0.0, number * FRAME_SECONDS) == ()
    assert endpointer.deadline() is None
    endpointer.prompt_over(20.0)
    endpointer.prompt_over(25.0)  # it is over once
    assert endpointer.deadline() == 27.0
    assert endpointer.hear(0.0, 26.98) == ()
    assert endpointer.hear(0.0, 27.0) == (Signal.NO_INPUT,)


def test_a_line_without_frames_is_no_input_too() -> None:
    """A phone that sends no audio at all is noticed on the wall clock."""
    endpointer = Endpointer(RULE)
    endpointer.prompt_over(100.0)
    assert endpointer.deadline() == 107.0
    assert endpointer.tick(106.9) == ()
    assert endpointer.tick(107.0) == (Signal.NO_INPUT,)


def test_speech_that_is_just_beginning_is_not_cut_off_by_no_input() -> None:
    """With voice on the line at the last moment, a moment more is given."""
    endpointer = Endpointer(RULE)
    endpointer.prompt_over(0.0)
    now = 6.9
    for _ in range(7):
        now += FRAME_SECONDS
        assert endpointer.hear(1.0, now) == ()
    assert endpointer.hear(1.0, now + FRAME_SECONDS) == (Signal.STARTED,)


def test_frames_that_stop_in_mid_sentence_end_the_answer() -> None:
    """A line with silence suppression sends nothing in pauses: the wall clock finds pause and end."""
    endpointer, _ = listen("v" * 50)
    last = 50 * FRAME_SECONDS
    pause = endpointer.deadline()
    assert pause is not None
    assert pause == pytest.approx(last + PAUSE_SECONDS + GRACE_SECONDS)
    assert endpointer.tick(pause) == (Signal.PAUSED,)
    end = endpointer.deadline()
    assert end is not None
    assert end == pytest.approx(last + RULE.end_silence + GRACE_SECONDS)
    assert endpointer.tick(end - 0.01) == ()
    assert endpointer.tick(end) == (Signal.ENDED,)
    assert endpointer.deadline() is None


def test_frames_that_come_back_resume_the_answer() -> None:
    """Silence suppression between two words is a pause, not an end."""
    endpointer, _ = listen("v" * 50)
    now = 50 * FRAME_SECONDS + 0.5
    assert endpointer.tick(now) == (Signal.PAUSED,)
    signals = [signal for i in range(5) for signal in endpointer.hear(1.0, now + i * FRAME_SECONDS)]
    assert signals == [Signal.RESUMED]


def test_frames_that_come_late_in_a_bunch_are_not_silence() -> None:
    """After a hold-up all frames arrive at once; only what they hold counts."""
    endpointer, _ = listen("v" * 50)
    late = 50 * FRAME_SECONDS + 3.0
    assert [endpointer.hear(1.0, late) for _ in range(150)] == [()] * 150


def test_a_speaker_without_frames_is_cut_off_at_the_longest() -> None:
    """Not even a clock that jumps keeps an answer open."""
    endpointer, _ = listen("v" * 50, replace(RULE, longest=2.0, end_silence=60.0))
    assert endpointer.tick(5.0) == (Signal.TOO_LONG,)


@given(st.text(alphabet="v.", min_size=0, max_size=800), st.sampled_from([0.1, 0.3, 0.6, 2.0]))
def test_signals_come_in_order_whatever_is_heard(frames: str, end_silence: float) -> None:
    """One beginning, then pauses and resumptions by turns, then one end; and nothing after it."""
    endpointer, heard = listen(frames, replace(RULE, end_silence=end_silence, no_input=3.0, longest=5.0))
    told = kinds(heard)
    ends = [signal for signal in told if signal in (Signal.ENDED, Signal.TOO_LONG, Signal.NO_INPUT)]
    assert len(ends) == (1 if endpointer.over else 0)
    if ends:
        assert told.pop() == ends[0]
    if ends == [Signal.NO_INPUT]:
        assert told == []
    by_turns = [Signal.PAUSED, Signal.RESUMED] * len(told)
    assert told[1:] == by_turns[: max(0, len(told) - 1)]
    assert told[:1] in ([], [Signal.STARTED])


@given(st.text(alphabet="v.", max_size=300))
def test_a_deadline_is_never_passed_in_silence(frames: str) -> None:
    """Whatever was heard: when frames stop, ticking at each deadline soon ends the answer."""
    endpointer, _ = listen(frames)
    now = len(frames) * FRAME_SECONDS
    for _ in range(4):
        if (deadline := endpointer.deadline()) is not None:
            now = max(now, deadline)
            endpointer.tick(now)
    assert endpointer.over
    assert endpointer.tick(now + 1) == ()
    assert endpointer.hear(1.0, now + 1) == ()
