"""Whether the file of an open record still holds what was committed: another program may have written into it, or cut it off.

Such a file keeps its device and inode, and SQLite goes on with what it has in memory. In WAL mode only checkpoints write into
the file. So where its size or its times changed, it is read again as a program that opens it now would read it. That costs
about 0.3 ms, once for each checkpoint. A record in DELETE mode is changed by each commit, and SQLite itself reads it anew then.
The write-ahead log is known by its first bytes. What is overwritten elsewhere is looked for page by page (`damaged_pages`).
"""

from __future__ import annotations

import os
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from storage.disk import sqlite
from storage.disk.identity import fingerprint
from storage.disk.open_here import NotedConnection
from storage.disk.protection.databases import use_key
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import OpenKey, open_key_of

_Stamp = tuple[int, int, int]
"""Size in bytes, and the times of the last writing and the last change."""
_SMALLEST_PAGE = 512
_LOOKED_THROUGH = 2_000
"""So many of the last events are counted at most, to stay quick behind a large pack."""
_ANCHORS = 3
_WAL_MARKS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""What a write-ahead log begins with (https://www.sqlite.org/fileformat2.html, section 4.1), also an encrypted one."""
_UNTOLD = {
    sqlite.SQLITE_BUSY,
    sqlite.SQLITE_LOCKED,
    sqlite.SQLITE_CANTOPEN,
    sqlite.SQLITE_NOMEM,
    sqlite.SQLITE_FULL,
    sqlite.SQLITE_PERM,
}
"""Primary codes of errors that say nothing about what is in the file."""
_SHORT_READ = sqlite.SQLITE_IOERR | 2 << 8


class WatchedContent:
    """The content of the record of a connection, as far as it is compared: whose it is, and events at some places of the log."""

    def __init__(self, connection: sqlite.Connection, database: str) -> None:
        self._connection = connection
        self._database = database
        self.in_wal = str(connection.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"
        self._key = open_key_of(folder_of(Path(database)))
        self._seen = stamp_of(Path(database).stat())
        self._anchors = deque[tuple[int, str]](maxlen=_ANCHORS)
        """Places of the log and the hashes of the events there, each from before a checkpoint."""
        self._owner: str | None = None
        """The fingerprint of the file as the record in it says it: a small log may lie in the write-ahead log as a whole."""
        with suppress(sqlite.Error):
            self._anchors.append(_end_of_log(connection))
            self._owner = _owner_in(connection)

    def is_overwritten(self, status: os.stat_result) -> bool:
        """Whether what was committed is not in the file any more; `status` is how the file is now. False where nobody can tell:
        this must never be an alarm too many.
        """
        if status.st_size < _SMALLEST_PAGE:
            # Nobody may open it now: SQLite would take it for new, and delete the write-ahead log beside it.
            return True
        stamp = stamp_of(status)
        if stamp == self._seen:
            return False
        is_shorter = stamp[0] < self._seen[0]
        try:
            end = self._end_by(is_shorter=is_shorter)
        except sqlite.Error as error:
            return tells_of_damage(error)
        if end is None:
            return True
        self._seen = stamp
        self._anchors.append(end)
        return False

    def _end_by(self, *, is_shorter: bool) -> tuple[int, str] | None:
        """The last event in the record by its file; None where the file does not hold what it should."""
        if not self.in_wal:
            return self._read(self._connection)
        # The newest that is known here must be there too.
        newest = _end_of_log(self._connection)
        with opened_anew(self._database, self._key) as fresh:
            end = self._read(fresh, newest)
            # A purge makes the file shorter too: then each page is looked at, once.
            if is_shorter and fresh.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            return end

    def _read(self, connection: sqlite.Connection, *also: tuple[int, str]) -> tuple[int, str] | None:
        # In DELETE mode this may be asked within a transaction.
        is_own = not connection.in_transaction
        if is_own:
            connection.execute("BEGIN")
        try:
            for place, hash_ in (*self._anchors, *also):
                row = connection.execute("SELECT hash FROM log WHERE place = ?", (place,)).fetchone()
                if (None if row is None else row[0]) != (hash_ or None):
                    return None
            end = _end_of_log(connection)
            first = max(self._anchors[0][0] if self._anchors else end[0], end[0] - _LOOKED_THROUGH)
            (count,) = connection.execute("SELECT count(*) FROM log WHERE place > ?", (first,)).fetchone()
            return end if count == end[0] - first and self._is_owner(_owner_in(connection)) else None
        finally:
            if is_own:
                connection.execute("ROLLBACK")

    def _is_owner(self, found: str | None) -> bool:
        # Another window may have written it anew, on a computer that was given another name meanwhile.
        return found == self._owner or found == fingerprint(Path(self._database))


@contextmanager
def opened_anew(database: str, key: OpenKey | None) -> Iterator[sqlite.Connection]:
    """The record by a connection of its own, as another program would open it now. Raises sqlite.Error."""
    place = f"{Path(database).as_uri()}?mode=rw"
    with closing(sqlite.connect(place, uri=True, timeout=0.0, isolation_level=None, factory=NotedConnection)) as fresh:
        fresh.note(Path(database))
        use_key(fresh, key)
        yield fresh


class BeginOfLog:
    """The first bytes of the write-ahead log at `place`, which has this device and inode. They are read by a handle that stays
    open, for a scan waits for it. SQLite holds no lock on this file: closing a handle of it ends none (`open_here`).
    """

    def __init__(self, place: str, known: tuple[int, int]) -> None:
        self._place, self._known = place, known
        self._handle: int | None = None
        self._closing: weakref.finalize[[int], BeginOfLog] | None = None

    def is_overwritten(self) -> bool:
        """Whether another program wrote over them. A log that is empty is one; SQLite makes it so. False where nobody can look."""
        try:
            if self._handle is None:
                self._open()
            mark = b"" if self._handle is None else os.pread(self._handle, len(_WAL_MARKS[0]), 0)
        except OSError:
            return False
        return bool(mark) and mark not in _WAL_MARKS

    def close(self) -> None:
        """Let go of the file; it is opened again when it is next asked for."""
        self._handle = None
        if self._closing is not None:
            self._closing()

    def _open(self) -> None:
        handle = os.open(self._place, os.O_RDONLY)
        status = os.fstat(handle)
        if (status.st_dev, status.st_ino) != self._known:
            os.close(handle)
            return
        self._handle, self._closing = handle, weakref.finalize(self, os.close, handle)


def stamp_of(status: os.stat_result) -> _Stamp:
    """What changes when a program writes into a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _end_of_log(connection: sqlite.Connection) -> tuple[int, str]:
    """The place and the hash of the last event; (0, "") where there is none."""
    row = connection.execute("SELECT place, hash FROM log ORDER BY place DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def _owner_in(connection: sqlite.Connection) -> str | None:
    row = connection.execute("SELECT fingerprint FROM identity").fetchone()
    return None if row is None else str(row[0])


def tells_of_damage(error: sqlite.Error) -> bool:
    """Whether an error is about what is in the file, and not about who may read it now."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return False
    return code == _SHORT_READ or code & 0xFF not in {*_UNTOLD, sqlite.SQLITE_IOERR}
