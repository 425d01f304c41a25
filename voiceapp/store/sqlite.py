"""Reports in SQLite: on disk when `save` returns, whole or not at all, whatever is cancelled or killed."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from voiceapp.claims import claim_number
from voiceapp.claims.incident import CallId, IncidentReport
from voiceapp.errors import StoreError
from voiceapp.store import driver, schema
from voiceapp.store.codec import decode, encode

T = TypeVar("T")

_TRIES = 100  # for a free claim number: enough until nearly a million were given out in one year

_SAVE = """
INSERT INTO report (call_id, claim_number, status, line, language, started_at, body)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (call_id) DO UPDATE SET
    claim_number = excluded.claim_number, status = excluded.status, line = excluded.line,
    language = excluded.language, started_at = excluded.started_at, body = excluded.body
"""


class SqliteReportStore:
    """A `ReportStore`. One connection, one lock: a transaction is never mixed with another's statements."""

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = asyncio.Lock()
        self._writes: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def reserve_claim_number(self, *, now: datetime) -> str:
        """A claim number of this year that nobody has and nobody else will get, in whatever process."""

        async def reserve() -> str:
            for _ in range(_TRIES):
                number = claim_number.make(now.year, secrets.randbelow(claim_number.SERIALS))
                if await self._reserve(number):
                    return number
            raise StoreError(f"no free claim number found in {_TRIES} tries: those of this year are used up")

        return await self._write("reserve claim number", reserve)

    async def save(self, report: IncidentReport) -> None:
        """On disk (fsync) when it returns; a later save of the same call replaces an earlier one.

        Who is cancelled while waiting here leaves a write that is still finished, whole, in its turn."""
        row = (
            report.call_id,
            report.claim_number,
            report.status,
            report.line,
            report.language,
            report.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            encode(report),
        )

        async def save() -> None:
            await self._reserve(report.claim_number)
            await self._connection.execute_fetchall(_SAVE, row)  # one hop to its thread, not two

        await self._write("save report", save)

    async def get(self, call_id: CallId) -> IncidentReport | None:
        """The report of a call."""
        return await self._first("SELECT body FROM report WHERE call_id = ?", call_id)

    async def get_by_claim_number(self, number: str) -> IncidentReport | None:
        """The report with a claim number, without spaces."""
        return await self._first("SELECT body FROM report WHERE claim_number = ?", number)

    async def newest(self, *, limit: int = 100) -> Sequence[IncidentReport]:
        """Newest first, by start."""
        rows = await self._read("SELECT body FROM report ORDER BY started_at DESC, call_id LIMIT ?", limit)
        return [decode(body) for (body,) in rows]

    async def close(self) -> None:
        """Finish the writes that are under way, then close. May be called again."""
        self._closed = True
        while self._writes:
            await asyncio.wait(self._writes)
        await self._connection.close()

    async def _reserve(self, number: str) -> bool:
        sql = "INSERT INTO claim_number VALUES (?) ON CONFLICT DO NOTHING RETURNING number"
        return bool(list(await self._connection.execute_fetchall(sql, (number,))))

    async def _first(self, sql: str, parameter: str) -> IncidentReport | None:
        if any("\ud800" <= character <= "\udfff" for character in parameter):
            return None  # no text at all, so nobody's: bytes that somebody gave on a command line
        for (body,) in await self._read(sql, parameter):
            return decode(body)
        return None

    async def _read(self, sql: str, parameter: str | int) -> Iterable[Any]:
        self._check_open()
        async with self._lock:
            try:
                return await self._connection.execute_fetchall(sql, (parameter,))
            except driver.Error as error:
                raise driver.explain(error, self._path) from error

    async def _write(self, name: str, work: Callable[[], Awaitable[T]]) -> T:
        """Run `work` as one transaction, in a task of its own that no caller's cancellation reaches."""
        self._check_open()
        task = asyncio.create_task(self._transaction(work), name=f"store: {name}")
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)
        return await asyncio.shield(task)

    async def _transaction(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._lock:
            try:
                try:
                    await self._connection.execute("BEGIN IMMEDIATE")
                    result = await work()
                    await self._connection.commit()
                except BaseException:
                    await self._connection.rollback()
                    raise
            except driver.Error as error:
                raise driver.explain(error, self._path) from error
            return result

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"database {self._path} is closed: voiceapp is shutting down")


@asynccontextmanager
async def open_store(
    path: Path, *, read_only: bool = False, busy_seconds: float = 5.0
) -> AsyncIterator[SqliteReportStore]:
    """The database at `path`, made and brought up to date unless `read_only`. Any number of programs may
    have it open read-only while one or more write. `busy_seconds`: how long a write waits for another
    program's before it fails."""
    steps = schema.migrations()
    await asyncio.to_thread(_find if read_only else _create, path)
    try:
        connection = await driver.connect(path, read_only=read_only, busy_seconds=busy_seconds)
    except driver.Error as error:
        raise driver.explain(error, path) from error
    store = SqliteReportStore(connection, path)
    try:
        try:
            await (_prepare_reader if read_only else _prepare_writer)(connection, path, steps)
        except driver.Error as error:
            raise driver.explain(error, path) from error
        yield store
    finally:
        await store.close()


def _find(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"there is no database at {path} yet; it is made when voiceapp runs")


def _create(path: Path) -> None:
    """An empty file that only we can read; the files SQLite keeps beside it get the same mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the database {path} cannot be made ({error.strerror}); create its folder and give it to the "
            "user voiceapp runs as, or name another file in [store] database"
        ) from error


async def _prepare_writer(
    connection: aiosqlite.Connection, path: Path, steps: Sequence[schema.Migration]
) -> None:
    await schema.check(connection, path, steps)  # before anything in the file is changed
    ((mode,),) = await connection.execute_fetchall("PRAGMA journal_mode = WAL")
    if mode != "wal":
        raise StoreError(f"database {path} is on a file system without shared memory; put it on a local disk")
    await connection.execute("PRAGMA synchronous = FULL")  # NORMAL loses what was saved last in a power cut
    await connection.execute("PRAGMA foreign_keys = ON")
    await schema.migrate(connection, path, steps)


async def _prepare_reader(
    connection: aiosqlite.Connection, path: Path, steps: Sequence[schema.Migration]
) -> None:
    version = await schema.check(connection, path, steps)
    if version < len(steps):
        raise StoreError(
            f"database {path} is of version {version}, this voiceapp needs {len(steps)}; "
            "start the app once, it brings the database up to date"
        )
