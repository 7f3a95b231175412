"""The SQLite of the project: the one module that knows which library it is. Everybody else imports this one.

It is `sqlcipher3`, which brings an SQLite of its own that is sound and can encrypt. Where there is no wheel of it, it is
the standard library's, whatever version the system linked. Two libraries on one file in one process would take each
other's locks away (POSIX), so there is only ever one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import (
        SQLITE_BUSY,
        SQLITE_CANTOPEN,
        SQLITE_CORRUPT,
        SQLITE_ERROR,
        SQLITE_FULL,
        SQLITE_IOERR,
        SQLITE_LOCKED,
        SQLITE_NOMEM,
        SQLITE_NOTADB,
        SQLITE_PERM,
        Connection,
        Cursor,
        DatabaseError,
        Error,
        IntegrityError,
        NotSupportedError,
        OperationalError,
        ProgrammingError,
        Row,
        connect,
        sqlite_version,
        sqlite_version_info,
    )

    ENCRYPTS: bool
else:
    try:
        import sqlcipher3
        from sqlcipher3 import dbapi2 as _engine

        # sqlite-utils takes this name where it finds it, and would else open the file with the standard library's.
        sys.modules.setdefault("pysqlite3", sqlcipher3)
        sys.modules.setdefault("pysqlite3.dbapi2", _engine)
        ENCRYPTS = True
    except ImportError:
        import sqlite3 as _engine

        ENCRYPTS = False

    Connection, Cursor, Row, connect = _engine.Connection, _engine.Cursor, _engine.Row, _engine.connect
    Error, DatabaseError, IntegrityError = _engine.Error, _engine.DatabaseError, _engine.IntegrityError
    OperationalError, ProgrammingError = _engine.OperationalError, _engine.ProgrammingError
    NotSupportedError = _engine.NotSupportedError
    SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PERM = _engine.SQLITE_BUSY, _engine.SQLITE_LOCKED, _engine.SQLITE_PERM
    SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM = _engine.SQLITE_IOERR, _engine.SQLITE_FULL, _engine.SQLITE_NOMEM
    SQLITE_CANTOPEN, SQLITE_NOTADB = _engine.SQLITE_CANTOPEN, _engine.SQLITE_NOTADB
    SQLITE_CORRUPT, SQLITE_ERROR = _engine.SQLITE_CORRUPT, _engine.SQLITE_ERROR
    sqlite_version, sqlite_version_info = _engine.sqlite_version, _engine.sqlite_version_info

INSTALL = "pip install --only-binary sqlcipher3 sqlcipher3"
"""What a person types to get the engine that encrypts; where there is no wheel of it pip says so, and compiles nothing."""
HAS_JSON = sqlite_version_info >= (3, 38)
"""Whether its functions for JSON are there, which older ones have only where somebody asked for them."""
JOURNALS = ("-wal", "-journal")
"""Endings of the files beside a database that hold content of it, in the journal modes WAL and DELETE."""
BESIDE = (*JOURNALS, "-shm")
"""Endings of all files that SQLite keeps beside a database."""
_AT_ONCE = 500
_IN_A_ROW = 100
"""Values that stand in one query."""
BESIDE_WAL = ("-wal", "-shm")
"""Those that stay as long as a database in the mode WAL is open."""

__all__ = [
    "BESIDE",
    "BESIDE_WAL",
    "ENCRYPTS",
    "HAS_JSON",
    "JOURNALS",
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_ERROR",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
    "SQLITE_NOMEM",
    "SQLITE_NOTADB",
    "SQLITE_PERM",
    "Connection",
    "Cursor",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
    "Row",
    "connect",
    "has_wal_fault",
    "in_chunks",
    "journal_mode",
    "library",
    "sqlite_version",
    "sqlite_version_info",
]

_FAULTY_SINCE, _MENDED = (3, 7, 0), (3, 51, 3)
_MENDED_EARLIER = {(3, 44): 6, (3, 50): 7}
"""Older lines that got the repair too, by their first version with it."""


def has_wal_fault(version: tuple[int, ...] = sqlite_version_info) -> bool:
    """Whether this SQLite can lose a commit in WAL mode when a checkpoint of another process races with it.

    In 3.7.0 to 3.51.2, mended in 3.51.3, 3.50.7 and 3.44.6 (SQLite's release notes: the WAL-reset bug).
    """
    if not _FAULTY_SINCE <= version < _MENDED:
        return False
    mended = _MENDED_EARLIER.get((version[0], version[1]))
    return mended is None or version[2] < mended


def journal_mode(version: tuple[int, ...] = sqlite_version_info) -> str:
    """The journal that is safe with this SQLite: WAL, or DELETE where WAL has the fault (slower, and as durable)."""
    return "DELETE" if has_wal_fault(version) else "WAL"


def library() -> str:
    """The engine's name and version for `doctor` and benchmarks: "sqlcipher3 (SQLite 3.53.4)"."""
    return f"{'sqlcipher3' if ENCRYPTS else 'sqlite3'} (SQLite {sqlite_version})"


def in_chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once and in order, in parts of which each can be asked for by one query."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def any_of(conditions: Sequence[str]) -> str:
    """That one of these conditions holds, as a tree: SQLite refuses a thousand of them in a row, for each stands a step deeper."""
    if len(conditions) <= _IN_A_ROW:
        return " OR ".join(conditions)
    half = len(conditions) // 2
    return f"({any_of(conditions[:half])}) OR ({any_of(conditions[half:])})"
