"""The process that speaks. Run as a script: `python -P voice_worker.py pyttsx3` or `… piper MODEL.onnx`.

A process of its own, because espeak-ng can be started once per process only, is not thread-safe, and a speech
engine that hangs or crashes must not take calls with it. Imports nothing of voiceapp.

One JSON object a line. First it says {"version": …} or {"error": …}; then each {"id", "text", "voice",
"rate", "path"} on standard input makes a WAV file at `path` and is answered with {"id"} or {"id", "error"}.
"""

import json
import os
import sys
import wave
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

Speak = Callable[[dict[str, Any]], None]

TRIES_FOR_SOUND = 5  # pyttsx3 2.99 leaves about one file in a hundred empty, at random (measured)
PIPER_NORMAL_RATE = 160  # words per minute at which a Piper voice speaks by itself


def espeak() -> tuple[str, Speak]:
    """pyttsx3 with espeak-ng. `rate` is in words per minute."""
    import pyttsx3

    engine = pyttsx3.init("espeak")
    from pyttsx3.drivers import _espeak

    def speak(job: dict[str, Any]) -> None:
        for _ in range(TRIES_FOR_SOUND):
            engine.setProperty("voice", job["voice"])
            engine.setProperty("rate", job["rate"])
            engine.save_to_file(job["text"], job["path"])
            engine.runAndWait()
            if engine.getProperty("voice").rpartition("/")[2] != job["voice"]:
                raise LookupError(
                    "pyttsx3 keeps the former voice when there is no such one, and says nothing"
                )
            with wave.open(job["path"], "rb") as file:
                if file.getnframes():
                    return
        raise RuntimeError("no sound")

    return f"pyttsx3 {version('pyttsx3')}, espeak-ng {_espeak.Info(None).decode().split()[0]}", speak


def piper(model: str) -> tuple[str, Speak]:
    """Piper with the voice in `model`, which has one language and one speaker."""
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(model)

    def speak(job: dict[str, Any]) -> None:
        pace = SynthesisConfig(length_scale=PIPER_NORMAL_RATE / job["rate"])
        with wave.open(job["path"], "wb") as file:
            voice.synthesize_wav(job["text"], file, syn_config=pace)

    return f"piper-tts {version('piper-tts')}", speak


def main(engine: str, *arguments: str) -> int:
    """Serve until standard input ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # what libraries print must not come between the replies

    def reply(**message: object) -> None:
        replies.write(json.dumps(message) + "\n")

    try:
        name, speak = piper(*arguments) if engine == "piper" else espeak()
    except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it is, the parent has to be told)
        reply(error=f"{type(error).__name__}: {error}"[:500])
        return 1
    reply(version=name)
    for line in sys.stdin:
        job = json.loads(line)
        try:
            speak(job)
        except Exception as error:  # noqa: BLE001 (told to the parent, which decides)
            reply(id=job["id"], error=type(error).__name__)
        else:
            reply(id=job["id"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
