"""The process that speaks: real espeak-ng through pyttsx3, and processes that misbehave."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from voiceapp.errors import ModelError
from voiceapp.speech import audio
from voiceapp.speech.voice_process import VoiceProcess, worker_command

# Processes that are like a speech engine, but for one thing. `behave` is called with each job.
STAND_IN = """
import json, os, sys, time
{behave}
print(json.dumps({{"version": "stand-in"}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    open(job["path"], "wb").write(b"RIFF" + job["text"].encode())
    behave(job)
    print(json.dumps({{"id": job["id"]}}), flush=True)
"""


def stand_in(tmp_path: Path, behave: str) -> list[str]:
    script = tmp_path / "engine.py"
    script.write_text(STAND_IN.format(behave=behave))
    return [sys.executable, str(script)]


async def test_a_sentence_is_spoken() -> None:
    """A WAV file of a plausible length, from pyttsx3 and espeak-ng."""
    async with VoiceProcess(worker_command("pyttsx3")) as process:
        assert "pyttsx3" in process.version
        assert "espeak-ng" in process.version
        wav = await process.speak("Your claim number is 2 6 1.", voice="en-us", rate=160)
        assert 1.0 < len(audio.parse_wav(wav)) / 16_000 < 5.0


async def test_a_voice_that_does_not_exist_is_an_error() -> None:
    """And the next sentence is spoken."""
    async with VoiceProcess(worker_command("pyttsx3")) as process:
        with pytest.raises(ModelError, match="'klingon'"):
            await process.speak("Qapla", voice="klingon", rate=160)
        assert await process.speak("Hello.", voice="en-us", rate=160)


async def test_a_killed_engine_is_started_again() -> None:
    """The sentence that it died on, or the next one, is spoken all the same."""
    async with VoiceProcess(worker_command("pyttsx3")) as process:
        await process.speak("Hello.", voice="en-us", rate=160)
        killed = process.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert await process.speak("Hello again.", voice="en-us", rate=160)
        assert process.pid != killed


async def test_a_stopped_engine_is_killed_and_started_again() -> None:
    """One that hangs does not hang the call."""
    async with VoiceProcess(worker_command("pyttsx3"), seconds_per_job=0.5) as process:
        hung = process.pid
        assert hung is not None
        os.kill(hung, signal.SIGSTOP)
        async with asyncio.timeout(15):
            assert await process.speak("Hello.", voice="en-us", rate=160)
        with pytest.raises(ProcessLookupError):
            os.kill(hung, 0)


@pytest.mark.parametrize(
    "behave",
    [
        "def behave(job): time.sleep(60)",
        "def behave(job): os._exit(3)",
        "def behave(job): print('nonsense', flush=True)",
    ],
)
async def test_an_engine_that_always_fails_is_an_error(tmp_path: Path, behave: str) -> None:
    """After two tries, and in time."""
    async with VoiceProcess(stand_in(tmp_path, behave), seconds_per_job=0.3) as process:
        with pytest.raises(ModelError, match="hangs or crashes"):
            await process.speak("Hello.", voice="v", rate=160)


async def test_an_engine_that_fails_once_is_tried_again(tmp_path: Path) -> None:
    """Whoever waits for the sentence notices nothing but a delay."""
    behave = (
        f"def behave(job):\n    flag = {str(tmp_path / 'failed')!r}\n"
        "    if not os.path.exists(flag):\n        open(flag, 'w').close(); os._exit(1)"
    )
    async with VoiceProcess(stand_in(tmp_path, behave)) as process:
        assert await process.speak("Hello.", voice="v", rate=160) == b"RIFFHello."


async def test_a_cancelled_sentence_is_not_taken_for_the_next(tmp_path: Path) -> None:
    """A caller hangs up while we render: the next caller gets his own sentence."""
    gate = tmp_path / "gate"
    behave = f"def behave(job):\n    while not os.path.exists({str(gate)!r}): time.sleep(0.01)"
    async with VoiceProcess(stand_in(tmp_path, behave)) as process:
        first = asyncio.create_task(process.speak("For the first.", voice="v", rate=160))
        await asyncio.wait([first], timeout=0.3)
        first.cancel()
        second = asyncio.create_task(process.speak("For the second.", voice="v", rate=160))
        gate.touch()
        assert await second == b"RIFFFor the second."
        assert first.cancelled()


async def test_many_sentences_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    """Each caller gets what was asked for."""
    texts = [f"Sentence {number}." for number in range(20)]
    async with VoiceProcess(stand_in(tmp_path, "def behave(job): pass")) as process:
        spoken = await asyncio.gather(*(process.speak(text, voice="v", rate=160) for text in texts))
    assert spoken == [f"RIFF{text}".encode() for text in texts]


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import sys; sys.exit('no such device')", "no such device"),
        ('print(\'{"error": "OSError: libespeak-ng.so.1"}\')', "install the system package espeak-ng"),
        ('print(\'{"error": "ModuleNotFoundError: No module named x"}\')', "needs a Python package"),
        ('print(\'{"error": "Strange"}\')', "does not start"),
        ("print('hello')", "nonsense"),
    ],
)
async def test_an_engine_that_does_not_start_says_why(program: str, says: str) -> None:
    """With what to install when that is known, and no process left."""
    with pytest.raises(ModelError, match=says):
        async with VoiceProcess([sys.executable, "-c", program]):
            pass


async def test_a_piper_model_that_is_none_says_so(tmp_path: Path) -> None:
    """The real worker reports what its library complains about."""
    (tmp_path / "broken.onnx").write_bytes(b"not a model")
    (tmp_path / "broken.onnx.json").write_text("{}")
    with pytest.raises(ModelError, match="does not start"):
        async with VoiceProcess(worker_command("piper", str(tmp_path / "broken.onnx"))):
            pass


async def test_a_closed_engine_is_gone() -> None:
    """No process and no scratch folder is left, and using it is an error."""
    async with VoiceProcess(worker_command("pyttsx3")) as process:
        pid = process.pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(ModelError, match="not running"):
        await process.speak("Hello.", voice="en-us", rate=160)
