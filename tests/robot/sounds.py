"""What the robot says: recordings of callers, or sentences spoken by espeak-ng."""

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

from voiceapp.ports import SAMPLE_RATE, Audio

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


def silence(seconds: float) -> Audio:
    return Audio(bytes(int(seconds * SAMPLE_RATE) * 2))


def read_wav(path: Path) -> Audio:
    """A mono WAV file: G.711 mu-law or 16-bit PCM, any rate."""
    data = path.read_bytes()
    if struct.unpack("<H", data[20:22])[0] == 7:
        at = data.index(b"data")
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        coded = np.frombuffer(data[at + 8 : at + 8 + size], np.uint8)
        return _audio(_from_mulaw(coded), struct.unpack("<I", data[24:28])[0])
    with wave.open(BytesIO(data)) as file:
        return _audio(np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate())


def write_wav(path: Path, pcm: bytes) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm)


def _from_mulaw(
    coded: "np.ndarray[tuple[int], np.dtype[np.uint8]]",
) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """ITU-T G.711."""
    inverted = ~coded
    exponent = (inverted >> 4) & 7
    magnitude = ((((inverted & 15).astype(np.int32) << 3) + 0x84) << exponent) - 0x84
    return np.where(inverted & 0x80, -magnitude, magnitude).astype(np.int16)


def _audio(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]", rate: int) -> Audio:
    resampled = soxr.resample(samples.astype(np.float32), rate, SAMPLE_RATE)
    return Audio(np.clip(resampled, -32768, 32767).astype("<i2").tobytes())
