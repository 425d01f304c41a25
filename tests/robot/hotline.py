"""A whole hotline to ring: an Asterisk of its own and voiceapp as a process of its own, with scratch data."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
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

    @property
    def pid(self) -> int:
        return self.process.pid

    def events(self, name: str = "") -> list[dict[str, Any]]:
        """The log events of that name, or all of them, oldest first."""
        parsed = [json.loads(line) for line in self.log if line.startswith("{")]
        return [event for event in parsed if name in ("", event.get("event"))]


@dataclass(frozen=True, slots=True)
class Hotline:
    """Asterisk and a settings file; the app is started on it with `app`."""

    asterisk: Instance
    settings: Path

    async def reports(self) -> list[dict[str, Any]]:
        """What `voiceapp reports list --json` prints: newest first."""
        process = await asyncio.create_subprocess_exec(
            *_voiceapp("--config", str(self.settings), "reports", "list", "--json"),
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
        )
        out, _ = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"reports list ended with {process.returncode}")
        listed: list[dict[str, Any]] = json.loads(out)
        return listed

    @asynccontextmanager
    async def app(self, *, tell: Listener = lambda _line: None) -> AsyncIterator[App]:
        """voiceapp, taking calls. `tell` gets its transcript and progress, line by line, as they come."""
        process = await asyncio.create_subprocess_exec(
            *_voiceapp("--config", str(self.settings), "serve", "--transcript"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(),
        )
        app = App(process)
        async with asyncio.TaskGroup() as group:
            group.create_task(_read(process.stdout, app.output, app, tell), name="app output")
            group.create_task(_read(process.stderr, app.log, app, tell), name="app log")
            try:
                await _started(app)
                yield app
            finally:
                await stop(process)


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
    messages = await _messages(sorted(set(lines.values())))
    async with running(folder / "asterisk", profile=profile, messages=messages, ports=ports) as asterisk:
        settings = folder / "voiceapp.toml"
        text = _SETTINGS.format(zone=zone, url=asterisk.http_url)
        for extension, language in lines.items():
            text += _LINE.format(extension=extension, language=language)
        settings.write_text(text, encoding="utf-8")
        secrets = folder / "secrets.toml"
        secrets.touch(mode=0o600)
        secrets.write_text(f'ari_password = "{asterisk.ari_password}"\n', encoding="utf-8")
        yield Hotline(asterisk, settings)


async def _messages(languages: list[str]) -> Path:
    """The failover rung's recorded messages; the voice's cache makes all but the first time quick."""
    folder = cache_folder() / "messages"
    async with open_voice_cached(cache_folder()) as voice:
        texts = load_messages(share_folder("dialplans") / "messages.toml")
        await render_messages(texts, folder, synthesizer=voice, languages=languages)
    return folder


def _voiceapp(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "voiceapp", *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"}
