"""Whether an open database still is the file in the folder: a stick may be pulled out, a sync program may replace it, or
write into it (`overwritten_record`).

On Linux and macOS a program that holds a file open goes on writing into it after it was deleted or replaced. What it
writes then is lost, though SQLite says that it is committed. Windows doesn't let anybody delete or replace a file that
SQLite holds open (it is opened without FILE_SHARE_DELETE), nor copy another file over it, and a stick that is pulled out
fails every write; so nothing is compared there.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite
from storage.disk.heads.lagging_record import keep_journal_aside
from storage.disk.open_here import NotedConnection
from storage.disk.opened.damaged_pages import DamagedPages
from storage.disk.opened.overwritten_record import BeginOfLog, WatchedContent

RECORD_REPLACED = "record_replaced"
"""The code of what is refused."""
_GONE = N_(
    "nothing was recorded: the record is gone from this folder (it was deleted or moved, or the stick was pulled out). Put it "
    "back; or close the desk, bring a backup back with hourdesk restore, and open the desk again"
)
_REPLACED = N_(
    "nothing was recorded: another file was put in the place of the record, by a copy or a sync program. Put the old one back; "
    "or close the desk, see with hourdesk check which record is right, and open the desk again"
)
_BESIDE_GONE = N_(
    "nothing was recorded: this file belongs to the open record, and was deleted or replaced. Close all windows of the desk "
    "and open it again; leave such files alone while it runs"
)
_OVERWRITTEN = N_(
    "nothing was recorded: another program wrote into the record or cut it off while it was open. Close all windows of the desk, "
    "bring a backup back with hourdesk restore, and open the desk again"
)
_DISTRICT_REPLACED = N_(
    "nothing was recorded: the district's record was deleted, moved or replaced by a copy while it was open. Put it back; or "
    "close the district, and open it again"
)
_LOG = sqlite.BESIDE_WAL[0]
_FileId = tuple[int, int]
"""The device and the inode: what tells a file from any other, whatever its name is."""


class OpenedFiles:
    """The database file of a connection and the files that SQLite keeps beside it, as they were when it was opened."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self._database = _database_of(connection) if os.name != "nt" else ""
        self._ids = _ids_of(connection, self._database) if self._database else {}
        self._known = [(place, *known) for place, known in self._ids.items()]
        log = self._database + _LOG
        self._log = BeginOfLog(log, self._ids[log]) if log in self._ids else None
        self._content = WatchedContent(connection, self._database) if self._ids else None
        self._pages = DamagedPages(self._database)

    def look_through(self) -> None:
        """Begin to look at each page of the record in a thread, where its file changed since that was done; `check` says what is
        found. For a desk that is open all day.
        """
        # In DELETE mode scans would wait for who reads.
        if self._content is not None and self._content.in_wal:
            self._pages.begin()

    def stop_looking(self) -> None:
        """Nothing looks at the pages any more, nor holds a file beside the record open."""
        self._pages.stop()
        if self._log is not None:
            self._log.close()

    def check(self) -> None:
        """Raises Refused where one of the files is not there any more, or is another one, or does not hold any more what was
        committed. Costs a look at each name, and at the first bytes of the write-ahead log.

        The file of locks counts after a commit too: where it was deleted during the transaction, a program that opened the record
        then knows nothing of that commit, and writes its own over it.
        """
        self._check(self._log)

    def check_at_begin(self) -> None:
        """The same at the begin of a transaction. The log is looked into when it is over."""
        self._check(None)

    def _check(self, log: BeginOfLog | None) -> None:
        content: os.stat_result | None = None
        place = ""
        try:
            for place, device, inode in self._known:
                status = os.stat(place)  # noqa: PTH116 - a scan waits for it, and Path takes three times as long
                if status.st_ino != inode or status.st_dev != device:
                    raise self._refusal(place)
                if content is None:
                    content = status
        except OSError:
            raise self._refusal(place) from None
        is_overwritten = self._pages.found or (log is not None and log.is_overwritten())
        # Only now: whoever opens the record makes the files beside it anew.
        if self._content is not None and content is not None and not is_overwritten:
            is_overwritten = self._content.is_overwritten(content)
        if is_overwritten:
            keep_journal_aside(Path(self._database))
            raise refuse(RECORD_REPLACED, self._database, _OVERWRITTEN)

    def _refusal(self, place: str) -> Refused:
        if place.endswith(sqlite.BESIDE_WAL):
            return refuse(RECORD_REPLACED, place, _BESIDE_GONE)
        return refuse(RECORD_REPLACED, place, _GONE if _id_at(place) is None else _REPLACED)

    def save_what_is_committed(self) -> None:
        """Bring into the database file what was committed before a file beside it was deleted; outside a transaction.

        Nothing is done where another file took its place: another program may have begun to use that one.
        """
        now = {place: _id_at(place) for place in self._ids}
        are_ours = all(now[place] in (None, known) for place, known in self._ids.items())
        is_beside_gone = any(now[place] is None for place in self._ids if place.endswith(sqlite.BESIDE_WAL))
        if are_ours and is_beside_gone and now[self._database] is not None:
            with suppress(sqlite.Error):
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


class OpenedRecord:
    """The one file of a district's database, as it was when it was opened."""

    def __init__(self, file: Path) -> None:
        self._place = str(file.absolute())
        self._known = _id_at(self._place) if os.name != "nt" else None

    def check(self) -> None:
        """Raises Refused where it is not there any more, or is another one."""
        if self._known is not None and _id_at(self._place) != self._known:
            raise refuse(RECORD_REPLACED, self._place, _DISTRICT_REPLACED)


def _database_of(connection: sqlite.Connection) -> str:
    """The path of its file; empty for a database in memory."""
    return next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")


def _ids_of(connection: sqlite.Connection, database: str) -> dict[str, _FileId]:
    """By path, for those files that are there, the database first."""
    # Before the first reading there is nothing beside a database in WAL mode.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    places = [database, *(database + ending for ending in sqlite.BESIDE_WAL)]
    if isinstance(connection, NotedConnection) and connection.place not in ("", database):
        # The folder is a link: who switches it would find no scan of this desk where it leads to now.
        places.append(connection.place)
    found = {place: _id_at(place) for place in places}
    return {place: known for place, known in found.items() if known is not None}


def _id_at(place: str) -> _FileId | None:
    """None where nothing is there, or the folder can't be reached."""
    try:
        status = Path(place).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
