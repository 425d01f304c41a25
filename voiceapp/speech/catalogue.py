"""The list of models voiceapp knows by name (catalogue.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as resource_files
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One model: where it comes from and how to know that it is the right one."""

    name: str
    engine: str  # vosk, whisper, piper
    languages: tuple[str, ...]
    licence: str
    url: str | None = None  # of a zip …
    sha256: str | None = None  # … with this checksum
    package: str | None = None  # or the Python package that carries it, …
    folder: str | None = None  # … the folder inside its site-packages, …
    more_packages: Mapping[str, str] = field(default_factory=dict)  # … further packages with theirs,
    join: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # and what to put together of parts
    files: Mapping[str, str] = field(default_factory=dict)  # name → sha256

    @property
    def packages(self) -> dict[str, str]:
        """Every package needed, with its folder."""
        own = {self.package: self.folder} if self.package and self.folder else {}
        return {**own, **self.more_packages}

    @property
    def remedy(self) -> str:
        """How to get it."""
        if self.url:
            return f"run 'voiceapp models fetch {self.name}'"
        return f"install the Python package{'s'[: len(self.packages) - 1]} {' and '.join(self.packages)}"


@cache
def known() -> tuple[Entry, ...]:
    """All of them, in the order in which they are preferred."""
    text = resource_files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(_entry(table) for table in tomllib.loads(text)["models"])


def entry(name: str) -> Entry | None:
    return next((one for one in known() if one.name == name), None)


def _entry(table: Mapping[str, Any]) -> Entry:
    plain = {key: value for key, value in table.items() if key not in ("languages", "join")}
    join = {whole: tuple(parts) for whole, parts in table.get("join", {}).items()}
    return Entry(languages=tuple(table["languages"]), join=join, **plain)
