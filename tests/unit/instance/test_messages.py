"""The recorded messages: their texts and their sound files."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from voiceapp.errors import ConfigError
from voiceapp.instance.messages import Message, load, render, wav
from voiceapp.instance.paths import share_folder
from voiceapp.ports import SAMPLE_RATE, Audio


class Hum:
    """A voice that hums one second for every word, and remembers what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def render(self, text: str, *, language: str) -> Audio:
        self.said.append((language, text))
        time = np.arange(SAMPLE_RATE * len(text.split())) / SAMPLE_RATE
        return Audio((8000 * np.sin(2 * np.pi * 300 * time)).astype("<i2").tobytes())


def test_the_messages_we_ship_have_a_text_in_both_languages() -> None:
    messages = load(share_folder("dialplans") / "messages.toml")
    assert {tuple(sorted(message.texts)) for message in messages} == {("en", "zh")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a", "is not TOML"),
        ('["../a"]\nen = "x"', "a name is made of"),
        ('["a/b"]\nen = "x"', "a name is made of"),
        ("[a]", "give it a text"),
        ("[a]\nen = 1", "a text that is not empty"),
        ('[a]\nen = " "', "a text that is not empty"),
        ('[a]\n"../x" = "x"', "two-letter language"),
    ],
)
def test_a_faulty_file_says_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "messages.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"messages\.toml: cannot be read"):
        load(tmp_path / "messages.toml")


async def test_each_message_is_spoken_once_a_language_into_both_bands(tmp_path: Path) -> None:
    voice = Hum()
    messages = [Message("goodbye", {"en": "Good bye", "zh": "再见"}), Message("only", {"en": "English"})]
    await render(messages, tmp_path, synthesizer=voice, languages=["en", "zh"])
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.wav*")) == [
        "en/goodbye.wav",
        "en/goodbye.wav16",
        "en/only.wav",
        "en/only.wav16",
        "zh/goodbye.wav",
        "zh/goodbye.wav16",
    ]
    assert voice.said == [("en", "Good bye"), ("en", "English"), ("zh", "再见")]
    with wave.open(str(tmp_path / "en/goodbye.wav")) as file:
        assert (file.getframerate(), file.getnframes(), file.getnchannels()) == (8000, 16000, 1)


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be written"):
        await render([Message("a", {"en": "x"})], tmp_path, synthesizer=Hum(), languages=["en"])


async def test_half_the_rate_is_the_same_tone() -> None:
    audio = await Hum().render("one", language="en")
    with wave.open(io.BytesIO(wav(audio, 8000))) as file:
        samples = np.frombuffer(file.readframes(8000), "<i2")
    spectrum = np.abs(np.fft.rfft(samples))
    assert int(np.argmax(spectrum)) == 300  # Hz: one second of sound
