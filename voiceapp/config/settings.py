"""What an administrator sets, as values. The defaults are in load.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceapp.ports import Line

LANGUAGES = ("en", "zh")
"""The languages there are prompts and understanding for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurer:
    """Whose hotline it is, and where: `country` as in ISO 3166 ("US"), `time_zone` as in the tz database."""

    name: str
    country: str
    time_zone: str
    emergency_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asterisk:
    """How Asterisk is reached. ARI is below `url` at /ari, the audio of a call at /media."""

    url: str
    user: str
    app: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where reports and callers' voices are kept."""

    database: Path
    recordings: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Which recogniser serves a language: an engine ("vosk", "whisper") and a model by name or folder;
    "auto" leaves the choice to what is installed."""

    engine: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Where models and rendered prompts lie, and which engine hears each language."""

    models_dir: Path
    cache_dir: Path
    engines: Mapping[str, Engine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks: "auto", "pyttsx3" or "piper"; `rate` in words per minute."""

    engine: str
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """How log lines look, from which level on, and whether they show what callers say."""

    json: bool
    level: str
    show_personal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that is set. `path`: the file it came from."""

    path: Path
    insurer: Insurer
    asterisk: Asterisk
    store: Store
    speech: Speech
    voice: Voice
    log: Log
    lines: tuple[Line, ...]
