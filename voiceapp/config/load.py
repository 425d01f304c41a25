"""Finds and reads the settings file. All that is wrong is told at once, each with its line."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from voiceapp.config.secret_file import read_secret
from voiceapp.config.settings import (
    LANGUAGES,
    Asterisk,
    Config,
    Engine,
    Insurer,
    Log,
    Speech,
    Store,
    Voice,
)
from voiceapp.config.table import Faults, Table
from voiceapp.errors import ConfigError, Fault
from voiceapp.ports import Line
from voiceapp.tomlfile import parse

SYSTEM_FILE = Path("/etc/voiceapp/voiceapp.toml")
_EXAMPLE = "start from dialplans/voiceapp.toml, which explains every setting"
_NAME = r"[A-Za-z0-9_-]{1,64}"
_LEVELS = ("debug", "info", "warning", "error")


def locate(given: Path | None, *, environ: Mapping[str, str] = os.environ) -> Path:
    """The settings file to use: the one given, that of $VOICEAPP_CONFIG, ./voiceapp.toml, the system's."""
    if given is not None:
        return given
    if named := environ.get("VOICEAPP_CONFIG"):
        return Path(named)
    here = Path("voiceapp.toml")
    for path in (here, SYSTEM_FILE):
        if path.is_file():
            return path
    raise ConfigError(
        [Fault(SYSTEM_FILE, f"no settings file, nor {here} here; give one with --config PATH, or {_EXAMPLE}")]
    )


def load(path: Path, *, serving: bool = True, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings in `path`. ConfigError with all faults.

    `serving=False` is for commands that only look: folders need not be writable then, and the secrets file
    is not read (the ARI password is empty)."""
    config, faults = read(path, serving=serving, environ=environ)
    if config is None:
        raise ConfigError(faults)
    return config


def read(
    path: Path, *, serving: bool = True, environ: Mapping[str, str] = os.environ
) -> tuple[Config | None, list[Fault]]:
    """The settings, or None and what is wrong with them."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return None, [Fault(path, "is not UTF-8; save it as UTF-8")]
    except OSError as error:
        return None, [Fault(path, f"cannot be read ({error.strerror}); {_EXAMPLE}")]
    document = parse(text, path)
    if isinstance(document, Fault):
        return None, [document]
    faults = Faults(path, document)
    config = _config(Table(document.data, faults), faults, serving, environ)
    found = sorted(faults.found, key=lambda fault: (fault.path != path, fault.line or 0))
    return (None if found else config), found


def _config(top: Table, faults: Faults, serving: bool, environ: Mapping[str, str]) -> Config:
    config = Config(
        path=faults.path,
        insurer=_insurer(top.table("insurer", needed=True)),
        asterisk=_asterisk(top.table("asterisk"), faults, serving),
        store=_store(top.table("store"), serving),
        speech=_speech(top.table("speech"), serving, environ),
        voice=_voice(top.table("voice")),
        log=_log(top.table("log")),
        lines=_lines(top),
    )
    top.done()
    return config


def _insurer(table: Table) -> Insurer:
    insurer = Insurer(
        name=table.text("name"),
        country=table.text("country", pattern="[A-Z]{2}", be='two capital letters, such as "US"'),
        time_zone=table.choice_of_many("time_zone", available_timezones(), 'such as "America/New_York"'),
        emergency_number=table.text("emergency_number", pattern="[0-9]{2,6}", be='digits, such as "911"'),
    )
    table.done()
    return insurer


def _asterisk(table: Table, faults: Faults, serving: bool) -> Asterisk:
    url = table.text("url", "http://127.0.0.1:8088")
    if not _is_base_url(url):
        table.wrong("url", 'must be like "http://127.0.0.1:8088"')
    name = 'letters, digits, "_" and "-" only'
    user = table.text("user", "voiceapp", pattern=_NAME, be=name)
    app = table.text("app", "voiceapp", pattern=_NAME, be=name)
    secrets = table.path("secrets", "secrets.toml")
    password = read_secret(secrets, "ari_password") if serving else ""
    if isinstance(password, Fault):
        faults.found.append(password)
        password = ""
    table.done()
    return Asterisk(url=url, user=user, app=app, password=password)


def _store(table: Table, serving: bool) -> Store:
    store = Store(
        database=table.path("database", "/var/lib/voiceapp/voiceapp.db"),
        recordings=table.path("recordings", "/var/lib/voiceapp/recordings"),
    )
    if serving:
        _must_be_writable(table, "database", store.database.parent)
        _must_be_writable(table, "recordings", store.recordings)
    table.done()
    return store


def _speech(table: Table, serving: bool, environ: Mapping[str, str]) -> Speech:
    cache = table.path("cache_dir", "auto", auto=_cache_folder(environ))
    speech = Speech(
        cache_dir=cache,
        models_dir=table.path("models_dir", "auto", auto=cache / "models"),
        engines={language: _engine(table.table(language)) for language in LANGUAGES},
    )
    if serving:
        _must_be_writable(table, "cache_dir", cache)
    table.done()
    return speech


def _engine(table: Table) -> Engine:
    engine = Engine(
        engine=table.choice("engine", ("auto", "vosk", "whisper"), "auto"),
        model=table.text("model", "auto"),
    )
    table.done()
    return engine


def _voice(table: Table) -> Voice:
    voice = Voice(
        engine=table.choice("engine", ("auto", "pyttsx3", "piper"), "auto"),
        rate=table.number("rate", 160, least=80, most=300),
    )
    table.done()
    return voice


def _log(table: Table) -> Log:
    log = Log(
        json=table.choice("format", ("json", "console"), "json") == "json",
        level=table.choice("level", _LEVELS, "info"),
        show_personal=table.flag("show_personal", default=False),
    )
    table.done()
    return log


def _lines(top: Table) -> tuple[Line, ...]:
    lines = []
    seen: dict[str, int | None] = {}
    for table in top.tables("lines"):
        line = Line(
            extension=table.text("extension", pattern=r"\+?[0-9A-Za-z]{1,32}", be="digits, spelled out"),
            name=table.text("name"),
            language=table.choice("language", LANGUAGES),
            queue=table.text("queue", "claims", pattern=_NAME, be="the name of a queue in queues.conf"),
        )
        table.done()
        if line.extension in seen:
            table.wrong("extension", f"is that of the line at {seen[line.extension]} already")
        seen.setdefault(line.extension, table.line("extension"))
        lines.append(line)
    return tuple(lines)


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not parts.query
        )
    except ValueError:  # a port that is no number
        return False


def _must_be_writable(table: Table, key: str, folder: Path) -> None:
    """Whether `folder` is there and ours to write, or can be made."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        table.wrong(key, f"lies in {existing}, which is not a folder")
    elif not os.access(existing, os.W_OK | os.X_OK):
        table.wrong(
            key, f"lies in {existing}, which this user may not write; give it to the user of voiceapp"
        )


def _cache_folder(environ: Mapping[str, str]) -> Path:
    """The same folder that scripts/setup fills."""
    if chosen := environ.get("VOICEAPP_CACHE"):
        return Path(chosen)
    if shared := environ.get("XDG_CACHE_HOME"):
        return Path(shared, "voiceapp")
    return Path(environ.get("HOME", "/"), ".cache", "voiceapp")
