"""What every test on a real Asterisk needs: a folder it can run from, and messages that can be heard."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
import soxr

from voiceapp.instance import messages
from voiceapp.instance.handle import Instance
from voiceapp.instance.paths import share_folder
from voiceapp.instance.process import running
from voiceapp.ports import SAMPLE_RATE, Audio

_ESPEAK_RATE = 22_050
_WAV_HEADER = 44
_VOICES = {"en": "en-us", "zh": "cmn"}


class Espeak:
    """The smallest real voice there is."""

    async def render(self, text: str, *, language: str) -> Audio:
        process = await asyncio.create_subprocess_exec(
            "espeak-ng", "-v", _VOICES[language], "--stdout", text, stdout=asyncio.subprocess.PIPE
        )
        spoken, _ = await process.communicate()
        samples = np.frombuffer(spoken[_WAV_HEADER:], "<i2")
        return Audio(soxr.resample(samples, _ESPEAK_RATE, SAMPLE_RATE).astype("<i2").tobytes())


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for Asterisk's socket, which an unprivileged user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def spoken_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The messages of dialplans/messages.toml as sound files."""
    folder = tmp_path_factory.mktemp("messages")
    texts = messages.load(share_folder("dialplans") / "messages.toml")
    asyncio.run(messages.render(texts, folder, synthesizer=Espeak(), languages=["en"]))
    return folder


@pytest_asyncio.fixture
async def asterisk(short_folder: Path, spoken_messages: Path) -> AsyncIterator[Instance]:
    """A demo instance with no app on it."""
    async with running(short_folder / "i", messages=spoken_messages) as instance:
        yield instance
