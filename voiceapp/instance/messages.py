"""The recorded messages the dialplans play when no app can speak: their texts, and the sound files."""

import asyncio
import io
import re
import tomllib
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from voiceapp.errors import ConfigError, Fault
from voiceapp.ports import SAMPLE_RATE, Audio, Synthesizer
from voiceapp.sentences import split

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LANGUAGE = re.compile(r"[a-z]{2}")
# Asterisk takes the one that fits the caller's codec: telephone band, and wide band.
_FORMATS = ((".wav", 8_000), (".wav16", SAMPLE_RATE))


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its name is what the dialplan plays; a text for each language ("en", "zh")."""

    name: str
    texts: Mapping[str, str]


def load(path: Path) -> list[Message]:
    """Read messages.toml. ConfigError, with all faults at once, when it is not what its head describes."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError([Fault(path, f"cannot be read ({error.strerror}); restore it")]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError([Fault(path, f"is not TOML: {error}")]) from error
    faults: list[Fault] = []
    messages: list[Message] = []
    for name, texts in tables.items():
        if not _NAME.fullmatch(name):
            faults.append(Fault(path, f"[{name}]: a name is made of a-z, 0-9 and hyphens"))
        elif not isinstance(texts, dict) or not texts:
            faults.append(Fault(path, f'[{name}]: give it a text for each language, like en = "…"'))
        else:
            faults += [
                Fault(path, f"[{name}] {language}: needs a two-letter language and a text that is not empty")
                for language, text in texts.items()
                if not _LANGUAGE.fullmatch(language) or not isinstance(text, str) or not text.strip()
            ]
            messages.append(Message(name, texts))
    if faults:
        raise ConfigError(faults)
    return messages


async def render(
    messages: Sequence[Message], folder: Path, *, synthesizer: Synthesizer, languages: Sequence[str]
) -> None:
    """Speak every message into `folder`/LANGUAGE/NAME.wav (8 kHz) and .wav16 (16 kHz).

    A language without a text is left out: `check` tells. Files are replaced whole, so a running Asterisk
    never plays half of one. Raises what the synthesizer raises, and ConfigError when `folder` is closed.
    """
    for language in languages:
        for message in messages:
            if language in message.texts:
                spoken = [
                    await synthesizer.render(sentence, language=language)
                    for sentence in split(message.texts[language])
                ]
                audio = Audio(b"".join(sentence.pcm for sentence in spoken))
                await asyncio.to_thread(_write, folder / language / message.name, audio)


def _write(stem: Path, audio: Audio) -> None:
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        for suffix, rate in _FORMATS:
            path = stem.with_name(stem.name + suffix)
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(wav(audio, rate))
            fresh.replace(path)
    except OSError as error:
        raise ConfigError([Fault(stem.parent, f"cannot be written ({error.strerror})")]) from error


def wav(audio: Audio, rate: int) -> bytes:
    """A WAV file, mono, 16 bit, at `rate` samples a second."""
    samples = np.frombuffer(audio.pcm, dtype="<i2")
    if rate != SAMPLE_RATE:
        samples = soxr.resample(samples, SAMPLE_RATE, rate)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()
