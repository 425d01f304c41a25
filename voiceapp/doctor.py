"""What is wrong with an installation, and what to do about it. Looks only; a running app is not disturbed."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from voiceapp.config.settings import Config
from voiceapp.errors import StoreError, SwitchError, VoiceappError
from voiceapp.speech.opening import choose_engines, open_voice
from voiceapp.store.sqlite import open_store
from voiceapp.telephony.ari import connect
from voiceapp.telephony.link import AriAccount

OLDEST_ASTERISK = (22, 10, 1)
LITTLE_SPACE = 1 << 30  # bytes: an hour of recordings takes 115 MB


class Verdict(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    WARNING = "warning"  # works, but not as well as it could
    FAULT = "fault"  # calls are not taken, or something is lost


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `message` says what was found and, unless all is well, what to do."""

    what: str
    verdict: Verdict
    message: str


async def examine(config: Config) -> AsyncIterator[Finding]:
    """Everything there is to look at, one after the other."""
    yield _python()
    async for finding in _asterisk(config):
        yield finding
    for finding in _recognisers(config):
        yield finding
    yield await _voice(config)
    yield await _store(config)
    for finding in _folders(config):
        yield finding


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", Verdict.OK, f"Python {version}")


async def _asterisk(config: Config) -> AsyncIterator[Finding]:
    wanted = config.asterisk
    # A name of our own: under the app's, Asterisk would send us the app's calls.
    account = AriAccount(wanted.url, wanted.user, f"{wanted.app}-doctor", wanted.password)
    try:
        async with asyncio.timeout(10), connect(account) as ari:
            info = await ari.request("GET", "asterisk/info")
            yield _version(str(info["system"]["version"]))
            applications = await ari.request("GET", "applications")
            yield _app(wanted.app, [str(app["name"]) for app in applications])
    except SwitchError as error:
        yield Finding("asterisk", Verdict.FAULT, str(error))
    except TimeoutError:
        yield Finding(
            "asterisk", Verdict.FAULT, f"{wanted.url} does not answer: is Asterisk stuck? Restart it."
        )


def _version(version: str) -> Finding:
    numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:3])
    if numbers < OLDEST_ASTERISK:
        oldest = ".".join(map(str, OLDEST_ASTERISK))
        return Finding("asterisk", Verdict.FAULT, f"Asterisk {version} is too old: install {oldest} or newer")
    return Finding("asterisk", Verdict.OK, f"Asterisk {version}")


def _app(name: str, running: list[str]) -> Finding:
    if name in running:
        return Finding("app", Verdict.OK, f"the app {name!r} is connected and takes calls")
    return Finding(
        "app",
        Verdict.WARNING,
        f"no app {name!r} is connected: start it with 'voiceapp serve'; calls are only recorded",
    )


def _recognisers(config: Config) -> Iterator[Finding]:
    for language in sorted({line.language for line in config.lines}):
        what = f"recogniser {language}"
        try:
            (choice,) = choose_engines(config.speech, [language])
        except VoiceappError as error:
            yield Finding(what, Verdict.FAULT, str(error))
        else:
            yield Finding(what, Verdict.WARNING if choice.notice else Verdict.OK, str(choice))


async def _voice(config: Config) -> Finding:
    languages = sorted({line.language for line in config.lines})
    try:
        async with open_voice(config.voice, config.speech.cache_dir, languages=languages) as voice:
            for language in languages:
                await voice.render("1, 2, 3.", language=language)
            return Finding("voice", Verdict.OK, "; ".join(voice.describe()))
    except VoiceappError as error:
        return Finding("voice", Verdict.FAULT, str(error))


async def _store(config: Config) -> Finding:
    path = config.store.database
    if not path.exists():
        return Finding(
            "store", Verdict.WARNING, f"{path} does not exist yet; the app makes it when it starts"
        )
    try:
        async with open_store(path, read_only=True) as store:
            newest = await store.newest(limit=1)
    except StoreError as error:
        return Finding("store", Verdict.FAULT, str(error))
    last = f"the last report began {newest[0].started_at:%Y-%m-%d %H:%M}" if newest else "no reports yet"
    return Finding("store", Verdict.OK, f"{path}: {last}")


def _folders(config: Config) -> Iterator[Finding]:
    for what, folder in (("recordings", config.store.recordings), ("cache", config.speech.cache_dir)):
        there = _nearest(folder)
        if not os.access(there, os.W_OK):
            yield Finding(
                what,
                Verdict.FAULT,
                f"{folder} cannot be written: give the user who runs voiceapp the right to",
            )
            continue
        free = shutil.disk_usage(there).free
        if free < LITTLE_SPACE:
            yield Finding(what, Verdict.WARNING, f"only {free >> 20} MB are free for {folder}: make room")
        else:
            yield Finding(what, Verdict.OK, f"{folder}, {free >> 30} GB free")


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that exists."""
    return next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
