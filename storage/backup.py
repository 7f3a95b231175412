"""A copy of everything in one file, made while the desk runs; and a desk made from it (design §7)."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import Clock
from checkin.file_errors import reason_of, unreadable_file
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _, say
from storage.check import faults_of_record
from storage.disk import sqlite
from storage.disk.atomic_file import atomic_path
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity, read_identity
from storage.disk.in_use import alone_in
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.restoring import finish_restore, half_restored
from storage.store import Store, become_another_desk

_KEPT = re.compile(r"keys/[\w.]+|batch/[^/\\\x00-\x1f:]+\.toml|desk\.toml|holidays\.toml")
"""What a backup may put beside the record; nothing else is written, whatever the file says."""

_UNSOUND = N_("this backup is not sound ({reason}), and nothing was changed here: choose another one")


@dataclass(frozen=True, slots=True)
class Restored:
    """The new identity, the id of the desk whose chain was kept, and the path of a record
    that stood in the folder before.
    """

    identity: DeskIdentity
    finished_desk: str
    set_aside: Path | None


def backup(store: Store, out: Path) -> Path:
    """Write log, register, keys and settings to one SQLite file, also while scans go on; returns its path."""
    with atomic_path(out, private=True) as temporary, closing(sqlite.connect(temporary)) as copy:
        store.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("CREATE TABLE kept_file (name TEXT PRIMARY KEY, content BLOB NOT NULL)")
        copy.executemany("INSERT INTO kept_file VALUES (?, ?)", _kept_files(store.folder))
        copy.commit()
    return out


def restore(source: Path, data: Path, clock: Clock) -> Restored:
    """Make a desk from a backup in the folder `data`: with a new id and key, the old chain kept as a finished one.

    A record that stands there is put into `backups/`, never overwritten. An interrupted restore leaves the old desk as it
    was, or the new one, which the next start puts in its place. Raises Refused for a file that is no backup or no sound
    one, and where a desk is open in the folder; then nothing is changed.
    """
    folder = DataFolder(data)
    identity = _identity_in(source)
    folder.make()
    finish_restore(folder)
    with alone_in(folder.path):
        pass  # before the long part, too
    with ExitStack() as nobody:
        with half_restored(folder) as building:
            _copy_into(building, source)
            with closing(connect(building.database)) as connection:
                _check_sound(connection, source)
                renewed = become_another_desk(building, connection, identity, clock)
            nobody.enter_context(alone_in(folder.path))
        return Restored(renewed, identity.desk, finish_restore(folder))


def _copy_into(building: DataFolder, source: Path) -> None:
    """The record, and what the backup keeps beside it."""
    with (
        atomic_path(building.database, private=True) as temporary,
        closing(_open_backup(source)) as old,
        closing(sqlite.connect(temporary)) as copy,
    ):
        old.backup(copy)
        files = copy.execute("SELECT name, content FROM kept_file").fetchall()
        copy.execute("DROP TABLE kept_file")
        copy.commit()
    for name, content in files:
        if not _KEPT.fullmatch(name):
            continue
        kept = building.path / name
        kept.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with atomic_path(kept, private=True) as temporary:
            temporary.write_bytes(content)


def _check_sound(connection: sqlite.Connection, source: Path) -> None:
    try:
        faults = faults_of_record(connection, str(source))
    except sqlite.DatabaseError as error:
        raise refuse("unsound_backup", str(source), _UNSOUND, reason=reason_of(error)) from error
    if faults:
        raise refuse("unsound_backup", str(source), _UNSOUND, reason=say(faults[0]))


def _identity_in(source: Path) -> DeskIdentity:
    try:
        with closing(_open_backup(source)) as old:
            verdict = old.execute("PRAGMA integrity_check(1)").fetchone()[0]
            old.execute("SELECT name FROM kept_file LIMIT 1")
            found = read_identity(old)
    except sqlite.DatabaseError as error:
        message = N_("this is no backup that hourdesk wrote ({reason}): choose another file")
        raise refuse("no_backup", str(source), message, reason=reason_of(error)) from error
    if verdict != "ok" or found is None:
        message = N_("this is no backup that hourdesk wrote ({reason}): choose another file")
        raise refuse("no_backup", str(source), message, reason=_("its content is damaged, or cut off"))
    return found[0]


def _open_backup(source: Path) -> sqlite.Connection:
    try:
        source.open("rb").close()
    except OSError as error:
        raise Refused(unreadable_file(source, error)) from error
    return sqlite.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)


def _kept_files(folder: DataFolder) -> list[tuple[str, bytes]]:
    names = [
        *folder.keys.glob("*"),
        *folder.batch_maps.glob("*.toml"),
        folder.path / "desk.toml",
        folder.path / "holidays.toml",
    ]
    return [(p.relative_to(folder.path).as_posix(), p.read_bytes()) for p in names if p.is_file()]
