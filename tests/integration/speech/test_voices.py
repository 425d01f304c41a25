"""What callers hear: real voices, understood by a real recogniser over a telephone line, and cached."""

import re
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from voiceapp.errors import ModelError
from voiceapp.ports import Audio
from voiceapp.speech import audio
from voiceapp.speech.models import Model, find
from voiceapp.speech.voices import Voices, choose_voice, open_voices
from voiceapp.speech.whisper import LoadedWhisper, WhisperRecognizer


@pytest.fixture(scope="session")
def models(cache: Path) -> list[Model]:
    return find(cache / "models", cache)


@pytest.fixture
async def espeak(tmp_path: Path) -> AsyncIterator[Voices]:
    choices = [choose_voice(language, [], engine="pyttsx3") for language in ("en", "zh")]
    async with open_voices(choices, cache_dir=tmp_path) as voices:
        yield voices


def telephoned(sound: Audio) -> bytes:
    """As it arrives: 8 kHz mu-law, with a moment of silence before."""
    narrow = audio.from_mu_law(audio.to_mu_law(audio.resample(audio.to_floats(sound.pcm), 16_000, 8_000)))
    return bytes(12_800) + audio.to_pcm(audio.resample(narrow, 8_000))


async def test_piper_is_understood_over_the_telephone(
    tmp_path: Path, models: list[Model], tiny: LoadedWhisper, workers: Executor
) -> None:
    """A claim number in groups comes across digit by digit."""
    choice = choose_voice("en", models)
    assert (choice.engine, choice.notice) == ("piper", "")
    async with open_voices([choice], cache_dir=tmp_path) as voices:
        sound = await voices.render("Your claim number is 2 6 1, 2 3 4, 5 6 7.", language="en")
    heard = WhisperRecognizer(tiny, language="en", workers=workers).decode(telephoned(sound)).text
    assert "claim number" in heard
    assert re.sub(r"\D", "", heard) == "261234567"


async def test_espeak_is_understood_over_the_telephone(
    espeak: Voices, tiny: LoadedWhisper, workers: Executor
) -> None:
    """A robot's voice, but its digits come across too."""
    sound = await espeak.render("Your claim number is 2 6 1, 2 3 4, 5 6 7.", language="en")
    heard = WhisperRecognizer(tiny, language="en", workers=workers).decode(telephoned(sound)).text
    assert "claim number" in heard
    assert "261" in re.sub(r"\D", "", heard)


async def test_chinese_is_spoken_as_chinese(espeak: Voices, base: LoadedWhisper, workers: Executor) -> None:
    """espeak-ng has a voice that reads Chinese characters in English; this must be the other one."""
    sound = await espeak.render("有没有人受伤？", language="zh")
    heard = WhisperRecognizer(base, language="zh", workers=workers, beam=5).decode(telephoned(sound)).text
    assert set("有没人伤傷") & set(heard)


@pytest.mark.parametrize("text", ["Yes.", "Please hold the line.", "Is anyone hurt, or in danger?"])
async def test_sentences_begin_at_once_and_are_equally_loud(espeak: Voices, text: str) -> None:
    """20 ms of silence at most before the first sound; the same level for short and long."""
    samples = audio.to_floats((await espeak.render(text, language="en")).pcm)
    assert abs(samples[:800]).max() > 0.004
    voiced = samples[abs(samples) > 0.02]
    assert -22 < audio.level_db(voiced) < -14


async def test_a_prompt_is_rendered_once_for_all_time(tmp_path: Path, espeak: Voices) -> None:
    """After a restart it comes from the disk: the engine may be dead by then."""
    told: list[str] = []
    await espeak.render_all(["One.", "Two.", "One."], language="en", progress=told.append)
    assert told == ["prompts (en): 2 of 2 rendered"]
    first = await espeak.render("One.", language="en")
    assert len(list(tmp_path.rglob("*.wav"))) == 2
    async with open_voices([choose_voice("en", [])], cache_dir=tmp_path) as again:
        assert await again.render("One.", language="en") == first


async def test_sentences_for_one_caller_are_not_written_to_disk(tmp_path: Path, espeak: Voices) -> None:
    """A read-back holds what the caller said; it is remembered in memory only."""
    first = await espeak.render("You live at 5 Oak Street.", language="en")
    assert await espeak.render("You live at 5 Oak Street.", language="en") is first
    assert list(tmp_path.rglob("*.wav")) == []


async def test_a_damaged_prompt_is_rendered_again(tmp_path: Path, espeak: Voices) -> None:
    """Half a file from a crash of the machine is neither played nor fatal."""
    await espeak.render_all(["Please hold the line."], language="en")
    [path] = tmp_path.rglob("*.wav")
    path.write_bytes(path.read_bytes()[:1000])
    async with open_voices([choose_voice("en", [])], cache_dir=tmp_path) as again:
        await again.render_all(["Please hold the line."], language="en")
    assert len(audio.read_wav(path)) > 8_000


async def test_a_cache_that_cannot_be_written_does_not_silence_the_line(tmp_path: Path) -> None:
    """A full disk costs time at the next start, not the prompt."""
    (tmp_path / "voices").write_text("a file where the folder should be")
    async with open_voices([choose_voice("en", [])], cache_dir=tmp_path) as voices:
        await voices.render_all(["Hello."], language="en")
        assert (await voices.render("Hello.", language="en")).seconds > 0.2


async def test_memory_is_bounded(espeak: Voices) -> None:
    """The oldest sentences are forgotten when there are too many."""
    espeak.memory_bytes = 100_000
    first = await espeak.render("This is the very first sentence of them all.", language="en")
    for number in range(5):
        await espeak.render(f"This is sentence number {number}.", language="en")
    assert await espeak.render("This is the very first sentence of them all.", language="en") is not first


async def test_nothing_to_say_is_no_sound(espeak: Voices) -> None:
    """And no error."""
    assert await espeak.render("  ", language="en") == Audio(b"")


async def test_a_language_that_is_not_open_is_an_error(espeak: Voices) -> None:
    """With its name."""
    with pytest.raises(ModelError, match="'ko'"):
        await espeak.render("네", language="ko")


async def test_voices_say_who_they_are(espeak: Voices) -> None:
    """For the start-up line: engine, voice and versions."""
    english, chinese = espeak.describe()
    assert english.startswith("en: pyttsx3 en-us, pyttsx3 ")
    assert "cmn-latn-pinyin" in chinese


def test_the_choice_of_a_voice(models: list[Model]) -> None:
    """Piper where there is a voice, pyttsx3 elsewhere (told if Piper was wanted), else an error."""
    assert choose_voice("en", models, engine="pyttsx3").engine == "pyttsx3"
    chinese = choose_voice("zh", models, engine="piper")
    assert (chinese.engine, "no Piper voice for zh" in chinese.notice) == ("pyttsx3", True)
    assert "so pyttsx3 speaks" in str(chinese)
    with pytest.raises(ModelError, match="no voice speaks 'xx'"):
        choose_voice("xx", models)
