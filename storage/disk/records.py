"""Is a file a database that a desk wrote: its record, or a backup? It is only read."""

from __future__ import annotations

import os
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from storage.disk import sqlite
from storage.disk.open_here import is_open_here
from storage.disk.protection.sealed_database import MAGIC

_PLAIN = b"SQLite format 3\x00"
_FIRST_PAGE = 4096
_TABLES = ("log", "identity", "person")


def is_database_of_a_desk(file: Path) -> bool:
    """Whether it is one, as far as can be told: a damaged record, or one that is encrypted without a word, is none."""
    if is_open_here(file):
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(len(MAGIC))
        if head == MAGIC:
            return True
        if not head.startswith(_PLAIN):
            return False
        with closing(_only_read(file)) as connection:
            return _tables_of(connection).issuperset(_TABLES)
    except (OSError, sqlite.Error):
        return False


def is_of_another_program(file: Path) -> bool:
    """Whether a file is a sound, plain database of another program. One without any table may become a desk's."""
    if is_open_here(file):
        # `connect` has looked, and reading it would end the lock on it.
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(_FIRST_PAGE)
        return head.startswith(_PLAIN) and _was_of_another_program(file.absolute(), head, *_state_of(file))
    except (OSError, sqlite.Error):
        return False


def _state_of(file: Path) -> tuple[int, ...]:
    """What is another value once the file was replaced or written: a command asks about one record several times."""
    state: os.stat_result = file.stat()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


@lru_cache(maxsize=16)
def _was_of_another_program(file: Path, _head: bytes, *_state: int) -> bool:
    """Whether the file is one, with this head and in this state. Raises sqlite.Error."""
    with closing(_only_read(file)) as connection:
        return holds_others_tables(connection)


def holds_others_tables(connection: sqlite.Connection) -> bool:
    """Whether a database has tables, and not those of a desk's record. Raises sqlite.Error where it can't be read."""
    names = _tables_of(connection)
    return bool(names) and not names & set(_TABLES)


def _only_read(file: Path) -> sqlite.Connection:
    # `immutable`: no file beside it is read or made.
    return sqlite.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _tables_of(connection: sqlite.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
