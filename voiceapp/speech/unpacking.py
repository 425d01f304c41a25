"""Unpacking a zip that came from the network: nothing outside its own folder, nothing endless."""

import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath

from voiceapp.errors import ModelError

MAX_BYTES = 6 * 1024**3  # unpacked; the largest official model has 4.5 GB
MAX_FILES = 2_000
MAX_RATIO = 200  # a file that grows more than this is no model


def unpack(archive: Path, target: Path) -> Path:
    """Unpack into the empty folder `target`; returns the one folder that was in the zip.

    Raises ModelError, having written nothing outside `target`, when the zip is damaged or not to be trusted.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            members = [member for member in source.infolist() if not member.is_dir()]
            for problem in filter(None, map(_problem, members)):
                raise ModelError(f"{archive.name} is not unpacked: {problem}")
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_BYTES:
                raise ModelError(f"{archive.name} is not unpacked: it is too large for a speech model")
            tops = {PurePosixPath(member.filename).parts[0] for member in members}
            if len(tops) != 1:
                raise ModelError(
                    f"{archive.name} is not unpacked: it should hold one folder, not {len(tops)}"
                )
            for member in members:
                _write(source, member, target)
            return target / tops.pop()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ModelError(f"{archive.name} is damaged: delete it and fetch it again") from error


def _problem(member: zipfile.ZipInfo) -> str | None:
    """Why a member must not be written; None when it may."""
    name = member.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        return f"{name!r} points outside the folder"
    if len(path.parts) < 2:
        return f"{name!r} is not in a folder"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return f"{name!r} is a link or a device"
    if member.file_size > MAX_RATIO * max(1, member.compress_size) + 4096:
        return f"{name!r} is compressed beyond belief"
    return None


def _write(source: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """zipfile itself stops at the size that the directory tells, and checks the CRC at the end."""
    path = target / member.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open(member) as inside, path.open("xb") as out:
        shutil.copyfileobj(inside, out)
