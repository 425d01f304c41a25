"""One answer, from frames to text: what a question hears of its caller."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing
from itertools import pairwise

import pytest

from tests.unit.speech.fakes import ScriptedRecognizer, loudness, spoken
from voiceapp.errors import CallGoneError, ModelError
from voiceapp.ports import (
    AudioFrame,
    ListenRule,
    NoInput,
    Partial,
    Pause,
    SpeechEvent,
    SpeechStarted,
    Utterance,
)
from voiceapp.speech.listening import OfflineEars

RULE = ListenRule(end_silence=0.6, no_input=0.3, longest=20.0)
ANSWER = "." * 30 + "v" * 30 + "." * 60


async def line(frames: Iterable[AudioFrame], *, then: Exception | None = None) -> AsyncIterator[AudioFrame]:
    """A line that delivers frames as quickly as they are taken, then ends or fails."""
    for frame in frames:
        yield frame
        await asyncio.sleep(0)
    if then is not None:
        raise then


async def open_line(frames: Iterable[AudioFrame]) -> AsyncIterator[AudioFrame]:
    """A line that stays open and sends nothing more."""
    async for frame in line(frames):
        yield frame
    await asyncio.Event().wait()


def ears(recognizer: ScriptedRecognizer, *, clock: Callable[[], float] = time.monotonic) -> OfflineEars:
    return OfflineEars({"en": recognizer}, loudness, clock=clock)


async def heard(
    frames: AsyncIterator[AudioFrame],
    recognizer: ScriptedRecognizer,
    *,
    rule: ListenRule = RULE,
    complete: Callable[[str], bool] | None = None,
    prompt_over: asyncio.Event | None = None,
) -> list[SpeechEvent]:
    listening = ears(recognizer).listen(
        frames, language="en", rule=rule, complete=complete, prompt_over=prompt_over
    )
    return [event async for event in listening]


async def test_an_answer_is_heard_from_its_first_sound_to_its_text() -> None:
    """The recogniser gets the speech with 400 ms before it, and the answer tells when all happened."""
    recognizer = ScriptedRecognizer("yes")
    started, answer = await heard(line(spoken(ANSWER)), recognizer)
    assert isinstance(started, SpeechStarted)
    assert started.offset == pytest.approx(0.6, abs=0.05)
    assert isinstance(answer, Utterance)
    assert (answer.text, answer.confidence) == ("yes", 0.9)
    assert answer.seconds == pytest.approx(0.6, abs=0.05)
    assert answer.speech_ended_at <= answer.endpointed_at <= answer.decoded_at
    first = recognizer.items[0]
    assert isinstance(first, AudioFrame)
    assert first.offset == pytest.approx(started.offset - 0.4)
    assert recognizer.closed


async def test_silence_after_the_answer_is_not_decoded() -> None:
    """The recogniser is told of the pause, and then nothing but the end."""
    recognizer = ScriptedRecognizer()
    await heard(line(spoken(ANSWER)), recognizer)
    assert isinstance(recognizer.items[-1], Pause)
    assert recognizer.items.count(Pause()) == 1


async def test_a_pause_within_the_answer_loses_nothing() -> None:
    """When the voice goes on, the silence in between is delivered too, so that word times stay right."""
    recognizer = ScriptedRecognizer()
    await heard(line(spoken("." * 30 + "v" * 30 + "." * 25 + "v" * 30 + "." * 60)), recognizer)
    offsets = [item.offset for item in recognizer.items if isinstance(item, AudioFrame)]
    steps = {round(after - before, 3) for before, after in pairwise(offsets)}
    assert steps == {0.02}
    assert offsets[-1] > 85 * 0.02


async def test_partials_are_passed_on_once() -> None:
    """The same text again is no news."""
    recognizer = ScriptedRecognizer("no it was monday", at_frames=["no", "no", "no it"])
    events = await heard(line(spoken(ANSWER)), recognizer)
    assert [event.text for event in events if isinstance(event, Partial)] == ["no", "no it"]


async def test_a_complete_answer_needs_less_silence() -> None:
    """When what was heard at the pause is a whole answer, a long silence is not waited for."""
    recognizer = ScriptedRecognizer("yes", at_pause=["yes"])
    patient = ListenRule(end_silence=60.0, no_input=1.0)
    frames = spoken("v" * 30 + "." * 60)
    events = await heard(open_line(frames), recognizer, rule=patient, complete=lambda text: text == "yes")
    assert isinstance(events[-1], Utterance)


async def test_an_unfinished_sentence_gets_more_silence() -> None:
    """After "at the" the end of the answer is waited for longer than the rule says."""
    recognizer = ScriptedRecognizer("at the corner", at_pause=["at the"])
    events = await heard(line(spoken("v" * 30 + "." * 40 + "v" * 30 + "." * 70)), recognizer)
    answer = events[-1]
    assert isinstance(answer, Utterance)
    assert answer.seconds == pytest.approx(2.0, abs=0.1)


async def test_what_was_complete_before_the_caller_went_on_counts_no_more() -> None:
    """ "Yes" … "but the time is wrong": after the voice came back the whole silence is waited for again."""
    recognizer = ScriptedRecognizer("yes but no", at_pause=["yes"])
    frames = spoken("v" * 30 + "." * 18 + "v" * 30 + "." * 70)
    rule = ListenRule(end_silence=1.0, no_input=1.0)
    answer = (await heard(line(frames), recognizer, rule=rule, complete=lambda text: text == "yes"))[-1]
    assert isinstance(answer, Utterance)
    assert answer.seconds == pytest.approx(78 * 0.02, abs=0.1)


async def test_a_silent_caller_is_no_input() -> None:
    """Frames of silence, and the recogniser is never started."""
    recognizer = ScriptedRecognizer()
    assert await heard(open_line(spoken("." * 50)), recognizer) == [NoInput()]
    assert not recognizer.closed


async def test_a_line_that_sends_no_frames_is_no_input() -> None:
    """A phone without audio is noticed in time."""
    began = time.monotonic()
    assert await heard(open_line([]), ScriptedRecognizer()) == [NoInput()]
    assert 0.3 <= time.monotonic() - began < 1.5


async def test_no_input_counts_from_the_end_of_the_prompt() -> None:
    """While our question plays nobody is late."""
    prompt_over = asyncio.Event()
    listening = asyncio.create_task(heard(open_line([]), ScriptedRecognizer(), prompt_over=prompt_over))
    done, _ = await asyncio.wait([listening], timeout=0.5)
    assert not done
    prompt_over.set()
    assert await asyncio.wait_for(listening, 2) == [NoInput()]


async def test_speech_before_the_prompt_is_over_is_heard() -> None:
    """Barge-in: the answer may begin while we still speak."""
    events = await heard(line(spoken(ANSWER)), ScriptedRecognizer("agent"), prompt_over=asyncio.Event())
    assert isinstance(events[-1], Utterance)


async def test_frames_that_stop_in_mid_sentence_end_the_answer() -> None:
    """A line with silence suppression: the answer is there although no silent frame ever comes."""
    answer = (await heard(open_line(spoken("v" * 40)), ScriptedRecognizer("done")))[-1]
    assert isinstance(answer, Utterance)
    assert answer.text == "done"
    assert answer.endpointed_at - answer.speech_ended_at == pytest.approx(0.75, abs=0.3)


async def test_a_process_that_was_held_up_cuts_nobody_off() -> None:
    """When our own event loop stands still, the silence on the clock is ours and not the caller's."""

    async def line_of_a_stalled_process() -> AsyncIterator[AudioFrame]:
        for number, frame in enumerate(spoken("v" * 60 + "." * 60)):
            if number == 30:
                time.sleep(0.95)  # noqa: ASYNC251 - the whole process stands still, which is the point
            yield frame
            await asyncio.sleep(0)

    answer = (await heard(line_of_a_stalled_process(), ScriptedRecognizer()))[-1]
    assert isinstance(answer, Utterance)
    assert answer.seconds == pytest.approx(1.2, abs=0.05)


