"""The tables, brought up to date when the database is opened: one numbered SQL file after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import aiosqlite

from voiceapp.errors import StoreError
from voiceapp.store import driver

APPLICATION_ID = 0x564F4943
"""Marks a database as ours, so that no migration ever runs on another program's file."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: what was version - 1 becomes version."""

    version: int
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """All steps in order: 1, 2, 3… without a gap."""
    folder = resources.files("voiceapp.store") / "migrations"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    steps = tuple(Migration(int(file.name[:3]), file.name, file.read_text("utf-8")) for file in files)
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise StoreError("migrations are missing from this installation of voiceapp; install it again")
    return steps


async def check(connection: aiosqlite.Connection, path: Path, steps: Sequence[Migration]) -> int:
    """The version of the database, 0 for an empty file. StoreError when it is not ours or too new for us."""
    if not await _number(connection, "SELECT count(*) FROM sqlite_schema"):
        return 0
    if await _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is the database of another program; name another file in [store] database")
    version = await _number(connection, "SELECT max(version) FROM migration")
    if version > len(steps):
        raise StoreError(
            f"database {path} is of version {version}, this voiceapp knows {len(steps)}; "
            "install the newer voiceapp that wrote it"
        )
    return version


async def migrate(connection: aiosqlite.Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Bring the database up to date. Each step is one transaction, recorded within it; two programs that
    open the same file at once do each step once."""
    while True:
        await connection.execute("BEGIN IMMEDIATE")
        try:
            version = await check(connection, path, steps)
            if version == len(steps):
                return
            await _apply(connection, steps[version])
            await connection.commit()
        finally:
            await connection.rollback()  # does nothing after a commit


async def _apply(connection: aiosqlite.Connection, step: Migration) -> None:
    if step.version == 1:
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        await connection.execute(
            "CREATE TABLE migration "
            "(version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
        )
    for statement in _statements(step.sql):
        await connection.execute(statement)
    await connection.execute(
        "INSERT INTO migration VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))", (step.version, step.name)
    )


def _statements(sql: str) -> Iterator[str]:
    """Statement by statement: running a whole script at once would commit the transaction it is in."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if driver.complete(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


async def _number(connection: aiosqlite.Connection, sql: str) -> int:
    ((value,),) = await connection.execute_fetchall(sql)
    return int(value)
