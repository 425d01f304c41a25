"""Recordings on a real disk can be played whatever happened, and never hold up a call."""

import asyncio
import os
import stat
import sys
import threading
import wave
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.incident import CallId
from voiceapp.errors import StoreError
from voiceapp.ports import FRAME_BYTES, SAMPLE_RATE, RecordingSink
from voiceapp.store.recordings import WavRecordings, header, open_recordings, repair

PROGRAMS = Path(__file__).parent / "programs"
CALL = CallId("call-1")
NOISE = bytes(range(256)) * 250  # two seconds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
async def recordings(folder: Path) -> AsyncIterator[WavRecordings]:
    async with open_recordings(folder) as opened:
        yield opened


def play(path: Path) -> bytes:
    """The samples, as a player would find them."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, SAMPLE_RATE, 2)
        return file.readframes(file.getnframes())


async def write_for_ever(sink: RecordingSink, pcm: bytes) -> None:
    """Ends with the error of the sink, or with the test's time-out."""
    while True:
        await sink.write(pcm)
        await asyncio.sleep(0)


async def test_what_was_written_is_heard(recordings: WavRecordings) -> None:
    """Every frame is in the file, in order, whatever their number."""
    for frames in (0, 1, 24, 25, 26, 500):
        async with recordings.open(CALL) as sink:
            for frame in range(frames):
                await sink.write(bytes([frame % 251]) * FRAME_BYTES)
        assert play(recordings.path(sink.name)) == b"".join(
            bytes([frame % 251]) * FRAME_BYTES for frame in range(frames)
        )


async def test_only_we_can_read_recordings_and_their_names_tell_nothing(
    recordings: WavRecordings, folder: Path
) -> None:
    """Folder and files are closed to others; what the network sent is in no path."""
    async with recordings.open(CallId("../../evil;id")) as sink:
        await sink.write(NOISE)
    (file,) = folder.iterdir()
    assert file.name == sink.name
    assert len(file.stem) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["../secrets.toml", "/etc/passwd", "", "a.wav", "0" * 32 + ".wav\n"])
async def test_a_name_that_is_not_ours_leads_to_no_file(recordings: WavRecordings, name: str) -> None:
    """A forged report cannot make us open another file."""
    with pytest.raises(StoreError, match="32 hexadecimal"):
        recordings.path(name)


async def test_calls_at_the_same_time_have_their_own_files(recordings: WavRecordings) -> None:
    """Twenty calls recorded at once are twenty recordings."""

    async def call(number: int) -> tuple[str, bytes]:
        async with recordings.open(CALL) as sink:
            for _ in range(60):
                await sink.write(bytes([number]) * FRAME_BYTES)
                await asyncio.sleep(0)
        return sink.name, bytes([number]) * FRAME_BYTES * 60

    for name, samples in await asyncio.gather(*(call(number) for number in range(20))):
        assert play(recordings.path(name)) == samples


async def test_a_cancelled_call_keeps_what_was_said(recordings: WavRecordings) -> None:
    """A hang-up in mid-sentence leaves the whole recording up to there."""
    begun = asyncio.Event()
    names: list[str] = []

    async def call() -> None:
        async with recordings.open(CALL) as sink:
            names.append(sink.name)
            await sink.write(NOISE[:1000])
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(call())
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert play(recordings.path(names[0])) == NOISE[:1000]


async def test_a_recording_that_was_left_open_is_finished_at_the_end(folder: Path) -> None:
    """A shutdown that cancels more than once still brings everything to disk."""
    async with open_recordings(folder) as recordings:
        sink = await recordings.open(CALL).__aenter__()
        await sink.write(NOISE)
    assert play(recordings.path(sink.name)) == NOISE


async def test_closing_again_and_writing_after_the_end_do_nothing(recordings: WavRecordings) -> None:
    """Late frames of a call that is over are no error."""
    async with recordings.open(CALL) as sink:
        await sink.write(NOISE)
        await sink.close()
        await sink.write(NOISE)
    assert play(recordings.path(sink.name)) == NOISE


async def test_a_killed_program_leaves_recordings_that_play(folder: Path) -> None:
    """After kill -9 the file plays, all but about the last second; the next start mends that too."""
    recorder = await asyncio.create_subprocess_exec(
        sys.executable,
        PROGRAMS / "record_for_ever.py",
        folder,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert recorder.stdout is not None
    name = (await recorder.stdout.readline()).decode().strip()
    written = 0
    while written < 20:
        written = int(await recorder.stdout.readline())
    recorder.kill()
    await recorder.wait()
    path = folder / name

    before = len(play(path)) / (SAMPLE_RATE * 2)
    assert before > written - 3
    async with open_recordings(folder):
        pass
    after = play(path)
    assert len(after) == path.stat().st_size - 44
    assert len(after) / (SAMPLE_RATE * 2) >= before
    assert after[:FRAME_BYTES] == bytes(FRAME_BYTES)
    assert after[FRAME_BYTES : FRAME_BYTES * 2] == b"\1" * FRAME_BYTES


async def test_a_disk_that_refuses_is_told_once_and_the_call_goes_on(folder: Path) -> None:
    """The caller is heard to the end without a recording: one StoreError, then silence."""
    async with open_recordings(folder) as recordings:
        folder.rmdir()
        async with recordings.open(CALL) as sink:
            with pytest.raises(StoreError, match=r"cannot be written .*\[store\] recordings"):
                await write_for_ever(sink, bytes(FRAME_BYTES))
            for _ in range(100):
                await sink.write(NOISE)
    assert not folder.exists()


async def test_a_disk_that_hangs_never_holds_up_a_call(tmp_path: Path) -> None:
    """Half a minute of audio waits in memory and comes to disk later; beyond it one StoreError is raised."""
    disk_works = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(disk_works.wait)
        recordings = WavRecordings(tmp_path, threads)
        async with recordings.open(CALL) as patient, recordings.open(CALL) as hopeless:
            for _ in range(15):
                await patient.write(NOISE)
            with pytest.raises(StoreError, match="does not keep up"):
                await write_for_ever(hopeless, NOISE)
            disk_works.set()
    assert play(recordings.path(patient.name)) == NOISE * 15


async def test_a_folder_that_cannot_be_written_is_told_at_the_start(tmp_path: Path) -> None:
    """The app does not start and then lose every voice."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"\[store\] recordings"):
        async with open_recordings(tmp_path / "file" / "recordings"):
            pass


@given(samples=st.binary(max_size=50), torn=st.integers(0, 44), claimed=st.integers(0, 2**31))
def test_any_torn_recording_is_repaired(
    samples: bytes, torn: int, claimed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever the kill struck, the header says afterwards what the file holds."""
    path = tmp_path_factory.mktemp("torn") / "x.wav"
    whole = header(claimed) + samples
    path.write_bytes(whole)
    repair(path)
    assert play(path) == samples[: len(samples) // 2 * 2]
    assert not repair(path)
    path.write_bytes(header(0)[:torn])
    repair(path)
    assert play(path) == b""


@pytest.mark.parametrize(
    "content", [b"not a recording of ours" * 4, header(4).replace(b"WAVE", b"AVI ") + b"abcd"]
)
def test_other_files_are_not_repaired(tmp_path: Path, content: bytes) -> None:
    """Whatever else ended in the folder stays as it is."""
    path = tmp_path / "x.wav"
    path.write_bytes(content)
    assert not repair(path)
    assert path.read_bytes() == content
