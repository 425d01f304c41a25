"""An answer in steps, with a clock that only the test moves."""

from dataclasses import dataclass

from tests.unit.speech.fakes import LoudnessDetector, spoken
from voiceapp.ports import Hypothesis, ListenRule, NoInput, Utterance
from voiceapp.speech.answer import DECODE_LIMIT, Answer, DecodeOver, Late, LineOver, PromptOver
from voiceapp.speech.voice_activity import VoiceActivity


@dataclass
class HandClock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def begin(rule: ListenRule | None = None) -> tuple[Answer, HandClock]:
    clock = HandClock()
    rule = rule or ListenRule(end_silence=0.6)
    return Answer(rule, "en", None, VoiceActivity(LoudnessDetector()), clock), clock


def hear(answer: Answer, clock: HandClock, pattern: str) -> None:
    for frame in spoken(pattern):
        clock.now += 0.02
        answer.take(frame)


def test_a_recogniser_that_never_answers_is_given_up() -> None:
    """The caller gets "I did not understand" instead of silence without end."""
    answer, clock = begin()
    hear(answer, clock, "v" * 30 + "." * 40)
    ended_at = answer.deadline()
    assert ended_at is not None
    clock.now = ended_at
    [event] = answer.take(Late())
    assert isinstance(event, Utterance)
    assert event.text == ""
    assert event.decoded_at - event.endpointed_at >= DECODE_LIMIT
    assert answer.closed


def test_an_answer_without_words_has_an_empty_text() -> None:
    """There was a voice and no word in it: that is a nomatch, not a silence."""
    answer, clock = begin()
    hear(answer, clock, "v" * 30 + "." * 40)
    answer.take(Hypothesis("", final=True))
    [event] = answer.take(DecodeOver())
    assert isinstance(event, Utterance)
    assert event.text == ""


def test_what_comes_after_the_end_changes_nothing() -> None:
    """Frames, partials and a hang-up after the endpoint do not touch the answer."""
    answer, clock = begin()
    hear(answer, clock, "v" * 30 + "." * 40)
    before = answer.tape.frames
    hear(answer, clock, "v" * 30)
    assert answer.take(Hypothesis("late partial")) == []
    assert answer.take(LineOver()) == []
    assert answer.tape.frames == before
    answer.take(Hypothesis("text", final=True))
    [event] = answer.take(DecodeOver())
    assert isinstance(event, Utterance)
    assert event.text == "text"


def test_time_runs_out_for_the_silent() -> None:
    """The deadline is that of the endpointer until speech ends."""
    answer, clock = begin(ListenRule(no_input=7.0))
    assert answer.deadline() is None
    answer.take(PromptOver())
    assert answer.deadline() == 107.0
    clock.now = 107.0
    assert answer.take(Late()) == [NoInput()]
