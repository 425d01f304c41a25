"""Reports in a real SQLite database: whole or not at all, whatever is cancelled, killed, full or broken."""

import asyncio
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysqlite3 import dbapi2 as sqlite3  # never two SQLite libraries on one file

from tests.unit.store.reports import REPORTS, STARTED, a_report
from voiceapp.claims.claim_number import is_valid, make
from voiceapp.claims.incident import CallId, IncidentReport, Status
from voiceapp.errors import StoreError
from voiceapp.store.schema import APPLICATION_ID
from voiceapp.store.sqlite import SqliteReportStore, open_store

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "voiceapp.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteReportStore]:
    async with open_store(path) as opened:
        yield opened


def numbered(count: int) -> list[IncidentReport]:
    return [
        a_report(f"call-{n}", make(2026, n), started_at=STARTED + timedelta(minutes=n)) for n in range(count)
    ]


async def test_a_saved_report_is_there_for_the_next_program(path: Path) -> None:
    """What was saved is found by call, by claim number and in the list after a restart."""
    report = a_report()
    async with open_store(path) as store:
        await store.save(report)
    async with open_store(path) as store:
        assert await store.get(report.call_id) == report
        assert await store.get_by_claim_number(report.claim_number) == report
        assert await store.newest() == [report]
        assert await store.get(CallId("another")) is None
        assert await store.get(CallId("\udcff")) is None


async def test_a_later_save_replaces_an_earlier_one(store: SqliteReportStore) -> None:
    """A call has one report, the latest, however often it was saved."""
    for status in (Status.DRAFT, Status.DRAFT, Status.PARTIAL):
        await store.save(a_report(status=status))
    assert [report.status for report in await store.newest()] == [Status.PARTIAL]


async def test_the_list_is_newest_first_and_no_longer_than_asked(store: SqliteReportStore) -> None:
    """Staff see the last calls at the top, also when the clocks of the lines differ."""
    reports = numbered(5)
    for report in (reports[3], reports[0], reports[4], reports[1], reports[2]):
        await store.save(report)
    assert await store.newest(limit=3) == [reports[4], reports[3], reports[2]]


async def test_one_claim_number_is_never_on_two_calls(store: SqliteReportStore) -> None:
    """A number that another call has is refused and changes nothing."""
    await store.save(a_report("call-1"))
    with pytest.raises(StoreError, match="contradicts"):
        await store.save(a_report("call-2"))
    assert [report.call_id for report in await store.newest()] == ["call-1"]


async def test_reserved_claim_numbers_are_valid_of_this_year_and_all_different(path: Path) -> None:
    """Two programs that reserve at the same time never get the same number."""
    async with open_store(path) as one, open_store(path) as other:
        numbers = await asyncio.gather(
            *(store.reserve_claim_number(now=STARTED) for store in (one, other) for _ in range(50))
        )
    assert len(set(numbers)) == 100
    assert all(is_valid(number) and number.startswith("26") for number in numbers)


async def test_a_claim_number_in_use_is_not_given_out(store: SqliteReportStore, path: Path) -> None:
    """When all numbers of a year are taken, also by reports saved without asking, we say so."""
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO claim_number VALUES (?)", ((make(2026, serial),) for serial in range(1_000_000))
        )
    connection.close()
    with pytest.raises(StoreError, match="used up"):
        await store.reserve_claim_number(now=STARTED)


