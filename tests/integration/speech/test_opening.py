"""Ears and voice opened from settings, as the service does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.integration.speech.recordings import at_once, recording
from tests.unit.speech.models import VOSK, write
from voiceapp.errors import ModelError
from voiceapp.ports import ListenRule, Utterance
from voiceapp.speech.opening import choose_engines, open_ears, open_voice, open_voice_cached


@dataclass(frozen=True)
class Wanted:
    engine: str = "auto"
    model: str = "auto"


@dataclass(frozen=True)
class Settings:
    models_dir: Path
    cache_dir: Path
    engines: Mapping[str, Wanted] = field(default_factory=dict)


@dataclass(frozen=True)
class VoiceSettings:
    engine: str = "pyttsx3"
    rate: int = 160


def settings(folder: Path, **engines: Wanted) -> Settings:
    return Settings(folder / "models", folder, engines)


async def test_an_answer_is_heard_with_what_the_settings_name(cache: Path) -> None:
    """Models found, joined and loaded; the engine is named; progress is told."""
    told: list[str] = []
    async with open_ears(settings(cache), ["en", "zh"], progress=told.append) as ears:
        assert (ears.engine("en"), ears.engine("zh")) == ("whisper tiny.en", "whisper base")
        events = [
            event
            async for event in ears.listen(
                at_once(recording("en_jm_kumo_time_ago")), language="en", rule=ListenRule(end_silence=0.6)
            )
        ]
    answer = events[-1]
    assert isinstance(answer, Utterance)
    assert answer.text == "About 20 minutes ago."
    assert [line.split(",")[0] for line in told] == [
        "loading speech recognition for en: whisper tiny.en",
        "loading speech recognition for zh: whisper base",
    ]


async def test_a_vosk_model_is_opened_by_its_name(cache: Path) -> None:
    """The settings may name a model; here the Korean one, the only real Vosk model that a package carries."""
    async with open_ears(settings(cache), ["ko"]) as ears:
        assert ears.engine("ko") == "vosk ko"


async def test_one_model_for_two_languages_is_loaded_once(cache: Path) -> None:
    """English by the model that also hears Chinese."""
    both = settings(cache, en=Wanted(model="whisper-base"))
    async with open_ears(both, ["en", "zh"]) as ears:
        assert ears.engine("en") == ears.engine("zh") == "whisper base"


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    """Not one language today and the other tomorrow."""
    write(tmp_path / "models" / "vosk-model-small-cn-0.22", {"am/final.mdl": VOSK["am/final.mdl"]})
    wanted = settings(tmp_path, en=Wanted("vosk"), zh=Wanted("vosk"))
    with pytest.raises(ModelError) as caught:
        choose_engines(wanted, ["en", "zh"])
    english, chinese = str(caught.value).split("\n")
    assert "no vosk model for 'en'" in english
    assert "graph/HCLr.fst" in chinese


async def test_a_broken_model_stops_the_start(tmp_path: Path) -> None:
    """A folder that looks whole and is not: the error comes at start, not in the first call."""
    write(tmp_path / "models" / "vosk-model-small-en-us-0.15", VOSK)
    with pytest.raises(ModelError, match="Vosk cannot load"):
        async with open_ears(settings(tmp_path), ["en"]):
            pass


async def test_a_voice_is_opened_from_settings(tmp_path: Path) -> None:
    """One process speaks both languages."""
    async with open_voice(VoiceSettings(), tmp_path) as voice:
        assert (await voice.render("Hello.", language="en")).seconds > 0.2
        assert (await voice.render("您好。", language="zh")).seconds > 0.2


async def test_the_best_voice_needs_no_settings(tmp_path: Path) -> None:
    """Piper for English, espeak-ng for Chinese."""
    async with open_voice_cached(tmp_path) as voice:
        english, chinese = voice.describe()
    assert "piper" in english
    assert "pyttsx3" in chinese
