"""What the robot says: recordings of callers, or sentences spoken by espeak-ng."""

import asyncio
import json
import struct
import subprocess
import wave
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import soxr

from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, SAMPLE_RATE, Audio

LOUD = 200.0  # root mean square of a frame that carries sound; comfort noise and mu-law dither stay below
RECORDINGS = Path(__file__).parent.parent / "data" / "audio"


@cache
def recorded(name: str) -> Audio:
    """A recording of `tests/data/audio` by its file name without ".wav"."""
    return read_wav(RECORDINGS / f"{name}.wav")


@cache
def texts() -> Mapping[str, str]:
    """What each recording says."""
    rows = json.loads((RECORDINGS / "index.json").read_text(encoding="utf-8"))
    return {Path(row["file"]).stem: row["text"] for row in rows}


class Espeak:
    """A Synthesizer that is everywhere. Recognisers understand Piper's voice much better."""

    async def render(self, text: str, *, language: str) -> Audio:
        return await asyncio.to_thread(spoken, text, language=language)


@cache
def spoken(text: str, *, language: str = "en", speed: int = 150) -> Audio:
    """A sentence by espeak-ng, for what nobody recorded."""
    voice = {"en": "en-us", "zh": "cmn"}[language]
    argv = ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", "--", text]
    made = subprocess.run(argv, capture_output=True, check=True, timeout=20)
    data = made.stdout
    at = data.index(b"data") + 8
    rate = struct.unpack("<I", data[24:28])[0]
    return _audio(np.frombuffer(data[at : at + (len(data) - at) // 2 * 2], "<i2"), rate)


def speech_bounds(audio: Audio) -> tuple[float, float]:
    """Where the first loud frame begins and the last one ends, in seconds."""
    samples = np.frombuffer(audio.pcm, "<i2").astype(np.float64)
    size = FRAME_BYTES // 2
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    loud = np.flatnonzero(np.sqrt(np.mean(frames**2, axis=1)) > LOUD)
    if not len(loud):
        return 0.0, audio.seconds
    return float(loud[0]) * FRAME_SECONDS, float(loud[-1] + 1) * FRAME_SECONDS


def silence(seconds: float) -> Audio:
    return Audio(bytes(int(seconds * SAMPLE_RATE) * 2))


def read_wav(path: Path) -> Audio:
    """A mono WAV file: G.711 mu-law or 16-bit PCM, any rate."""
    data = path.read_bytes()
    if struct.unpack("<H", data[20:22])[0] == 7:
        at = data.index(b"data")
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        coded = np.frombuffer(data[at + 8 : at + 8 + size], np.uint8)
        return _audio(from_mulaw(coded), struct.unpack("<I", data[24:28])[0])
    with wave.open(BytesIO(data)) as file:
        return _audio(np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate())


def write_wav(path: Path, pcm: bytes) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm)


def from_mulaw(
    coded: "np.ndarray[tuple[int], np.dtype[np.uint8]]",
) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """ITU-T G.711."""
    inverted = ~coded
    exponent = (inverted >> 4) & 7
    magnitude = ((((inverted & 15).astype(np.int32) << 3) + 0x84) << exponent) - 0x84
    return np.where(inverted & 0x80, -magnitude, magnitude).astype(np.int16)


def to_mulaw(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> bytes:
    """ITU-T G.711."""
    magnitude = np.minimum(np.abs(samples.astype(np.int32)), 32635) + 0x84
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 15
    sign = np.where(samples < 0, 0x80, 0)
    return bytes((~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8))


def _audio(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]", rate: int) -> Audio:
    resampled = soxr.resample(samples.astype(np.float32), rate, SAMPLE_RATE)
    return Audio(np.clip(resampled, -32768, 32767).astype("<i2").tobytes())