async def test_only_we_can_read_the_files(store: SqliteReportStore, path: Path) -> None:
    """The database, what SQLite keeps beside it and their folder are closed to other users."""
    await store.save(a_report())
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["voiceapp.db", "voiceapp.db-shm", "voiceapp.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@settings(max_examples=25, deadline=None)
@given(reports=st.lists(REPORTS, max_size=4, unique_by=(lambda r: r.call_id, lambda r: r.claim_number)))
def test_any_report_comes_back_from_disk(
    reports: list[IncidentReport], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing a caller can say makes a report that cannot be stored."""

    async def store_and_read() -> None:
        path = tmp_path_factory.mktemp("any") / "voiceapp.db"
        async with open_store(path) as store:
            for report in reports:
                await store.save(report)
            for report in reports:
                assert await store.get(report.call_id) == report

    asyncio.run(store_and_read())


async def test_a_cancelled_save_leaves_nothing_half_written(path: Path) -> None:
    """Callers who hang up in the middle of a save leave whole reports, and the next save works."""
    reports = numbered(200)
    async with open_store(path) as store:
        for number, report in enumerate(reports):
            task = asyncio.create_task(store.save(report))
            for _ in range(number % 9):  # cancel before, in the middle of and behind each of its steps
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
        last = a_report("last", make(2026, 999))
        await store.save(last)
        assert await store.get(last.call_id) == last
    with sqlite3.connect(path) as connection:
        numbers = {number for (number,) in connection.execute("SELECT number FROM claim_number")}
    connection.close()
    async with open_store(path, read_only=True) as store:
        stored = await store.newest(limit=1000)
    assert {report.claim_number for report in stored} == numbers
    assert set(stored_ids(stored)) <= {*stored_ids(reports), "last"}


def stored_ids(reports: object) -> list[str]:
    assert isinstance(reports, list)
    return [report.call_id for report in reports]


async def test_a_save_that_was_begun_is_finished_before_the_store_closes(path: Path) -> None:
    """A shutdown in the middle of a save does not lose it."""
    async with open_store(path) as store:
        task = asyncio.create_task(store.save(a_report()))
        await asyncio.sleep(0)
        task.cancel()
    async with open_store(path) as store:
        assert await store.get(CallId("call-1")) is not None
    with pytest.raises(StoreError, match="shutting down"):
        await store.save(a_report())


async def test_calls_at_the_same_time_do_not_mix(store: SqliteReportStore) -> None:
    """Fifty calls that save ten times each, some cancelled, end with fifty whole reports."""

    async def call(report: IncidentReport) -> None:
        for _ in range(10):
            await store.save(report)

    reports = numbered(50)
    tasks = [asyncio.create_task(call(report)) for report in reports]
    cancelled = [asyncio.create_task(call(report)) for report in reports]
    await asyncio.sleep(0)
    for task in cancelled:
        task.cancel()
    await asyncio.gather(*tasks)
    assert sorted(stored_ids(await store.newest())) == sorted(stored_ids(reports))


async def run(program: str, *arguments: str | Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        PROGRAMS / program,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )


async def test_a_killed_program_loses_nothing_it_had_saved(path: Path) -> None:
    """kill -9 in the middle of writing: every save that had returned is there, whole."""
    acknowledged: list[str] = []
    for _ in range(3):
        writer = await run("save_for_ever.py", path)
        assert writer.stdout is not None
        for _ in range(40):
            acknowledged.append((await writer.stdout.readline()).decode().strip())
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.decode().strip() async for line in writer.stdout if line.endswith(b"\n")]
        await writer.wait()
    async with open_store(path) as store:
        stored = {report.call_id: report for report in await store.newest(limit=100_000)}
    assert len(acknowledged) >= 120
    assert set(acknowledged) <= set(stored)
    assert len(set(stored) - set(acknowledged)) <= 3  # saved, but killed before it could say so


async def test_a_reader_beside_the_writing_program_sees_what_was_saved(path: Path) -> None:
    """`reports list` works while the app writes, changes nothing and waits for nothing."""
    writer = await run("save_for_ever.py", path)
    assert writer.stdout is not None
    try:
        for _ in range(20):
            call_id = (await writer.stdout.readline()).decode().strip()
            async with open_store(path, read_only=True) as reader:
                assert await reader.get(CallId(call_id)) is not None
                with pytest.raises(StoreError, match="may not be written"):
                    await reader.save(a_report())
    finally:
        writer.kill()
        await writer.wait()


async def test_a_reader_works_after_the_app_has_closed_or_died(path: Path) -> None:
    """Nobody else need have the database open, and an unfinished journal is read too."""
    writer = await run("save_for_ever.py", path)
    assert writer.stdout is not None
    call_id = (await writer.stdout.readline()).decode().strip()
    writer.kill()
    await writer.wait()
    async with open_store(path, read_only=True) as reader:
        assert await reader.get(CallId(call_id)) is not None
    async with open_store(path):
        pass
    async with open_store(path, read_only=True) as reader:
        assert await reader.get(CallId(call_id)) is not None


async def test_a_full_disk_fails_the_save_and_nothing_else(path: Path) -> None:
    """The error says what to do, what was saved stays, and saving works once there is room again."""
    writer = await run("fill_the_disk.py", path)
    output, _ = await writer.communicate()
    said = output.decode()
    assert writer.returncode == 0, said
    assert "the disk is full" in said
    async with open_store(path) as store:
        reports = await store.newest(limit=100_000)
    assert f"saved {len(reports)}" in said


@pytest.mark.parametrize("content", [b"this is no database " * 100, b"SQLite format 3\0" + b"\7" * 8000])
async def test_a_broken_file_is_refused_with_advice(path: Path, content: bytes) -> None:
    """A damaged database is left as it is; the message says to restore a backup."""
    path.parent.mkdir()
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(StoreError, match="backup"):
            async with open_store(path, read_only=read_only):
                pass
    assert path.read_bytes() == content


async def test_damage_that_shows_later_is_an_error_with_advice(path: Path) -> None:
    """Pages destroyed under us end in a StoreError, not in wrong reports."""
    async with open_store(path) as store:
        for report in numbered(100):
            await store.save(report)
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xa5" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    async with open_store(path) as store:
        with pytest.raises(StoreError, match="backup"):
            await store.newest()


async def test_another_programs_database_is_not_touched(path: Path) -> None:
    """A wrong path in the settings never mixes our tables into somebody's file."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        async with open_store(path):
            pass
    assert path.read_bytes() == before


async def test_a_database_newer_than_the_program_is_refused(path: Path) -> None:
    """An older voiceapp neither reads nor harms what a newer one wrote."""
    async with open_store(path):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '099_later.sql', '')")
    connection.close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="version 99, this voiceapp knows"):
            async with open_store(path, read_only=read_only):
                pass


