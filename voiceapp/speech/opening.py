"""Ears and voice, opened with what the settings say. The composition root needs nothing else of speech."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from voiceapp.errors import ModelError
from voiceapp.logs import get_logger
from voiceapp.ports import Recognizer
from voiceapp.speech.choosing import Choice, choose
from voiceapp.speech.joining import prepared
from voiceapp.speech.listening import OfflineEars
from voiceapp.speech.models import Model, find
from voiceapp.speech.voice_activity import DetectorPool, best_detector
from voiceapp.speech.voices import VoiceChoice, Voices, choose_voice, open_voices

if TYPE_CHECKING:
    from voiceapp.speech.whisper import LoadedWhisper

_log = get_logger("speech")

DETECTORS_READY = 4  # calls that can be listened to at once without making another detector
LANGUAGES = ("en", "zh")

Progress = Callable[[str], None]
"""Told in a few words what is being done: loading a model takes seconds."""


class EngineSettings(Protocol):
    """`engine`: "auto", "vosk" or "whisper"; `model`: "auto", a name or a folder."""

    @property
    def engine(self) -> str: ...
    @property
    def model(self) -> str: ...


class SpeechSettings(Protocol):
    """Where models lie, and which engine hears each language (those not named: the best there is)."""

    @property
    def models_dir(self) -> Path: ...
    @property
    def cache_dir(self) -> Path: ...
    @property
    def engines(self) -> Mapping[str, EngineSettings]: ...


class VoiceSettings(Protocol):
    """`engine`: "auto", "pyttsx3" or "piper"; `rate` in words per minute."""

    @property
    def engine(self) -> str: ...
    @property
    def rate(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _DefaultVoice:
    engine: str = "auto"
    rate: int = 160


@dataclass(frozen=True, slots=True)
class WhisperStyle:
    """How Whisper is asked in a language: what was measured to be best (docs/adr/0003)."""

    beam: int = 5
    prompt: str = ""


WHISPER_STYLES = {
    # A sentence in simplified characters makes it write them, and fewer homophones. It is one that a caller
    # would not say: given silence, Whisper may read it out, and then it is thrown away.
    "zh": WhisperStyle(prompt="您好，这里是车险报案热线，请讲普通话。"),
}


def choose_engines(settings: SpeechSettings, languages: Iterable[str]) -> list[Choice]:
    """Which model will hear each language; for `voiceapp doctor` and the start-up line. Loads nothing.

    Raises ModelError naming everything that is missing, for all languages at once.
    """
    models = find(settings.models_dir, settings.cache_dir)
    choices, faults = [], []
    for language in dict.fromkeys(languages):
        wanted = settings.engines.get(language)
        engine, model = (wanted.engine, wanted.model) if wanted else ("auto", "auto")
        try:
            choices.append(choose(language, models, engine=engine, model=model))
        except ModelError as error:
            faults.append(str(error))
    if faults:
        raise ModelError("\n".join(faults))
    return choices


@asynccontextmanager
async def open_ears(
    settings: SpeechSettings, languages: Iterable[str], *, progress: Progress = lambda _: None
) -> AsyncIterator[OfflineEars]:
    """Models loaded, threads ready. Raises ModelError, saying what to install, when one is missing."""
    choices = choose_engines(settings, languages)
    cores = os.cpu_count() or 1
    with _workers("vosk", cores) as vosk, _workers("whisper", cores) as whisper:
        loader = _Loader(settings.cache_dir, vosk, whisper, parallel=cores)
        recognizers: dict[str, Recognizer] = {}
        for choice in choices:
            progress(f"loading speech recognition for {choice}")
            if choice.notice:
                _log.warning("slower_recogniser", language=choice.language, reason=choice.notice)
            recognizers[choice.language] = await asyncio.to_thread(loader.load, choice)
        detectors = DetectorPool(best_detector())
        await detectors.warm(DETECTORS_READY)
        yield OfflineEars(recognizers, detectors.borrow)


def choose_voices(
    settings: VoiceSettings,
    cache_dir: Path,
    *,
    models_dir: Path | None = None,
    languages: Iterable[str] = LANGUAGES,
) -> list[VoiceChoice]:
    """Who will speak each language; for `voiceapp doctor`. Starts nothing. Raises ModelError."""
    models = find(models_dir or cache_dir / "models", cache_dir)
    return [choose_voice(language, models, engine=settings.engine) for language in languages]


@asynccontextmanager
async def open_voice(
    settings: VoiceSettings,
    cache_dir: Path,
    *,
    models_dir: Path | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> AsyncIterator[Voices]:
    """The voices, a process per engine. Raises ModelError when none speaks a language or one does not start.

    `models_dir`: where an operator's Piper voices lie (None: the usual place below `cache_dir`).
    """
    choices = choose_voices(settings, cache_dir, models_dir=models_dir, languages=languages)
    async with open_voices(choices, cache_dir=cache_dir, rate=settings.rate) as voices:
        yield voices


def open_voice_cached(cache_dir: Path) -> AbstractAsyncContextManager[Voices]:
    """The best voices there are, at their normal pace: for messages rendered outside the service."""
    return open_voice(_DefaultVoice(), cache_dir)


@contextmanager
def _workers(name: str, count: int) -> Iterator[Executor]:
    """Decoding threads. On the way out nobody waits for what is still queued."""
    pool = ThreadPoolExecutor(count, thread_name_prefix=name)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Loader:
    """Makes recognisers; languages with the same Whisper model share it in memory. Blocking."""

    def __init__(self, cache_dir: Path, vosk: Executor, whisper: Executor, *, parallel: int) -> None:
        self._cache_dir = cache_dir
        self._vosk = vosk
        self._whisper = whisper
        self._parallel = parallel
        self._loaded: dict[Path, LoadedWhisper] = {}

    def load(self, choice: Choice) -> Recognizer:
        model = prepared(choice.model, self._cache_dir)
        if model.engine == "vosk":
            from voiceapp.speech.vosk import VoskRecognizer

            return VoskRecognizer(model.path, name=model.title, language=choice.language, workers=self._vosk)
        from voiceapp.speech.whisper import WhisperRecognizer

        style = WHISPER_STYLES.get(choice.language, WhisperStyle())
        return WhisperRecognizer(
            self._whisper_model(model),
            language=choice.language,
            workers=self._whisper,
            prompt=style.prompt,
            beam=style.beam,
        )

    def _whisper_model(self, model: Model) -> "LoadedWhisper":
        if model.path not in self._loaded:
            try:
                from voiceapp.speech.whisper import LoadedWhisper
            except ModuleNotFoundError as error:
                raise ModelError(
                    f"{model.name} needs faster-whisper: install voiceapp with the extra 'whisper'"
                ) from error
            # One core a decode: two callers who stop at the same time do not wait for each other.
            self._loaded[model.path] = LoadedWhisper(
                model.path, name=model.title, cpu_threads=1, parallel=self._parallel
            )
        return self._loaded[model.path]
