"""Migrations on a real database: each whole or not at all, and what was stored survives them."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from tests.unit.store.reports import a_report
from voiceapp.claims.incident import CallId
from voiceapp.store import driver
from voiceapp.store.schema import Migration, check, migrate, migrations
from voiceapp.store.sqlite import open_store

SHIPPED = migrations()
NEXT = len(SHIPPED) + 1
GOOD = Migration(NEXT, "good.sql", "CREATE TABLE note (text TEXT);\nINSERT INTO note VALUES ('; a; b');\n")
BAD = Migration(NEXT, "bad.sql", "CREATE TABLE note (text TEXT);\nINSERT INTO nowhere VALUES (1);\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voiceapp.db"


@pytest.fixture
async def connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """A second connection to a database that holds a report."""
    async with open_store(path) as store:
        await store.save(a_report())
    opened = await driver.connect(path, read_only=False, busy_seconds=1)
    yield opened
    await opened.close()


async def names(connection: aiosqlite.Connection) -> set[str]:
    return {name for (name,) in await connection.execute_fetchall("SELECT name FROM sqlite_schema")}


async def test_a_later_migration_keeps_what_is_stored(connection: aiosqlite.Connection, path: Path) -> None:
    """An upgrade of voiceapp loses no report, and is recorded."""
    await migrate(connection, path, (*SHIPPED, GOOD))
    assert await check(connection, path, (*SHIPPED, GOOD)) == NEXT
    assert list(await connection.execute_fetchall("SELECT text FROM note")) == [("; a; b",)]
    recorded = await connection.execute_fetchall("SELECT name FROM migration ORDER BY version")
    assert [name for (name,) in recorded] == [*(step.name for step in SHIPPED), "good.sql"]
    assert list(await connection.execute_fetchall("SELECT call_id FROM report")) == [("call-1",)]


async def test_a_migration_that_fails_leaves_nothing_of_itself(
    connection: aiosqlite.Connection, path: Path
) -> None:
    """After a failed upgrade the old program works on the old tables."""
    with pytest.raises(driver.Error):
        await migrate(connection, path, (*SHIPPED, BAD))
    assert await check(connection, path, SHIPPED) == len(SHIPPED)
    assert "note" not in await names(connection)
    async with open_store(path) as store:
        assert await store.get(CallId("call-1")) == a_report()


async def test_migrating_again_changes_nothing(connection: aiosqlite.Connection, path: Path) -> None:
    """Every start runs the migrations; only new ones do anything."""
    before = await names(connection)
    await migrate(connection, path, SHIPPED)
    assert await names(connection) == before
