"""Recorded callers (telephone band, tests/data/audio), and lines that deliver them."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np

from voiceapp.ports import FRAME_SECONDS, SAMPLE_RATE, AudioFrame
from voiceapp.speech import audio

FOLDER = Path(__file__).parents[2] / "data" / "audio"


CALLERS = (
    "en_jf_alpha_yes_short",
    "en_jm_kumo_open_full",
    "en_jm_kumo_place_cross",
    "en_jm_kumo_safety_yes",
    "en_jm_kumo_time_ago",
    "en_jm_kumo_yes_short",
    "zh_jf_alpha_yes_short",
    "zh_jm_kumo_safety_no",
    "zh_jm_kumo_time_vague",
    "zh_jm_kumo_yes_short",
)
"""Recordings that the engines here are known to understand; the folder has harder ones too."""


def texts() -> dict[str, str]:
    """What is said in each recording, by name."""
    entries = json.loads((FOLDER / "index.json").read_text("utf-8"))
    said = {entry["file"].removesuffix(".wav"): entry["text"] for entry in entries}
    return {name: said[name] for name in CALLERS}


def recording(name: str, *, before: float = 0.5, after: float = 1.5) -> bytes:
    """A recording with silence around it."""
    return silence(before) + audio.to_pcm(audio.read_wav(FOLDER / f"{name}.wav")) + silence(after)


def silence(seconds: float) -> bytes:
    return bytes(int(seconds * SAMPLE_RATE) * 2)


def noise(seconds: float, *, level_db: float = -20.0) -> bytes:
    """Hiss in the telephone band."""
    white = np.random.default_rng(7).standard_normal(int(seconds * SAMPLE_RATE)).astype(np.float32)
    narrow = audio.resample(audio.resample(white, SAMPLE_RATE, 8000), 8000)
    return audio.to_pcm((narrow / np.abs(narrow).max() * 10 ** (level_db / 20)).astype(np.float32))


def espeak(text: str, voice: str, folder: Path) -> bytes:
    """A sentence by espeak-ng, with silence around it."""
    path = folder / "said.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-w", str(path), text], check=True, timeout=20)
    return silence(0.5) + audio.to_pcm(audio.read_wav(path)) + silence(1.0)


async def at_once(pcm: bytes) -> AsyncIterator[AudioFrame]:
    """A line that delivers everything as quickly as it is taken."""
    for frame in audio.frames(pcm):
        yield frame
        await asyncio.sleep(0)


async def in_real_time(pcm: bytes, *, speed: float = 1.0) -> AsyncIterator[AudioFrame]:
    """A line that delivers a frame every 20 ms."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number, frame in enumerate(audio.frames(pcm)):
        due = began + number * FRAME_SECONDS / speed
        if (early := due - loop.time()) > 0:
            await asyncio.sleep(early)
        yield frame
