"""A whole hotline to ring: an Asterisk of its own and voiceapp as a process of its own, with scratch data."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceapp.errors import SwitchError
from voiceapp.instance.files import Profile
from voiceapp.instance.handle import Instance
from voiceapp.instance.messages import load as load_messages
from voiceapp.instance.messages import render as render_messages
from voiceapp.instance.paths import cache_folder, share_folder
from voiceapp.instance.ports import Ports
from voiceapp.instance.process import running
from voiceapp.speech.opening import open_voice_cached

START_SECONDS = 180.0  # the first start renders every prompt
_STOP_SECONDS = 20.0
_ROOT = Path(__file__).resolve().parent.parent.parent

LANGUAGES = {"100": "en", "200": "zh"}

_SETTINGS = """\
[insurer]
name = "Example Insurance"
country = "US"
time_zone = "{zone}"
emergency_number = "911"

[asterisk]
url = "{url}"

[store]
database = "data/voiceapp.db"
recordings = "data/recordings"

[log]
format = "json"
"""

_LINE = """
[[lines]]
extension = "{extension}"
name = "Motor claims"
language = "{language}"
queue = "claims"
"""

Listener = Callable[[str], None]


@dataclass(slots=True)
class App:
    """A running `voiceapp serve`. `output`: its transcript so far; `log`: its log lines so far."""

    process: asyncio.subprocess.Process
    output: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    told: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def pid(self) -> int:
        return self.process.pid

    def events(self, name: str = "") -> list[dict[str, Any]]:
        """The log events of that name, or all of them, oldest first."""
        parsed = [json.loads(line) for line in self.log if line.startswith("{")]
        return [event for event in parsed if name in ("", event.get("event"))]

    async def until(self, name: str, *, count: int = 1, patience: float = 30.0) -> None:
        """Wait until so many log events of that name were written. TimeoutError when they never are."""
        async with asyncio.timeout(patience), self.told:
            await self.told.wait_for(lambda: len(self.events(name)) >= count)

    async def until_line(self, part: str, *, patience: float = 30.0) -> None:
        """Wait until a line of the transcript holds this. TimeoutError when none ever does."""
        async with asyncio.timeout(patience), self.told:
            await self.told.wait_for(lambda: any(part in line for line in self.output))


@dataclass(frozen=True, slots=True)
class Hotline:
    """Asterisk and a settings file; the app is started on it with `app`."""

    asterisk: Instance
    settings: Path

    async def reports(self) -> list[dict[str, Any]]:
        """See `reports`."""
        return await reports(self.settings)

    def app(self, *, tell: Listener = lambda _line: None) -> AbstractAsyncContextManager[App]:
        """voiceapp, taking calls; see `serving`."""
        return serving(self.settings, tell=tell)


async def reports(settings: Path) -> list[dict[str, Any]]:
    """What `voiceapp reports list --json` prints: newest first."""
    code, out, errors = await run("--config", str(settings), "reports", "list", "--json")
    if code != 0:
        raise RuntimeError(f"reports list ended with {code}: {errors}")
    listed: list[dict[str, Any]] = json.loads(out)
    return listed


async def run(
    *arguments: str, environment: Mapping[str, str] | None = None, patience: float = 60.0
) -> tuple[int, str, str]:
    """A `voiceapp` command to its end: exit code, standard output and standard error."""
    process = await asyncio.create_subprocess_exec(
        *voiceapp_command(*arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**_environment(), **(environment or {})},
    )
    try:
        async with asyncio.timeout(patience):
            out, errors = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, out.decode(), errors.decode()


@asynccontextmanager
async def serving(settings: Path, *, tell: Listener = lambda _line: None) -> AsyncIterator[App]:
    """voiceapp, taking calls. `tell` gets its transcript and progress, line by line, as they come.
    SwitchError with its last words when it does not get ready."""
    process = await asyncio.create_subprocess_exec(
        *voiceapp_command("--config", str(settings), "serve", "--transcript"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=_environment(),
    )
    app = App(process)
    reading = asyncio.gather(
        _read(process.stdout, app.output, app, tell), _read(process.stderr, app.log, app, tell)
    )
    try:
        await _started(app)
        yield app
    finally:
        await stop(process)
        await reading


async def _started(app: App) -> None:
    try:
        async with asyncio.timeout(START_SECONDS):
            await app.ready.wait()
    except TimeoutError:
        raise SwitchError(f"voiceapp was not ready after {START_SECONDS:.0f} s") from None
    if app.ended.is_set():
        raise SwitchError("voiceapp did not start:\n" + "\n".join(app.log[-5:]))


async def _read(stream: asyncio.StreamReader | None, lines: list[str], app: App, tell: Listener) -> None:
    assert stream is not None
    async for raw in stream:
        line = raw.decode(errors="replace").rstrip("\n")
        if line == "READY":
            app.ready.set()
            continue
        lines.append(line)
        async with app.told:
            app.told.notify_all()
        if not line.startswith("{"):
            tell(line)
    app.ended.set()
    app.ready.set()  # whoever waits must look


async def stop(process: asyncio.subprocess.Process) -> None:
    """SIGTERM, and SIGKILL if that is not enough."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@asynccontextmanager
async def hotline(
    folder: Path,
    *,
    profile: Profile = "demo",
    lines: Mapping[str, str] = LANGUAGES,
    zone: str = "America/Chicago",
    ports: Ports | None = None,
) -> AsyncIterator[Hotline]:
    """An Asterisk with recorded messages and a settings file for voiceapp; data lies in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    messages = await spoken_messages(sorted(set(lines.values())))
    async with running(folder / "asterisk", profile=profile, messages=messages, ports=ports) as asterisk:
        yield Hotline(asterisk, write_settings(folder, asterisk, lines=lines, zone=zone))


def write_settings(
    folder: Path,
    asterisk: Instance,
    *,
    lines: Mapping[str, str] = LANGUAGES,
    zone: str = "America/Chicago",
    url: str | None = None,
) -> Path:
    """A settings file, with its secrets beside it, for an app on this Asterisk. `url`: reach it there."""
    settings = folder / "voiceapp.toml"
    text = _SETTINGS.format(zone=zone, url=url or asterisk.http_url)
    for extension, language in lines.items():
        text += _LINE.format(extension=extension, language=language)
    settings.write_text(text, encoding="utf-8")
    secrets = folder / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(f'ari_password = "{asterisk.ari_password}"\n', encoding="utf-8")
    return settings


async def spoken_messages(languages: list[str]) -> Path:
    """The failover rung's recorded messages; the voice's cache makes all but the first time quick."""
    folder = cache_folder() / "messages"
    async with open_voice_cached(cache_folder()) as voice:
        texts = load_messages(share_folder("dialplans") / "messages.toml")
        await render_messages(texts, folder, synthesizer=voice, languages=languages)
    return folder


def voiceapp_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "voiceapp", *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"}