async def test_a_reader_asks_for_the_app_when_the_tables_are_not_there_yet(path: Path) -> None:
    """Before the first start, or before an upgrade, the reader says what to do."""
    with pytest.raises(StoreError, match="no database"):
        async with open_store(path, read_only=True):
            pass
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StoreError, match="start the app once"):
        async with open_store(path, read_only=True):
            pass


async def test_programs_that_start_together_prepare_the_database_once(path: Path) -> None:
    """First and second app on a new machine do not trip over each other."""

    async def start() -> None:
        async with open_store(path):
            pass

    await asyncio.gather(*(start() for _ in range(5)))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM migration WHERE version = 1").fetchone() == (1,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_lock_that_another_program_keeps_is_told(path: Path) -> None:
    """A save does not wait for ever behind a forgotten shell; it says who to look for."""
    async with open_store(path, busy_seconds=0.1) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program keeps it locked"):
            await store.save(a_report())
        other.execute("ROLLBACK")
        other.close()
        await store.save(a_report())
        assert await store.get(CallId("call-1")) is not None


@pytest.mark.parametrize("below", ["a-file/voiceapp.db", "/proc/nowhere/voiceapp.db"])
async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, below: str) -> None:
    """The message names the path and the setting."""
    (tmp_path / "a-file").touch()
    with pytest.raises(StoreError, match=r"cannot be made .*\[store\] database"):
        async with open_store(tmp_path / below):
            pass
