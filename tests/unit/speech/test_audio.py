"""Sound is brought to one form without being damaged."""

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.ports import FRAME_BYTES, SAMPLE_RATE
from voiceapp.speech import audio
from voiceapp.speech.audio import Floats

RECORDINGS = Path(__file__).parents[2] / "data" / "audio"


def tone(hertz: float, seconds: float, rate: int = SAMPLE_RATE, level: float = 0.5) -> Floats:
    time = np.arange(int(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def pitch(samples: Floats) -> float:
    """The loudest frequency at 16 kHz."""
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)[spectrum.argmax()])


def test_pcm_survives_the_way_to_floats_and_back() -> None:
    """Every 16-bit value comes back as it was."""
    every = np.arange(-32768, 32768, dtype="<i2").tobytes()
    assert audio.to_pcm(audio.to_floats(every)) == every


def test_too_loud_is_clipped_not_wrapped() -> None:
    """A sample beyond full scale becomes full scale, not a crack of the opposite sign."""
    assert audio.to_pcm(np.array([2.0, -2.0], np.float32)) == struct.pack("<hh", 32767, -32768)


def test_resampling_keeps_length_and_pitch() -> None:
    """A second of 440 Hz at 22.05 kHz is a second of 440 Hz at 16 kHz."""
    resampled = audio.resample(tone(440, 1, 22050), 22050)
    assert abs(len(resampled) - SAMPLE_RATE) <= 2
    assert pitch(resampled) == pytest.approx(440, abs=1)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=20))
def test_a_stream_resamples_like_the_whole(sizes: list[int]) -> None:
    """However a stream is cut into pieces, the sound is that of the uncut recording."""
    whole = tone(300, sum(sizes) / 8000, 8000)
    stream = audio.Resampler(8000)
    pieces, at = [], 0
    for size in sizes:
        pieces.append(stream.feed(whole[at : at + size]))
        at += size
    pieces.append(stream.feed(whole[at:], last=True))
    joined = np.concatenate(pieces)
    expected = audio.resample(whole, 8000)
    assert len(joined) == len(expected)
    assert np.allclose(joined, expected, atol=0.02)


@given(st.binary(max_size=400))
def test_mu_law_codes_survive_the_way_to_floats_and_back(codes: bytes) -> None:
    """What a telephone line sent is what is sent again, but for the two zeros being one."""
    back = audio.to_mu_law(audio.from_mu_law(codes))
    assert back.replace(b"\x7f", b"\xff") == codes.replace(b"\x7f", b"\xff")


def test_a_telephone_recording_is_read() -> None:
    """A mu-law WAV file of a call is speech at 16 kHz, of the length it says."""
    samples = audio.read_wav(RECORDINGS / "en_jm_kumo_yes_short.wav")
    assert 0.3 * SAMPLE_RATE < len(samples) < 1.5 * SAMPLE_RATE
    assert -30 < audio.level_db(samples) < -5


def test_a_written_wav_file_reads_back() -> None:
    """What we store we can read."""
    pcm = audio.to_pcm(tone(200, 0.1))
    assert audio.to_pcm(audio.parse_wav(audio.wav_bytes(pcm))) == pcm


def test_the_extended_header_is_read_too() -> None:
    """Some programs write format 65534 and put the real one behind it."""
    plain = audio.wav_bytes(audio.to_pcm(tone(200, 0.1)))
    header = (
        struct.pack("<HHIIHH", 0xFFFE, 1, 16_000, 32_000, 2, 16)
        + struct.pack("<HHIH", 22, 16, 4, 1)
        + bytes(14)
    )
    extended = plain[:12] + struct.pack("<4sI", b"fmt ", len(header)) + header + plain[36:]
    assert len(audio.parse_wav(extended)) == 1600


def test_a_file_without_sound_in_it_is_cut_short() -> None:
    """A header and nothing behind it."""
    with pytest.raises(audio.WavError, match="cut short"):
        audio.parse_wav(audio.wav_bytes(b"")[:36])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda wav: b"", "not a WAV"),
        (lambda wav: b"JUNK" + wav[4:], "not a WAV"),
        (lambda wav: wav[:30], "cut short"),
        (lambda wav: wav[:-10], "cut short"),
        (lambda wav: wav[:22] + b"\2\0" + wav[24:], "mono"),
        (lambda wav: wav[:34] + b"\x18\0" + wav[36:], "24 bits"),
    ],
)
def test_a_broken_wav_file_is_refused_with_the_reason(spoil: "object", says: str) -> None:
    """A file cut short, in stereo or in another format is an error, not noise on the line."""
    assert callable(spoil)
    with pytest.raises(audio.WavError, match=says):
        audio.parse_wav(spoil(audio.wav_bytes(audio.to_pcm(tone(200, 0.1)))))


def test_frames_are_all_20_ms() -> None:
    """The last frame is filled up with silence, and offsets count on from where the recording began."""
    cut = list(audio.frames(bytes(FRAME_BYTES * 2 + 10), offset=5.0))
    assert [len(frame.pcm) for frame in cut] == [FRAME_BYTES] * 3
    assert [frame.offset for frame in cut] == pytest.approx([5.0, 5.02, 5.04])


@given(st.floats(0.01, 0.9))
def test_every_sentence_gets_the_same_loudness(level: float) -> None:
    """However loud an engine speaks, the caller hears it at one level, and pauses do not count."""
    speech = np.concatenate([tone(300, 0.5, level=level), np.zeros(SAMPLE_RATE, np.float32)])
    even = audio.evened(speech)
    assert audio.level_db(even[: SAMPLE_RATE // 2]) == pytest.approx(-20, abs=0.5)
    assert np.abs(even).max() <= 1


def test_silence_stays_silence() -> None:
    """Nothing is made loud that is not there."""
    silence = np.zeros(SAMPLE_RATE, np.float32)
    assert audio.level_db(audio.evened(silence)) == audio.SILENT_DB
    assert audio.level_db(silence[:0]) == audio.SILENT_DB
    assert len(audio.trimmed(silence, 0.01, 0.1, 0.1)) == 0
    assert len(audio.evened(silence[:10])) == 10


def test_silence_around_speech_is_cut_to_what_was_asked() -> None:
    """A prompt begins at once: only 20 ms of the silence before it is left."""
    speech = np.concatenate(
        [np.zeros(8000, np.float32), np.ones(1600, np.float32), np.zeros(8000, np.float32)]
    )
    cut = audio.trimmed(speech, 0.01, 0.02, 0.1)
    assert len(cut) == pytest.approx(320 + 1600 + 1600, abs=2)
