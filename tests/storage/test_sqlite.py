"""The SQLite of the project: which versions are trusted with a write-ahead log, and that every part uses the same one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.disk import sqlite

WITHOUT_THE_WHEEL = "import sys; sys.modules['sqlcipher3'] = None\n"


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
        ((4, 0, 0), False),
    ],
)
def test_the_versions_that_can_lose_a_commit_keep_no_write_ahead_log(version: tuple[int, ...], faulty: bool) -> None:
    assert sqlite.has_wal_fault(version) is faulty
    assert sqlite.journal_mode(version) == ("DELETE" if faulty else "WAL")


def test_sqlite_utils_uses_the_same_library() -> None:
    from sqlite_utils import utils

    assert utils.sqlite3.Connection is sqlite.Connection


def test_where_there_is_no_wheel_the_standard_library_serves(tmp_path: Path) -> None:
    program = (
        f"{WITHOUT_THE_WHEEL}"
        "from pathlib import Path\n"
        "from contextlib import closing\n"
        "import sqlite3\n"
        "from storage.disk import sqlite\n"
        "from storage.disk.connection import connect\n"
        f"with closing(connect(Path({str(tmp_path / 'desk.db')!r}))) as db:\n"
        "    mode = db.execute('PRAGMA journal_mode').fetchone()[0].upper()\n"
        "assert 'sqlite_utils' in sys.modules and 'pandas' not in sys.modules, 'half a second for each new record'\n"
        "print(sqlite.Connection is sqlite3.Connection, sqlite.ENCRYPTS, mode == sqlite.journal_mode(), sqlite.library())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("True False True sqlite3 (SQLite 3.")
