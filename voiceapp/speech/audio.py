"""PCM helpers: resampling, level, WAV files. Samples are numpy arrays, mono.

Inside voiceapp speech is 16 kHz signed 16-bit little-endian (`voiceapp.ports`). Voices speak at 16 or
22.05 kHz, telephone recordings are 8 kHz mu-law: this module brings all of them to the one form.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from voiceapp.ports import FRAME_BYTES, FRAME_SECONDS, SAMPLE_RATE, AudioFrame

Floats = NDArray[np.float32]  # −1 … 1
Shorts = NDArray[np.int16]

SILENT_DB = -100.0  # the level of nothing at all

_PCM, _MU_LAW, _EXTENSIBLE = 1, 7, 0xFFFE


class WavError(ValueError):
    """Bytes that are no WAV file we can read."""


def to_floats(pcm: bytes) -> Floats:
    """16-bit PCM → floats."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0


def to_pcm(samples: Floats) -> bytes:
    """Floats → 16-bit PCM; what is louder than full scale is clipped."""
    return (np.clip(samples, -1.0, 32767 / 32768) * 32768.0).astype("<i2").tobytes()


def resample(samples: Floats, rate: int, target: int = SAMPLE_RATE) -> Floats:
    """A whole recording to another sample rate."""
    if rate == target:
        return samples
    resampled: Floats = soxr.resample(samples, rate, target)
    return resampled


class Resampler:
    """The same for a stream: pieces in, pieces out, no seams between them."""

    def __init__(self, rate: int, target: int = SAMPLE_RATE) -> None:
        self._stream = soxr.ResampleStream(rate, target, 1, dtype="float32")

    def feed(self, samples: Floats, *, last: bool = False) -> Floats:
        """Give a piece, get what is ready; with `last` the rest comes too."""
        piece: Floats = self._stream.resample_chunk(samples, last=last)
        return piece


def level_db(samples: Floats) -> float:
    """Root mean square in dB below full scale; SILENT_DB for silence."""
    if not len(samples):
        return SILENT_DB
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(SILENT_DB, 10 * float(np.log10(power))) if power > 0 else SILENT_DB


def evened(samples: Floats, *, target_db: float = -20.0, peak_db: float = -2.0) -> Floats:
    """Bring speech to one loudness: callers must not reach for the volume between two prompts.

    Measured over the voiced 20 ms pieces, not over pauses: a slow prompt is not louder than a quick one.
    """
    piece = int(SAMPLE_RATE * FRAME_SECONDS)
    whole = samples[: len(samples) // piece * piece].reshape(-1, piece)
    if not len(whole):
        return samples
    power = np.mean(np.square(whole, dtype=np.float64), axis=1)
    voiced = power[power > power.max() * 0.01]
    if not len(voiced):
        return samples
    gain = 10 ** (target_db / 20) / float(np.sqrt(voiced.mean()))
    ceiling = 10 ** (peak_db / 20) / float(np.abs(samples).max())
    louder: Floats = (samples * min(gain, ceiling)).astype(np.float32)
    return louder


def trimmed(samples: Floats, quiet: float, lead: float, tail: float) -> Floats:
    """Without the silence around it, but for `lead` seconds before and `tail` after. `quiet`: amplitude."""
    loud = np.flatnonzero(np.abs(samples) > quiet)
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) - int(lead * SAMPLE_RATE))
    return samples[start : int(loud[-1]) + int(tail * SAMPLE_RATE)]


def frames(pcm: bytes, *, offset: float = 0.0) -> Iterator[AudioFrame]:
    """Cut PCM into 20 ms frames; the last one is filled up with silence."""
    for start in range(0, len(pcm), FRAME_BYTES):
        piece = pcm[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
        yield AudioFrame(pcm=piece, offset=offset + start / FRAME_BYTES * FRAME_SECONDS)


def from_mu_law(data: bytes) -> Floats:
    """G.711 mu-law bytes → floats (at the rate they were taken with, mostly 8 kHz)."""
    codes = ~np.frombuffer(data, dtype=np.uint8)
    magnitude = (((codes & 0x0F).astype(np.int32) << 3) + 0x84 << ((codes >> 4) & 0x07)) - 0x84
    return np.where(codes & 0x80, -magnitude, magnitude).astype(np.float32) / 32768.0


def to_mu_law(samples: Floats) -> bytes:
    """Floats → G.711 mu-law: what a telephone line does to speech."""
    shorts = np.clip(samples * 32768.0, -32635, 32635).astype(np.int32)
    magnitude = np.abs(shorts) + 0x84
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    codes = np.where(shorts < 0, 0x80, 0) | (exponent << 4) | mantissa
    return bytes((~codes & 0xFF).astype(np.uint8).tobytes())


def read_wav(path: Path) -> Floats:
    """A mono WAV file, 16-bit PCM or mu-law, at 16 kHz. Raises WavError, OSError."""
    return parse_wav(path.read_bytes())


def parse_wav(data: bytes) -> Floats:
    """The same from bytes. The `wave` module reads no mu-law; recordings of telephone calls often are."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise WavError("not a WAV file")
    chunks = dict(_chunks(data))
    header, body = chunks.get(b"fmt ", b""), chunks.get(b"data")
    if len(header) < 16 or body is None:
        raise WavError("the WAV file is cut short")
    form, channels, rate, _, _, bits = struct.unpack("<HHIIHH", header[:16])
    if form == _EXTENSIBLE and len(header) >= 26:
        form = struct.unpack("<H", header[24:26])[0]
    if channels != 1:
        raise WavError(f"{channels} channels; mono is needed")
    if form == _PCM and bits == 16:
        return resample(to_floats(body[: len(body) // 2 * 2]), rate)
    if form == _MU_LAW:
        return resample(from_mu_law(body), rate)
    raise WavError(f"WAV format {form} with {bits} bits; 16-bit PCM or mu-law is needed")


def wav_bytes(pcm: bytes, *, rate: int = SAMPLE_RATE) -> bytes:
    """A WAV file around 16-bit mono PCM."""
    header = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, 1, rate, rate * 2, 2, 16)
    body = b"WAVE" + header + struct.pack("<4sI", b"data", len(pcm)) + pcm
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise WavError("the WAV file is cut short")
        yield name, body
        at += 8 + size + size % 2
