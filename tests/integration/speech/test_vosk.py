"""The real Vosk engine, with its Korean model and espeak-ng as the speaker."""

import shutil
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.integration.speech.recordings import at_once, espeak, recording, silence
from voiceapp.errors import ModelError
from voiceapp.ports import AudioFrame, Hypothesis, ListenRule, NoInput, Partial, Pause, Utterance
from voiceapp.speech import audio
from voiceapp.speech.listening import OfflineEars
from voiceapp.speech.voice_activity import DetectorPool
from voiceapp.speech.vosk import VoskRecognizer

WORDS = ("네", "아니요", "어제", "화재")


async def hypotheses(
    recognizer: VoskRecognizer, pcm: bytes, vocabulary: tuple[str, ...] = ()
) -> list[Hypothesis]:
    return [heard async for heard in recognizer.transcribe(at_once(pcm), vocabulary=vocabulary)]


@pytest.mark.parametrize("word", WORDS)
async def test_the_words_of_a_grammar_are_heard(korean: VoskRecognizer, tmp_path: Path, word: str) -> None:
    """With a list of expected words, each is told from the others."""
    *partials, final = await hypotheses(korean, espeak(word, "ko", tmp_path), WORDS)
    assert final.final
    assert final.text == word
    assert [one.text for one in final.words] == [word]
    assert 0 <= final.words[0].start < final.words[0].end
    assert not any(partial.final for partial in partials)


async def test_partials_come_before_the_speech_ends(korean: VoskRecognizer, tmp_path: Path) -> None:
    """A word is known while the caller still speaks."""
    pcm = espeak("어제 화재", "ko", tmp_path)
    taken = 0

    async def line() -> AsyncIterator[AudioFrame]:
        nonlocal taken
        for frame in audio.frames(pcm):
            taken += 1
            yield frame

    known_at = []
    async with aclosing(korean.transcribe(line(), vocabulary=WORDS)) as heard:
        known_at = [taken async for hypothesis in heard if hypothesis.text and not hypothesis.final]
    assert known_at[0] < len(pcm) / 640 * 0.7


async def test_a_pause_gives_the_newest_partial(korean: VoskRecognizer, tmp_path: Path) -> None:
    """Also when it is the one given before: who asks at the pause gets an answer."""
    pcm = espeak("어제", "ko", tmp_path)

    async def line() -> AsyncIterator[AudioFrame | Pause]:
        for frame in audio.frames(pcm):
            yield frame
        yield Pause()
        yield Pause()

    heard = [one async for one in korean.transcribe(line(), vocabulary=WORDS)]
    assert [one.text for one in heard[-3:]] == ["어제", "어제", "어제"]
    assert [one.final for one in heard[-3:]] == [False, False, True]


async def test_speech_outside_the_grammar_does_no_harm(korean: VoskRecognizer) -> None:
    """This model cannot say "unknown": whatever comes, it comes without confidence."""
    final = (await hypotheses(korean, recording("en_jm_kumo_time_ago"), WORDS))[-1]
    assert final.final
    assert final.confidence is None or final.text not in WORDS


@pytest.mark.parametrize("vocabulary", [("zzzz",), ("",), ("xylophone", "quux"), ('"], "', "\\")])
async def test_words_the_model_does_not_know_are_no_error(
    korean: VoskRecognizer, tmp_path: Path, vocabulary: tuple[str, ...]
) -> None:
    """A vocabulary of which nothing is known is as good as none."""
    final = (await hypotheses(korean, espeak("어제", "ko", tmp_path), vocabulary))[-1]
    assert final.final


async def test_silence_has_no_words(korean: VoskRecognizer) -> None:
    """An empty text and no confidence."""
    assert await hypotheses(korean, silence(1)) == [Hypothesis("", final=True)]


async def test_an_utterance_can_be_given_up(korean: VoskRecognizer, tmp_path: Path) -> None:
    """Barge-in by key: the decoder is dropped in the middle, and the next utterance is heard."""
    async with aclosing(korean.transcribe(at_once(espeak("어제 화재", "ko", tmp_path)))) as heard:
        await anext(heard)
    assert (await hypotheses(korean, espeak("네", "ko", tmp_path), WORDS))[-1].text == "네"


async def test_a_word_is_heard_through_the_ears(
    korean: VoskRecognizer, detectors: DetectorPool, tmp_path: Path
) -> None:
    """Voice activity, endpointing and Vosk together, quicker than real time."""
    ears = OfflineEars({"ko": korean}, detectors.borrow)
    assert ears.engine("ko") == "vosk ko"
    pcm = espeak("아니요", "ko", tmp_path)
    events = [
        event
        async for event in ears.listen(
            at_once(pcm), language="ko", rule=ListenRule(end_silence=0.6), vocabulary=WORDS
        )
    ]
    answer = events[-1]
    assert isinstance(answer, Utterance)
    assert answer.text == "아니요"
    assert not any(isinstance(event, Partial | NoInput) for event in events[2:-1])


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, workers: Executor) -> None:
    """With the folder and the remedy, and without a crash of the process."""
    for name in ("am", "conf", "graph"):
        (tmp_path / name).mkdir()
    with pytest.raises(ModelError, match="voiceapp models fetch"):
        VoskRecognizer(tmp_path, name="broken", language="ko", workers=workers)
    shutil.rmtree(tmp_path)
