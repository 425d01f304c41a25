"""Small folders that look like models."""

import hashlib
import sys
from pathlib import Path

from voiceapp.speech.catalogue import Entry

VOSK = {
    "am/final.mdl": b"mdl",
    "conf/mfcc.conf": b"--conf",
    "graph/HCLr.fst": b"hclr",
    "graph/Gr.fst": b"gr",
    "graph/disambig_tid.int": b"1",
}
WHISPER = {
    "model.bin": b"onetwo",
    "config.json": b"{}",
    "tokenizer.json": b"{}",
    "vocabulary.txt": b"w\n" * 51865,
}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def packaged(name: str, files: dict[str, bytes]) -> Entry:
    """A catalogue entry for a model that one package carries."""
    return Entry(
        name=name,
        engine="whisper",
        languages=("zh", "en"),
        licence="MIT",
        package=name,
        folder=f"{name.replace('-', '_')}/data",
        files={file: digest(content) for file, content in files.items()},
    )


def joined(name: str, parts: tuple[bytes, bytes]) -> Entry:
    """A catalogue entry for a model whose model.bin comes in two packages."""
    whole = {**WHISPER, "model.bin": b"".join(parts)}
    return Entry(
        name=name,
        engine="whisper",
        languages=("zh",),
        licence="MIT",
        package=f"{name}-one",
        folder=f"{name.replace('-', '_')}_one/data",
        more_packages={f"{name}-two": f"{name.replace('-', '_')}_two/data"},
        join={"model.bin": ("part1", "part2")},
        files={file: digest(content) for file, content in whole.items()},
    )


def install(site: Path, entry: Entry, files: dict[str, dict[str, bytes]]) -> None:
    """Lay out packages in a folder of installed packages. `files`: package → name → content."""
    for package, contents in files.items():
        folder = site / entry.packages[package]
        write(folder, contents)
        (folder.parent / "__init__.py").write_text("raise RuntimeError('a model package was imported')\n")


def importable(site: Path) -> None:
    sys.path.insert(0, str(site))


def not_importable(site: Path) -> None:
    sys.path.remove(str(site))
