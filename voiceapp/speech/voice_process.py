"""A speech engine in a process of its own: one sentence at a time, killed and started again when it hangs."""

import asyncio
import contextlib
import itertools
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from voiceapp.errors import ModelError
from voiceapp.logs import get_logger

_log = get_logger("speech")

WORKER = Path(__file__).with_name("voice_worker.py")
START_SECONDS = 30.0
TRIES = 2


class _WorkerGoneError(Exception):
    """The process ended, hung, or spoke nonsense."""


def worker_command(engine: str, *arguments: str) -> list[str]:
    # -P: or the modules of this folder would hide installed ones of the same name (vosk)
    return [sys.executable, "-P", str(WORKER), engine, *arguments]


class VoiceProcess:
    """`async with VoiceProcess(command) as voice: await voice.speak(...)`. `version` says what speaks."""

    def __init__(self, command: Sequence[str], *, seconds_per_job: float = 10.0) -> None:
        """`seconds_per_job`: how long a sentence may take; long ones get more."""
        self._command = list(command)
        self._patience = seconds_per_job
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()
        self._ids = itertools.count()
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self.version = ""

    async def __aenter__(self) -> Self:
        self._scratch = tempfile.TemporaryDirectory(prefix="voiceapp-voice-")
        try:
            await self._start()
        except _WorkerGoneError as error:
            await self._close()
            raise ModelError(f"the speech engine does not start: {error}") from error
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def speak(self, text: str, *, voice: str, rate: int) -> bytes:
        """A WAV file of the sentence. Raises ModelError when the engine fails twice, or refuses.

        May be cancelled: the engine finishes that sentence for nobody and then takes the next one.
        """
        if self._scratch is None:
            raise ModelError("the speech engine is not running")
        async with self._lock:
            for attempt in range(1, TRIES + 1):
                try:
                    return await self._ask(text, voice, rate, Path(self._scratch.name))
                except _WorkerGoneError as error:
                    _log.warning("speech engine restarted", reason=str(error), attempt=attempt)
                    await self._kill()
        raise ModelError(
            "the speech engine hangs or crashes on a sentence: see 'speech engine restarted' in the log"
        )

    async def _ask(self, text: str, voice: str, rate: int, folder: Path) -> bytes:
        if self._process is None:
            await self._start()
        job = next(self._ids)
        path = folder / f"{job}.wav"
        line = json.dumps({"id": job, "text": text, "voice": voice, "rate": rate, "path": str(path)})
        await self._write(line)
        async with self._patient(self._patience + len(text) / 50):
            while (answer := await self._read()).get("id") != job:
                pass  # the answer to a sentence that nobody waits for any more
        if "error" in answer or not await asyncio.to_thread(path.is_file):
            raise ModelError(
                f"the speech engine cannot speak with the voice {voice!r} ({answer.get('error')})"
            )
        return await asyncio.to_thread(_taken, path)

    async def _start(self) -> None:
        with self._complaints.open("wb") as complaints:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,  # Ctrl-C is for us: calls that are being ended still need a voice
            )
        async with self._patient(START_SECONDS):
            hello = await self._read()
        if "error" in hello:
            raise ModelError(_explained(str(hello["error"])))
        self.version = str(hello.get("version", ""))

    async def _write(self, line: str) -> None:
        if self._process is None or self._process.stdin is None:
            raise _WorkerGoneError("it is not running")
        try:
            self._process.stdin.write(line.encode() + b"\n")
            await self._process.stdin.drain()
        except (ConnectionError, RuntimeError) as error:
            raise _WorkerGoneError("it ended") from error

    async def _read(self) -> dict[str, Any]:
        if self._process is None or self._process.stdout is None:
            raise _WorkerGoneError("it is not running")
        line = await self._process.stdout.readline()
        try:
            message: dict[str, Any] = json.loads(line)
        except ValueError as error:
            what = "it spoke nonsense" if line else f"it ended{self._last_complaint()}"
            raise _WorkerGoneError(what) from error
        return message

    @contextlib.asynccontextmanager
    async def _patient(self, seconds: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            raise _WorkerGoneError(f"it said nothing for {seconds:.0f} s") from error

    @property
    def _complaints(self) -> Path:
        """What the process wrote to standard error."""
        if self._scratch is None:
            raise ModelError("the speech engine is not running")
        return Path(self._scratch.name, "stderr")

    def _last_complaint(self) -> str:
        with contextlib.suppress(OSError, ModelError):
            lines = self._complaints.read_text("utf-8", "replace").split("\n")
            return next((f" ({line.strip()[:200]})" for line in reversed(lines) if line.strip()), "")
        return ""

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    async def _close(self) -> None:
        await self._kill()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None


def _taken(path: Path) -> bytes:
    data = path.read_bytes()
    path.unlink()
    return data


def _explained(error: str) -> str:
    """What to do about it, as far as we know the engines' complaints."""
    if "espeak" in error.lower():
        return f"the voice needs espeak-ng: install the system package espeak-ng ({error})"
    if error.startswith("ModuleNotFoundError"):
        return f"the voice needs a Python package that is not installed ({error})"
    return f"the speech engine does not start ({error})"