async def test_a_line_that_ends_in_mid_sentence_gives_what_was_said() -> None:
    """Who hangs up while speaking has still said it."""
    answer = (await heard(line(spoken("v" * 40)), ScriptedRecognizer("my car was")))[-1]
    assert isinstance(answer, Utterance)
    assert answer.text == "my car was"


async def test_a_line_that_ends_in_silence_is_no_input() -> None:
    """Nothing was said and nothing will be."""
    assert await heard(line(spoken("...")), ScriptedRecognizer()) == [NoInput()]


async def test_the_error_of_a_line_comes_out_as_it_is() -> None:
    """A caller who left is CallGoneError, not a group of errors."""
    with pytest.raises(CallGoneError):
        await heard(line(spoken("...."), then=CallGoneError("gone")), ScriptedRecognizer())


async def test_the_error_of_a_recogniser_comes_out_as_it_is() -> None:
    """A broken engine is not taken for a caller who said nothing."""
    with pytest.raises(ModelError, match="broken"):
        await heard(line(spoken(ANSWER)), ScriptedRecognizer(error=ModelError("broken")))


async def test_a_closed_ear_leaves_nothing_behind() -> None:
    """When listening is given up, line and recogniser are let go, and no task stays."""
    recognizer = ScriptedRecognizer()
    frames = open_line(spoken("v" * 40))
    async with aclosing(ears(recognizer).listen(frames, language="en", rule=RULE)) as listening:
        assert isinstance(await anext(listening), SpeechStarted)
        await asyncio.sleep(0)
    assert recognizer.closed
    assert len(asyncio.all_tasks()) == 1


async def test_the_vocabulary_reaches_the_recogniser() -> None:
    """What a question expects is told to the engine."""
    recognizer = ScriptedRecognizer()
    listening = ears(recognizer).listen(
        line(spoken(ANSWER)), language="en", rule=RULE, vocabulary=("yes", "no")
    )
    assert [event async for event in listening]
    assert recognizer.vocabulary == ("yes", "no")


async def test_a_language_without_recogniser_is_an_error() -> None:
    """Known before the call, not found out in it."""
    assert ears(ScriptedRecognizer()).engine("en") == "scripted"
    with pytest.raises(ModelError, match="'zh'"):
        ears(ScriptedRecognizer()).engine("zh")
