"""Does the record lag behind a head that was kept outside of it? Then the file, or the disk, lost what was committed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from checkin.rules.field_values import DESK
from storage.disk import sqlite
from storage.disk.atomic_file import sync_file, sync_folder
from storage.disk.heads.held_count import lost_held
from storage.disk.heads.recorded_head import RecordedHead, read_head
from storage.disk.leftovers import temporary_beside
from storage.disk.open_here import read_beside
from storage.disk.private_files import PRIVATE_FILE, PRIVATE_FOLDER
from storage.disk.whose.own_names import BACKUPS, DAMAGED, HEAD_FILE, HELD_FILE


class Lag(NamedTuple):
    """The events `first` to `last` of a desk are missing (none where `first` is greater), and `others` events of other desks.
    `head` is what was recorded."""

    head: RecordedHead
    first: int
    others: int

    @property
    def last(self) -> int:
        """The number of the last event that was recorded."""
        return self.head.events

    @property
    def is_own(self) -> bool:
        """Whether the desk's own chain lost something: it may not go on, for others may hold what it lost."""
        return self.first <= self.last


def lag_behind(connection: sqlite.Connection, head: RecordedHead | None) -> Lag | None:
    """What is missing in a record, by a head that was kept; None where nothing is, or the head is another desk's.

    The head must have been read before: what is committed meanwhile makes the record longer.
    """
    if head is None or _desk_of(connection) != head.desk:
        return None
    own, hash_ = _end_of(connection, head)
    (everything,) = connection.execute("SELECT coalesce(max(place), 0) FROM log").fetchone()
    first = min(own, head.events) + 1
    if 0 < head.events <= own and hash_ != head.hash:
        # It is another event under the same number: an older copy of the record was written on.
        first = head.events
    others = max(0, head.all_events - head.events - (everything - own))
    return None if first > head.events and not others else Lag(head, first, others)


def keep_lagging_files(connection: sqlite.Connection, database: Path) -> None:
    """Copy the record with the files beside it into `backups/`, where it lags behind its head: before SQLite writes into them.

    What can't be copied is not kept; the desk must start.
    """
    with suppress(OSError):
        head = read_head(database.with_name(HEAD_FILE)).head
        if head is not None and (
            _is_emptied(connection, database)
            or lag_behind(connection, head) is not None
            or lost_held(connection, database.with_name(HELD_FILE), head.desk) is not None
        ):
            keep_aside(database, head)


_KEPT = re.compile(rf"{DAMAGED}({DESK.pattern})-([0-9]{{1,9}})-[0-9]{{1,9}}\.db")


def kept_aside(database: Path, head: RecordedHead) -> Path:
    """Where the damaged record is kept that should end with this head."""
    return database.parent / BACKUPS / f"{DAMAGED}{head.desk}-{head.events}-{head.all_events}.db"


def kept_records(database: Path) -> list[tuple[Path, str, int]]:
    """The damaged records that are kept, each with the desk whose chain it should hold, and how many events of it."""
    found = []
    for file in sorted((database.parent / BACKUPS).glob(f"{DAMAGED}*.db")):
        name = _KEPT.fullmatch(file.name)
        if name is not None:
            found.append((file, name[1], int(name[2])))
    return found


def keep_aside(database: Path, head: RecordedHead) -> None:
    """Copy the damaged record; nothing where that was done before. Raises OSError."""
    target = kept_aside(database, head)
    if target.exists():
        return
    target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    # What SQLite writes over first is copied first, the record itself last: where it is there, all is.
    for ending in (*sqlite.BESIDE, ""):
        source = database.with_name(database.name + ending)
        if source.exists():
            _copy(source, target.with_name(target.name + ending))
    sync_folder(target.parent)


def keep_journal_aside(database: Path) -> None:
    """Copy what waits beside a record whose file another program wrote into, once: when the record is closed, SQLite brings
    it into that file and deletes it. What can't be copied is not kept.
    """
    with suppress(OSError):
        head = read_head(database.with_name(HEAD_FILE)).head
        if head is None:
            return
        target = kept_aside(database, head)
        target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        for ending in sqlite.JOURNALS:
            source, kept = database.with_name(database.name + ending), target.with_name(target.name + ending)
            if source.exists() and not kept.exists() and not target.exists():
                _copy(source, kept)


def _copy(source: Path, target: Path) -> None:
    temporary = temporary_beside(target)
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        read_beside(source, temporary)
        sync_file(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _is_emptied(connection: sqlite.Connection, database: Path) -> bool:
    """Whether nothing is left of a record beside which SQLite's journal lies."""
    beside = (database.with_name(database.name + ending) for ending in sqlite.JOURNALS)
    return _desk_of(connection) is None and any(file.exists() and file.stat().st_size for file in beside)


def _desk_of(connection: sqlite.Connection) -> str | None:
    """The id of the desk whose record it is; None for a record that was never begun."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'identity'").fetchone() is None:
        return None
    row = connection.execute("SELECT desk FROM identity").fetchone()
    return None if row is None else str(row[0])


def _end_of(connection: sqlite.Connection, head: RecordedHead) -> tuple[int, str | None]:
    """How many events of the desk are here, and the hash of the one that the head names."""
    # A damaged row may hold anything; `check` names it.
    count = "SELECT coalesce(max(seq), 0) FROM log WHERE desk = ? AND typeof(seq) = 'integer'"
    (own,) = connection.execute(count, (head.desk,)).fetchone()
    row = connection.execute("SELECT hash FROM log WHERE desk = ? AND seq = ?", (head.desk, head.events)).fetchone()
    return int(own), None if row is None else str(row[0])
