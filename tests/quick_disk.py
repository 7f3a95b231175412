"""New records at once, and no waiting for the disk: tests make thousands of desks, and the power stays on.

Only this process does so. What a test starts writes as the program does, and `tests/survival` looks at what is synced.
"""

from __future__ import annotations

import os
from functools import cache

from storage.disk import connection, older_record, sqlite
from storage.disk.heads import slots_file
from storage.disk.migrations import migrate

REAL_SYNCHRONOUS = connection.SYNCHRONOUS


def make_the_disk_quick() -> None:
    """What this process writes from now on is left to the system to bring to the disk."""
    connection.SYNCHRONOUS = "OFF"
    os.fsync = _leave_to_the_system
    slots_file.sync = _leave_to_the_system
    older_record.migrate = _migrated_at_once


def _leave_to_the_system(_handle: int) -> None:
    """The content of a file is there for every other process, also after this one was killed."""


def _migrated_at_once(database: sqlite.Connection) -> None:
    """As `migrate`; an empty database gets the schema that the migrations made once in this process."""
    if database.execute("SELECT 1 FROM sqlite_master").fetchone() is not None:
        migrate(database)
        return
    for statement, rows in _made_by_the_migrations():
        if rows is None:
            database.execute(statement)
        else:
            database.executemany(statement, rows)


@cache
def _made_by_the_migrations() -> list[tuple[str, list[tuple[object, ...]] | None]]:
    """The statements that make what the migrations make, each with the rows that it inserts."""
    made = sqlite.connect(":memory:", isolation_level=None)
    made.execute("BEGIN")
    migrate(made)
    schema = made.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    found: list[tuple[str, list[tuple[object, ...]] | None]] = [(sql, None) for _, _, sql in schema]
    for name in (name for kind, name, _ in schema if kind == "table"):
        rows = made.execute(f'SELECT * FROM "{name}"').fetchall()
        if rows:
            found.append((f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows))
    found.append((f"PRAGMA user_version = {made.execute('PRAGMA user_version').fetchone()[0]}", None))
    made.close()
    return found
