"""What a telephone line does to a voice: a narrow band, mu-law, and noise if wanted."""

import numpy as np

from voiceapp.ports import SAMPLE_RATE
from voiceapp.speech import audio

TELEPHONE_RATE = 8000


def telephone(speech: audio.Floats, *, snr_db: float | None = None, seed: int = 0) -> audio.Floats:
    """Speech (16 kHz) as it comes out of a telephone line, again at 16 kHz.

    `snr_db`: how many dB the voice is above white noise in the band (None: no noise). Level of the voice: its
    loud 20 ms pieces, so that pauses do not count. The same `seed` gives the same noise.
    """
    narrow = audio.resample(speech, SAMPLE_RATE, TELEPHONE_RATE)
    if snr_db is not None and len(narrow):
        noise = np.random.default_rng(seed).standard_normal(len(narrow)).astype(np.float32)
        narrow = (narrow + noise * _voice_rms(narrow) / 10 ** (snr_db / 20)).astype(np.float32)
    return audio.resample(audio.from_mu_law(audio.to_mu_law(narrow)), TELEPHONE_RATE)


def with_silence(speech: audio.Floats, before: float, after: float) -> audio.Floats:
    """Silence around it, in seconds: what is listened to begins and ends with none of the voice."""
    around = [np.zeros(int(seconds * SAMPLE_RATE), np.float32) for seconds in (before, after)]
    return np.concatenate([around[0], speech, around[1]])


def _voice_rms(samples: audio.Floats) -> float:
    """Root mean square of the pieces that are at most 20 dB below the loudest."""
    pieces = np.array_split(samples, max(1, len(samples) // (TELEPHONE_RATE // 50)))
    power = np.array([np.mean(np.square(piece, dtype=np.float64)) for piece in pieces])
    return float(np.sqrt(power[power >= power.max() * 0.01].mean()))
