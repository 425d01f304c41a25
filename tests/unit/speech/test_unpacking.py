"""A zip from the network cannot write where it should not, nor fill the disk."""

import stat
import zipfile
from pathlib import Path

import pytest

from voiceapp.errors import ModelError
from voiceapp.speech.unpacking import MAX_FILES, unpack


def archive(path: Path, files: dict[str, bytes], *, mode: int | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if mode is not None:
                info.external_attr = mode << 16
            target.writestr(info, content)
    return path


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_model_is_unpacked(tmp_path: Path) -> None:
    """The folder in the zip is what comes back."""
    zipped = archive(tmp_path / "m.zip", {"model/": b"", "model/am/final.mdl": b"mdl", "model/README": b"x"})
    folder = unpack(zipped, tmp_path / "out")
    assert folder == tmp_path / "out" / "model"
    assert everything(folder) == ["README", "am/final.mdl"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "model/../../evil",
        "model/..",
        "/etc/evil",
        "//evil/share",
        "model\\..\\..\\evil",
        "C:/evil",
        "evil-without-folder",
    ],
)
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    """Not even the members before it: the whole zip is refused first."""
    zipped = archive(tmp_path / "m.zip", {"model/good": b"x", name: b"evil"})
    inside = tmp_path / "deep" / "inside"
    with pytest.raises(ModelError, match=r"m\.zip is not unpacked"):
        unpack(zipped, inside)
    assert everything(tmp_path) == ["m.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    """A link could point anywhere."""
    zipped = archive(tmp_path / "m.zip", {"model/link": b"/etc/passwd"}, mode=kind | 0o777)
    with pytest.raises(ModelError, match="a link or a device"):
        unpack(zipped, tmp_path / "out")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A file that grows a thousandfold is no model."""
    zipped = archive(tmp_path / "m.zip", {"model/zeros": bytes(10_000_000)})
    with pytest.raises(ModelError, match="compressed beyond belief"):
        unpack(zipped, tmp_path / "out")


def test_a_swarm_of_files_is_refused(tmp_path: Path) -> None:
    """Models have dozens of files, not thousands."""
    zipped = archive(tmp_path / "m.zip", {f"model/{number}": b"" for number in range(MAX_FILES + 1)})
    with pytest.raises(ModelError, match="too large"):
        unpack(zipped, tmp_path / "out")


def test_two_folders_are_refused(tmp_path: Path) -> None:
    """Which one would be the model?"""
    zipped = archive(tmp_path / "m.zip", {"a/file": b"", "b/file": b""})
    with pytest.raises(ModelError, match="one folder, not 2"):
        unpack(zipped, tmp_path / "out")


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"no zip at all", bytes.upper]
)
def test_a_damaged_zip_is_an_error(tmp_path: Path, damage: "object") -> None:
    """Cut short, another file altogether, or with wrong bytes in it."""
    assert callable(damage)
    zipped = archive(tmp_path / "m.zip", {"model/file": b"some words that are compressed " * 20})
    zipped.write_bytes(damage(zipped.read_bytes()))
    with pytest.raises(ModelError, match="damaged"):
        unpack(zipped, tmp_path / "out")
