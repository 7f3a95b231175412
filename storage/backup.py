"""A copy of everything in one file, made while the desk runs; and a desk made from it (design §7)."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import Clock
from checkin.file_errors import DAMAGED, reason_of
from checkin.rules.problems import N_, refuse
from checkin.texts import _, say
from storage.check import faults_of_record
from storage.disk import sqlite
from storage.disk.atomic_file import atomic_path
from storage.disk.backup_file import kept_files, lay_out, open_backup, protection_of_backup, write_backup
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity, read_identity
from storage.disk.in_use import alone_in, need_nobody_in
from storage.disk.pins.pin import in_force, settle_restored
from storage.disk.protection.conversion import seal_later, seal_what_stood_there
from storage.disk.protection.databases import copy_plain, need_engine_to_open, use_key
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import open_key_of
from storage.disk.protection.protection_file import Protection, protection_of, write_protection
from storage.disk.restoring import finish_restore, half_restored
from storage.disk.swapped_folder import one_change
from storage.disk.unfinished import clear_unfinished
from storage.disk.whose.desks import need_place_to_restore
from storage.disk.written.new_backup import need_replaceable, new_backup_in
from storage.left_behind import NOTHING_LEFT, LeftBehind, left_behind
from storage.log.judging import judge_again
from storage.purging.after_restore import purge_restored, purged_there
from storage.store import Store, become_another_desk

_UNSOUND = N_("this backup is not sound ({reason}), and nothing was changed here: choose another one")


_DISK_FAULTS = {"full": errno.ENOSPC, "disk I/O": errno.EIO}
"""By a word of what SQLite says."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The new identity, the id of the desk whose chain was kept, and the path of a record
    that stood in the folder before. Of `purged` persons the backup had fields that were purged since, and they stay so;
    None where no record of the team could be read there, so that nobody knows what was purged since. `left` is what that
    record has and the backup lacks.
    """

    identity: DeskIdentity
    finished_desk: str
    set_aside: Path | None
    purged: int | None = None
    left: LeftBehind = NOTHING_LEFT


def backup(store: Store, out: Path) -> Path:
    """Write log, register, keys and settings to one file, also while scans go on; returns its path. In a folder `out` it gets a
    name of its own. The backup of a protected desk is encrypted, and opens with the passphrase of now or the recovery code.

    Raises Refused where another desk's backup or any other file is there.
    """
    out = new_backup_in(out, store.identity, store.today().isoformat()) if out.is_dir() else out
    need_replaceable(out, store.folder, store.identity.desk)
    belongs = out.absolute().parent == store.folder.backups.absolute()
    with atomic_path(out, private=True, belongs=belongs) as temporary:
        try:
            write_backup(store.connection, store.folder, temporary)
        except sqlite.OperationalError as error:
            # It is the disk of the backup: the record itself is only read.
            number = next((number for word, number in _DISK_FAULTS.items() if word in str(error)), None)
            if number is None:
                raise
            raise OSError(number, os.strerror(number)) from error
    return out


def restore(source: Path, data: Path, clock: Clock, *, with_purged: bool = False) -> Restored:
    """Make a desk from a backup in the folder `data`: with a new id and key, the old chain kept as a finished one.

    What the record that stands there purged since stays purged, unless `with_purged`. That record is put into `backups/`,
    never overwritten. An interrupted restore leaves the old desk as it was, or the new one, which the next start puts in its
    place. A protected folder stays protected as it is; else the desk is protected as the backup was, and what stood there is
    encrypted too. Raises Refused in a folder that is no desk's, for a file that is no backup or no sound one, where a desk is open in the folder,
    another restore or change of it is under way, and where folder or backup is still locked; then nothing is changed.
    """
    folder = DataFolder(data)
    need_place_to_restore(data)
    if is_protected(data):
        need_engine_to_open(str(data))
    identity = identity_in_backup(source)
    folder.make_empty()
    with one_change(folder.path):
        clear_unfinished(folder)
        folder.make()
        return _restored(folder, source, identity, clock, with_purged=with_purged)


def _restored(folder: DataFolder, source: Path, identity: DeskIdentity, clock: Clock, *, with_purged: bool) -> Restored:
    finish_restore(folder)
    need_nobody_in(folder.path)  # before the long part, too
    with ExitStack() as nobody:
        with half_restored(folder) as building:
            protection = _protection_after(folder, source)
            _copy_into(building, source, protection, identity.desk)
            if protection is not None:
                seal_later(building)
            with closing(connect(building.database)) as connection:
                _check_sound(connection, source)
                settle_restored(building, connection, in_force(folder))
                renewed = become_another_desk(building, connection, identity, clock)
                there = purged_there(folder, identity.team)
                purged = None if there is None else 0
                if there is not None and any(there) and not with_purged:
                    purged = purge_restored(folder, building, connection, renewed, clock, there)
            nobody.enter_context(alone_in(folder.path))
            left = left_behind(folder, building, identity.team)
        set_aside = finish_restore(folder)
    seal_what_stood_there(folder)
    return Restored(renewed, identity.desk, set_aside, purged, left)


def _protection_after(folder: DataFolder, source: Path) -> Protection | None:
    return protection_of(folder.path) if is_protected(folder.path) else protection_of_backup(source)


def _copy_into(building: DataFolder, source: Path, protection: Protection | None, desk: str) -> None:
    """The record of `desk`, and what the backup keeps beside it."""
    if protection is not None:
        write_protection(building.path, protection)
    with (
        atomic_path(building.database, private=True, belongs=True) as temporary,
        closing(sqlite.connect(temporary, isolation_level=None, uri=True)) as copy,
    ):
        use_key(copy, open_key_of(building.path))
        if protection is not None and protection_of_backup(source) is None:
            copy_plain(source, copy)
        else:
            with open_backup(source) as old:
                old.backup(copy)
        files = kept_files(copy, source, desk)
        copy.execute("DROP TABLE IF EXISTS kept_file")
    lay_out(files, building)


def _check_sound(connection: sqlite.Connection, source: Path) -> None:
    try:
        judge_again(connection)
        faults = list(faults_of_record(connection, str(source)))
    except sqlite.DatabaseError as error:
        raise refuse("unsound_backup", str(source), _UNSOUND, reason=reason_of(error)) from error
    if faults:
        raise refuse("unsound_backup", str(source), _UNSOUND, reason=say(faults[0]))


def identity_in_backup(source: Path) -> DeskIdentity:
    """Whose backup a file is. Raises Refused for one that is none, or that is damaged."""
    try:
        with open_backup(source) as old:
            verdict = old.execute("PRAGMA integrity_check(1)").fetchone()[0]
            found = read_identity(old)
            if found is not None:
                kept_files(old, source, found[0].desk)
    except sqlite.DatabaseError as error:
        message = N_("this is no backup that hourdesk wrote ({reason}): choose another file")
        raise refuse("no_backup", str(source), message, reason=reason_of(error)) from error
    if verdict != "ok" or found is None:
        message = N_("this is no backup that hourdesk wrote ({reason}): choose another file")
        raise refuse("no_backup", str(source), message, reason=_(DAMAGED))
    return found[0]
