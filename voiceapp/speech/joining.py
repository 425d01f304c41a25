"""Putting together a model that comes in parts."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from voiceapp.errors import ModelError
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.models import Model, joined_folder, package_folder, wrong_files


def prepared(model: Model, cache_dir: Path) -> Model:
    """The model ready to load: one that comes in parts is joined into the cache folder, once.

    Raises ModelError when the parts do not make up what they should.
    """
    if model.missing:
        raise ModelError(model.complaint)
    entry = model.entry
    if entry is None or not entry.join:
        return model
    target = joined_folder(entry, cache_dir)
    if not target.is_dir():
        _join(entry, target)
    return replace(model, path=target)


def _join(entry: Entry, target: Path) -> None:
    """Write it beside the target, check it, and give it its name when it is whole. Two processes may do this
    at the same time: one of them is first, and the other finds the work done."""
    folders = [found for folder in entry.packages.values() if (found := package_folder(folder)) is not None]
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        whole = Path(scratch, "model")
        for name in entry.files:
            _write_joined(whole / name, [_part(folders, part) for part in entry.join.get(name, (name,))])
        model = Model(entry.name, entry.engine, entry.languages, whole, "", entry=entry)
        if wrong := wrong_files(model):
            raise ModelError(
                f"{entry.name}: {', '.join(wrong)} does not have the checksum it should; {entry.remedy} again"
            )
        try:
            whole.rename(target)
        except OSError:
            if not target.is_dir():  # else somebody else was first
                raise


def _write_joined(target: Path, parts: Sequence[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, out)


def _part(folders: Sequence[Path], name: str) -> Path:
    return next(folder / name for folder in folders if (folder / name).is_file())
