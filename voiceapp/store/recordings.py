"""Callers' voices as WAV files, one for each call: mono, 16 kHz, 16 bit.

A file can be played at any moment, also after a crash: its header is brought up to date with what it holds
every second, and `repair` mends the header of what a killed program left. Disks can be slow: writing never
waits for one, it leaves audio in memory that a task brings to disk in other threads.
"""

import asyncio
import os
import re
import struct
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from voiceapp.claims.incident import CallId
from voiceapp.errors import StoreError
from voiceapp.logs import get_logger
from voiceapp.ports import SAMPLE_RATE, RecordingSink

log = get_logger(__name__)

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_SAMPLE = 2  # bytes
_SECOND = SAMPLE_RATE * _SAMPLE
_MOST_PENDING = 30 * _SECOND  # audio kept in memory while the disk does not take it
_LARGEST = 0xFFFFFFFF - _HEADER.size  # what a header can say: 37 hours
_NAME = re.compile(r"[0-9a-f]{32}\.wav")
_THREADS = 4


class WavRecordings:
    """A `RecordingStore` in one folder. See `open_recordings`."""

    def __init__(self, folder: Path, threads: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._threads = threads
        self._sinks: set[_WavSink] = set()

    def open(self, call_id: CallId) -> AbstractAsyncContextManager[RecordingSink]:
        """A new recording; leaving the context writes all of it. Opening never fails: an unusable disk shows
        in the first write. The name is ours, not made from the call id, which only goes to the log."""
        return self._open(call_id)

    def path(self, name: str) -> Path:
        """Where the recording a report names lies. StoreError for what is no name of ours."""
        if not _NAME.fullmatch(name):
            raise StoreError("a recording's name must be 32 hexadecimal digits and .wav")
        return self._folder / name

    @asynccontextmanager
    async def _open(self, call_id: CallId) -> AsyncIterator[RecordingSink]:
        name = f"{uuid.uuid4().hex}.wav"
        sink = _WavSink(name, _WavFile(self._folder / name), self._threads)
        log.info("recording opened", recording=name, call=call_id)
        self._sinks.add(sink)
        try:
            yield sink
        finally:
            await sink.close()
            self._sinks.discard(sink)

    async def close(self) -> None:
        """Finish what a caller who was cancelled twice left open."""
        for sink in tuple(self._sinks):
            await sink.close()


class _WavSink:
    """Takes audio on the event loop; one task brings it to disk."""

    def __init__(self, name: str, file: "_WavFile", threads: ThreadPoolExecutor) -> None:
        self._name = name
        self._file = file
        self._threads = threads
        self._pending = bytearray()
        self._error: OSError | None = None
        self._told = False
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._bring_to_disk(), name=f"recording {name}")

    @property
    def name(self) -> str:
        return self._name

    async def write(self, pcm: bytes) -> None:
        """Append. Returns at once; StoreError once when the disk does not take it, later audio is dropped."""
        if self._closing or self._told:
            return
        if self._error is None and len(self._pending) > _MOST_PENDING:
            self._error = TimeoutError("the disk does not keep up")
        if self._error is not None:
            self._told = True
            self._pending.clear()
            raise _explain(self._file.path, self._error)
        self._pending += pcm
        if len(self._pending) >= _SECOND // 2:
            self._wake.set()

    async def close(self) -> None:
        """Write what is left, and close. May be called again; is finished also when its caller is cancelled.
        An error that shows only now is logged: nobody is there any more who could act on it."""
        self._closing = True
        self._wake.set()
        await asyncio.shield(self._task)

    async def _bring_to_disk(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while True:
                last = self._closing
                chunk = bytes(self._pending)
                self._pending.clear()
                await loop.run_in_executor(self._threads, self._file.append, chunk)
                if last:
                    return
                await self._wake.wait()
                self._wake.clear()
        except OSError as error:
            self._error = error
            log.error("recording stopped", recording=self._name, reason=error.strerror or str(error))
        finally:
            await loop.run_in_executor(self._threads, self._file.close)


class _WavFile:
    """One WAV file; made by the first `append`. Blocks: for worker threads, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._bytes = 0
        self._in_header = -1

    def append(self, pcm: bytes) -> None:
        """Add samples. The header says what is there at least once a second."""
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._update_header()
        left = memoryview(pcm)
        while left:
            written = os.pwrite(self._descriptor, left, _HEADER.size + self._bytes)
            self._bytes += written
            left = left[written:]
        if self._bytes - self._in_header >= _SECOND:
            self._update_header()

    def close(self) -> None:
        """Bring header and samples to disk for good. Does nothing when it was never open, or twice."""
        if self._descriptor is None:
            return
        try:
            self._update_header()
            os.fsync(self._descriptor)
        except OSError as error:
            log.error("recording not closed", reason=error.strerror)
        finally:
            os.close(self._descriptor)
            self._descriptor = None

    def _update_header(self) -> None:
        if self._descriptor is not None and self._in_header != self._bytes:
            os.pwrite(self._descriptor, header(self._bytes), 0)
            self._in_header = self._bytes


def header(size: int) -> bytes:
    """The header of a WAV file with `size` bytes of samples; half a sample at the end is not counted."""
    size = min(size - size % _SAMPLE, _LARGEST)
    riff = size + _HEADER.size - 8
    return _HEADER.pack(
        b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, SAMPLE_RATE, _SECOND, _SAMPLE, _SAMPLE * 8, b"data", size
    )


def repair(path: Path) -> bool:
    """Make the header say what the file holds; True when it did not. Harmless while it is being written.
    Files that are not recordings of ours are left alone."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        found = file.read(_HEADER.size)
        right = header(max(size - _HEADER.size, 0))
        # A kill between making the file and its first header leaves it empty or short.
        ours = right.startswith(found) or (found[:4] == b"RIFF" and found[8:40] == right[8:40])
        if found == right or not ours:
            return False
        file.seek(0)
        file.write(right)
        return True


@asynccontextmanager
async def open_recordings(folder: Path) -> AsyncIterator[WavRecordings]:
    """The recordings in `folder`, which is made when missing. What a killed program left is repaired."""
    await asyncio.to_thread(_prepare, folder)
    threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="recordings")
    recordings = WavRecordings(folder, threads)
    try:
        yield recordings
    finally:
        await recordings.close()
        threads.shutdown(wait=False)  # they are idle now


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".{uuid.uuid4().hex}"
        probe.touch(mode=0o600)
        probe.unlink()
        mended = sum(repair(path) for path in folder.glob("*.wav"))
    except OSError as error:
        raise _explain(folder, error) from error
    if mended:
        log.info("recordings repaired", count=mended)


def _explain(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"the recording {path} cannot be written ({error.strerror or error}); look at df and at the owner "
        "and mode of the folder, or name another one in [store] recordings"
    )
