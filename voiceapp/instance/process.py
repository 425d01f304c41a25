"""Start an Asterisk of our own, wait until it takes calls, and never leave it behind."""

import asyncio
import contextlib
import fcntl
import os
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from voiceapp.errors import SwitchError
from voiceapp.instance.files import Profile
from voiceapp.instance.handle import Instance
from voiceapp.instance.launch import Runner, command, lay_out, runner
from voiceapp.instance.paths import cache_folder, share_folder
from voiceapp.instance.ports import Ports, free_ports
from voiceapp.instance.program import Program, find_program

_START_SECONDS = 20.0  # 0.3 s on an idle machine
_STOP_SECONDS = 5.0
_TRIES = 3  # with new ports, when somebody took one between our look and Asterisk's start
_TAKEN = re.compile(r"Address already in use")
_LAST_LINES = 12


@asynccontextmanager
async def running(
    folder: Path,
    *,
    profile: Profile = "demo",
    program: Program | None = None,
    conf: Path | None = None,
    dialplans: Path | None = None,
    messages: Path | None = None,
    ports: Ports | None = None,
    sip_address: str = "127.0.0.1",
    trunk: str | None = None,
) -> AsyncIterator[Instance]:
    """An Asterisk from `folder`, ready for calls inside the block and gone after it.

    `folder`: made if missing. What it recorded and its passwords survive there for the next start.
    `messages`: folder of rendered messages (`en/goodbye.wav` …). `ports`: None picks free ones.
    `trunk`: HOST:PORT of the hotline, for the gateway profile.
    Raises SwitchError, with the last lines of the log, when it does not get ready; ConfigError when a
    configuration file is wrong.
    """
    program = program or find_program(cache_folder())
    with _claimed(folder) as folder:
        who = await asyncio.to_thread(runner, folder, program)
        for attempt in range(1, _TRIES + 1):
            chosen = ports or free_ports()
            made = await asyncio.to_thread(
                lay_out,
                folder,
                program=program,
                profile=profile,
                conf=conf or share_folder("asterisk_conf"),
                dialplans=dialplans or share_folder("dialplans"),
                messages=messages,
                ports=chosen,
                runner=who,
                sip_address=sip_address,
                trunk=trunk,
            )
            async with _started(folder, program, who) as process:
                problem = await asyncio.to_thread(_problem, folder)
                if problem is None:
                    yield Instance(
                        folder,
                        process.pid,
                        chosen,
                        "robot" if profile == "gateway" else "voiceapp",
                        made.ari,
                        made.ami,
                        made.softphone,
                        who,
                        program,
                        process,
                    )
                    return
            if ports is not None or attempt == _TRIES or not _TAKEN.search(problem):
                raise SwitchError(problem)


@contextmanager
def _claimed(folder: Path) -> Iterator[Path]:
    """One Asterisk a folder; its real path. The lock goes with the process: nothing to clean up."""
    try:
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SwitchError(f"cannot write to {folder}: {error.strerror}; choose another folder") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another Asterisk already runs from {folder}; stop it or choose another folder"
            raise SwitchError(message) from error
        yield folder
    finally:
        os.close(lock)


@asynccontextmanager
async def _started(folder: Path, program: Program, who: Runner) -> AsyncIterator[asyncio.subprocess.Process]:
    """The process, from ready to gone. SwitchError when it ends, or is silent, instead of getting ready."""
    (folder / "log/messages").unlink(missing_ok=True)
    knock = folder / "run/ready"
    with _listening(knock, who) as ready, (folder / "log/console").open("wb") as console:
        process = await asyncio.create_subprocess_exec(
            *command(folder, program, who),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            cwd=folder,
            # Nothing of ours: dialplans can read the environment.
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "NOTIFY_SOCKET": str(knock)},
        )
        booted = False
        try:
            booted = await _got_ready(process, ready)
            if not booted:
                ended = "" if process.returncode is None else f" (exit code {process.returncode})"
                raise SwitchError(f"Asterisk did not get ready{ended}. {_last_lines(folder)}")
            yield process
        finally:
            # While it boots it does not listen to a polite request.
            await _stop(process, patience=_STOP_SECONDS if booted else 0.0)


async def _got_ready(process: asyncio.subprocess.Process, ready: socket.socket) -> bool:
    """Asterisk says READY=1 by itself once it is fully booted, as it does for systemd."""
    loop = asyncio.get_running_loop()

    async def listen() -> bool:
        while b"READY=1" not in await loop.sock_recv(ready, 4096):
            pass
        return True

    async def end() -> bool:
        await process.wait()
        return False

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(listen(), name="ready"), group.create_task(end(), name="ended")]
        done, late = await asyncio.wait(tasks, timeout=_START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for task in late:
            task.cancel()
    return any(task.result() for task in done)


@contextmanager
def _listening(path: Path, who: Runner) -> Iterator[socket.socket]:
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.setblocking(False)
        ready.bind(str(path))
        if who.drop:
            os.chown(path, who.uid, who.gid)
        try:
            yield ready
        finally:
            path.unlink(missing_ok=True)


async def _stop(process: asyncio.subprocess.Process, *, patience: float) -> None:
    """Ask, then force. Never returns, not even cancelled, before the process is gone."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(patience):
            await process.wait()
    except TimeoutError:
        pass
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _problem(folder: Path) -> str | None:
    """Asterisk comes up even when it could not bind its ports or read a file; its log says so."""
    lines = _read(folder / "log/messages")
    errors = [line for line in lines if " ERROR[" in line]
    if not errors:
        return None
    hint = ""
    if any(_TAKEN.search(line) for line in errors):
        hint = "Another program has one of its ports: stop that, or choose another port. "
    return f"Asterisk started, but not whole. {hint}It says:\n" + "\n".join(errors[-_LAST_LINES:])


def _last_lines(folder: Path) -> str:
    lines = [line for name in ("console", "messages") for line in _read(folder / "log" / name)[-_LAST_LINES:]]
    return f"Its last words (more in {folder / 'log'}):\n" + "\n".join(lines)


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in text.splitlines() if line.strip()]
