"""Sentences that have been spoken before, as WAV files named by what they depend on.

Several processes may share the folder: a file appears whole or not at all, and one that cannot be read (a
full disk, a crash of the machine) counts as not there and is written again.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from voiceapp.ports import SAMPLE_RATE, Audio
from voiceapp.speech.audio import WavError, parse_wav, to_pcm, wav_bytes

VERSION = 1  # of what is done to the sound between the engine and the file


def key(*, text: str, engine: str, version: str, voice: str, rate: int) -> str:
    """Everything that changes how the sentence sounds goes into its name."""
    parts = [VERSION, SAMPLE_RATE, engine, version, voice, rate, text]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class VoiceCache:
    """Blocking: call it in a thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.wav"

    def get(self, name: str) -> Audio | None:
        """None when it is not there or not readable."""
        try:
            samples = parse_wav(self.path(name).read_bytes())
        except (OSError, WavError):
            return None
        return Audio(to_pcm(samples)) if len(samples) else None

    def put(self, name: str, audio: Audio) -> None:
        """Raises OSError when the disk will not take it."""
        target = self.path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, scratch = tempfile.mkstemp(dir=target.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(wav_bytes(audio.pcm))
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(scratch).unlink()
            raise
