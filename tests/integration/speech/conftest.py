"""Real models, loaded once for all tests of this folder."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from voiceapp.speech.choosing import choose
from voiceapp.speech.joining import prepared
from voiceapp.speech.models import Model, find
from voiceapp.speech.voice_activity import DetectorPool, best_detector
from voiceapp.speech.vosk import VoskRecognizer
from voiceapp.speech.whisper import LoadedWhisper


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def workers() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def _model(language: str, cache: Path, name: str = "auto") -> Model:
    return prepared(choose(language, find(cache / "models", cache), model=name).model, cache)


@pytest.fixture(scope="session")
def korean(cache: Path, workers: Executor) -> VoskRecognizer:
    """The real Vosk engine; its model comes as a Python package."""
    model = _model("ko", cache)
    return VoskRecognizer(model.path, name=model.title, language="ko", workers=workers)


@pytest.fixture(scope="session")
def tiny(cache: Path) -> LoadedWhisper:
    """Whisper for English."""
    model = _model("en", cache, "whisper-tiny.en")
    return LoadedWhisper(model.path, name=model.title, cpu_threads=1, parallel=2)


@pytest.fixture(scope="session")
def base(cache: Path) -> LoadedWhisper:
    """Whisper for many languages, joined of two packages."""
    model = _model("zh", cache, "whisper-base")
    return LoadedWhisper(model.path, name=model.title, cpu_threads=1, parallel=2)


@pytest.fixture
async def detectors() -> DetectorPool:
    pool = DetectorPool(best_detector())
    await pool.warm(1)
    return pool
