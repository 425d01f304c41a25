"""The real Whisper engine on recorded callers, through the ears, at telephone band."""

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from tests.integration.speech.recordings import at_once, in_real_time, noise, recording, silence, texts
from voiceapp.errors import ModelError
from voiceapp.ports import AudioFrame, Hypothesis, ListenRule, NoInput, Partial, Pause, SpeechEvent, Utterance
from voiceapp.speech import audio
from voiceapp.speech.listening import OfflineEars
from voiceapp.speech.opening import WHISPER_STYLES
from voiceapp.speech.voice_activity import DetectorPool
from voiceapp.speech.whisper import LoadedWhisper, WhisperRecognizer

ENGLISH = sorted(name for name in texts() if name.startswith("en_"))
RULE = ListenRule(end_silence=0.7, no_input=5.0)


def words(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]", "", text.lower().replace("twenty", "20")).split()


@pytest.fixture
def english(tiny: LoadedWhisper, workers: Executor) -> WhisperRecognizer:
    return WhisperRecognizer(tiny, language="en", workers=workers)


async def listened(
    recognizer: WhisperRecognizer,
    detectors: DetectorPool,
    frames: AsyncIterator[AudioFrame],
    vocabulary: tuple[str, ...] = (),
) -> list[SpeechEvent]:
    ears = OfflineEars({"en": recognizer}, detectors.borrow)
    heard = ears.listen(frames, language="en", rule=RULE, vocabulary=vocabulary)
    return [event async for event in heard]


@pytest.mark.parametrize("name", ENGLISH)
async def test_a_recorded_caller_is_understood(
    english: WhisperRecognizer, detectors: DetectorPool, name: str
) -> None:
    """Word for word, through voice activity, endpointing and decoding, quicker than real time."""
    expected = ("yes", "that's right", "no", "that's wrong") if "yes_short" in name else ()
    answer = (await listened(english, detectors, at_once(recording(name)), expected))[-1]
    assert isinstance(answer, Utterance)
    assert words(answer.text) == words(texts()[name])
    assert answer.confidence is not None
    assert 0.2 < answer.confidence <= 1


async def test_the_text_is_there_when_the_end_is_decided(
    english: WhisperRecognizer, detectors: DetectorPool
) -> None:
    """Decoding begins at the pause, so that in real time nobody waits for it."""
    events = await listened(english, detectors, in_real_time(recording("en_jm_kumo_time_ago")))
    answer = events[-1]
    assert isinstance(answer, Utterance)
    assert answer.decoded_at - answer.endpointed_at < 0.4
    assert answer.endpointed_at - answer.speech_ended_at == pytest.approx(RULE.end_silence, abs=0.15)
    assert [event.text for event in events if isinstance(event, Partial)] == [answer.text]


@pytest.mark.parametrize("level", [-6.0, -20.0, -40.0])
async def test_noise_is_no_answer(english: WhisperRecognizer, detectors: DetectorPool, level: float) -> None:
    """Hiss on the line, however loud, is a caller who says nothing."""
    assert await listened(english, detectors, at_once(noise(3, level_db=level))) == [NoInput()]


@pytest.mark.parametrize("pcm", [noise(2), noise(2, level_db=-40), silence(2), silence(0.05), b""])
def test_noise_that_got_through_has_no_words(english: WhisperRecognizer, pcm: bytes) -> None:
    """Whisper is known to hear "thank you for watching" in noise: it must not."""
    assert english.decode(pcm) == Hypothesis("", final=True)


async def test_an_early_result_is_dropped_when_the_voice_goes_on(english: WhisperRecognizer) -> None:
    """What was decoded at the pause is not the answer: "yes" is not "yes, my wife is bleeding"."""
    first, second = recording("en_jm_kumo_yes_short", after=0.3), recording("en_jm_kumo_safety_yes", before=0)

    async def line() -> AsyncIterator[AudioFrame | Pause]:
        for frame in audio.frames(first):
            yield frame
        yield Pause()
        for frame in audio.frames(second):
            yield frame

    *_, final = [heard async for heard in english.transcribe(line())]
    assert "bleeding" in final.text


async def test_speech_longer_than_a_window_is_heard_to_the_end(english: WhisperRecognizer) -> None:
    """Forty seconds of talk are decoded in pieces, and the last words are there."""
    pcm = recording("en_jm_kumo_open_full", before=0.1, after=0.2)
    whole = pcm * (40 * 32_000 // len(pcm)) + recording("en_jm_kumo_safety_yes", before=0)
    text = english.decode(whole).text
    assert "post office" in text
    assert "bleeding" in text


def in_chinese(base: LoadedWhisper, workers: Executor) -> WhisperRecognizer:
    style = WHISPER_STYLES["zh"]
    return WhisperRecognizer(base, language="zh", workers=workers, prompt=style.prompt, beam=style.beam)


@pytest.mark.parametrize("name", ["zh_jf_alpha_yes_short", "zh_jm_kumo_yes_short"])
async def test_the_shortest_yes_is_heard_when_it_is_expected(
    base: LoadedWhisper, workers: Executor, name: str
) -> None:
    """对 lasts a quarter of a second and sounds like a dozen other words."""
    frames = at_once(recording(name, before=0.4, after=0.3))
    *_, final = [
        heard
        async for heard in in_chinese(base, workers).transcribe(
            frames, vocabulary=("对", "不对", "是的", "没错", "不是")
        )
    ]
    assert final.text.startswith("对")


@pytest.mark.parametrize("pcm", [noise(1), noise(3), noise(2, level_db=-40), silence(1), silence(3)])
async def test_an_expected_yes_is_not_heard_in_noise(
    base: LoadedWhisper, workers: Executor, pcm: bytes
) -> None:
    """A hint must never become an answer that nobody gave."""
    *_, final = [
        heard async for heard in in_chinese(base, workers).transcribe(at_once(pcm), vocabulary=("对", "不对"))
    ]
    assert final.text == ""


async def test_chinese_is_written_in_simplified_characters(base: LoadedWhisper, workers: Executor) -> None:
    """The model of two packages, asked in the style for Chinese."""
    chinese = in_chinese(base, workers)
    assert chinese.name == "whisper base"
    for name in ("zh_jm_kumo_safety_no", "zh_jm_kumo_time_vague"):
        heard = re.sub(r"\W", "", chinese.decode(recording(name)).text.replace("10", "十"))
        assert heard == re.sub(r"\W", "", texts()[name])


def test_an_english_model_is_not_taken_for_chinese(tiny: LoadedWhisper, workers: Executor) -> None:
    """It would make up English words."""
    with pytest.raises(ModelError, match="understands English only"):
        WhisperRecognizer(tiny, language="zh", workers=workers)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    """Without a look at the network for what is missing."""
    with pytest.raises(ModelError, match="voiceapp models verify"):
        LoadedWhisper(tmp_path, name="broken", cpu_threads=1, parallel=1)


async def test_calls_decode_side_by_side(english: WhisperRecognizer) -> None:
    """Four callers who finish at the same moment all get their text."""
    pcm = recording("en_jm_kumo_time_ago")

    async def one() -> str:
        *_, final = [heard async for heard in english.transcribe(at_once(pcm))]
        return final.text

    said = await asyncio.gather(*(one() for _ in range(4)))
    assert {tuple(words(text)) for text in said} == {("about", "20", "minutes", "ago")}
