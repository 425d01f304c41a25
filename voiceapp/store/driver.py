"""The door to SQLite: which library, how a connection is set up, what its errors mean.

PyPI's pysqlite3 carries a SQLite that is newer than the one most systems have. All from 3.7.0 to 3.51.2 can
corrupt a WAL database that two connections write and checkpoint at the same moment (docs/adr/0002-sqlite.md).
It ships no types; nothing outside this module sees that, for its connection is used as sqlite3's own.

Never open the database with the standard library's sqlite3 in a process that has it open here: the two
libraries do not know of each other, and closing one drops the locks of the other (POSIX locks are so).
"""

import sqlite3
from pathlib import Path
from typing import Final, cast

import aiosqlite
from pysqlite3 import dbapi2

from voiceapp.errors import StoreError

OLDEST_SOUND = (3, 51, 3)

Error: Final[type[Exception]] = dbapi2.Error
"""Whatever SQLite reports."""


def connect(path: Path, *, read_only: bool, busy_seconds: float) -> aiosqlite.Connection:
    """A connection to await, in autocommit mode: transactions are ours to begin and end.

    `busy_seconds`: how long to wait for another program that writes."""
    if dbapi2.sqlite_version_info < OLDEST_SOUND:
        raise StoreError(
            f"SQLite {dbapi2.sqlite_version} can corrupt the database; "
            "install the wheel of pysqlite3 0.6.1 or newer, or build it with SQLite 3.51.3 or newer"
        )
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"

    def connector() -> sqlite3.Connection:
        opened = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=busy_seconds)
        return cast(sqlite3.Connection, opened)

    return aiosqlite.Connection(connector, iter_chunk_size=64)


def complete(statement: str) -> bool:
    """Whether this is one or more whole SQL statements."""
    return bool(dbapi2.complete_statement(statement))


def explain(error: Exception, path: Path) -> StoreError:
    """What an error of SQLite means to somebody who runs the hotline."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for prefix, advice in _ADVICE:
        if name.startswith(prefix):
            return StoreError(f"database {path}: {advice} ({name})")
    return StoreError(f"database {path}: {error}")


_ADVICE: Final = (
    ("SQLITE_FULL", "the disk is full; free some space, nothing that was saved is lost"),
    ("SQLITE_IOERR", "the disk is full or failing; look at df and at the system log"),
    ("SQLITE_CORRUPT", "it is damaged; stop voiceapp and restore it from a backup"),
    ("SQLITE_NOTADB", "it is no SQLite database; check the path, or restore it from a backup"),
    ("SQLITE_BUSY", "another program keeps it locked; find it with fuser and end it"),
    ("SQLITE_READONLY", "it may not be written; check the owner and mode of the file and of its folder"),
    ("SQLITE_CANTOPEN", "it cannot be opened; check the owner and mode of the file and of its folder"),
    ("SQLITE_CONSTRAINT", "a row was refused, for it contradicts one that is there"),
)
