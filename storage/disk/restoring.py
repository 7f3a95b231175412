"""A restored, encrypted or decrypted desk takes the place of what is in its folder: whole, or not at all, whenever the power fails.

It is built in a folder of its own inside the data folder. One rename says that it is ready. From then on every start
finishes what is left, in this order: its keys and settings, then the old record aside (an encrypted or decrypted one takes its
place), then the new record, then what is to be gone. Each step may be done twice.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.atomic_file import sync_folder
from storage.disk.folder import DataFolder
from storage.disk.in_use import alone_in
from storage.disk.put_aside import keep_with_its_key
from storage.disk.swapped_folder import (
    clear_half_built,
    delete_gone,
    half_built,
    move_files,
    put_aside,
    taking_its_place,
)
from storage.disk.whose.own_names import REPLACED


@contextmanager
def half_restored(folder: DataFolder) -> Iterator[DataFolder]:
    """A data folder to build the restored desk in. It is ready once the block is done; else nothing of it is left, and what
    is in `folder` is as it was. What an interrupted restore left is cleared first.
    """
    with _half_built(folder.half_restored, folder.restored) as building:
        yield building


@contextmanager
def half_converted(folder: DataFolder) -> Iterator[DataFolder]:
    """The same for a desk that is encrypted or decrypted. Needs `alone_in` around it until it is put in its place."""
    with _half_built(folder.half_converted, folder.converted) as building:
        yield building


@contextmanager
def _half_built(half: Path, ready: Path) -> Iterator[DataFolder]:
    with half_built(half, ready) as path:
        building = DataFolder(path)
        building.make()
        yield building
        _need_closed(building.database)


def _need_closed(database: Path) -> None:
    """Raises OSError where the last connection left something beside the file: the disk failed while SQLite brought it into the
    file, and SQLite says nothing of that when it closes. Only the file takes its place.
    """
    for ending in sqlite.JOURNALS:
        beside = database.with_name(database.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(database))


def finish_restore(folder: DataFolder) -> Path | None:
    """Put a restored, encrypted or decrypted desk that is ready in its place; nothing where none is. What an interrupted restore
    or change left half done is deleted. Returns where a record that stood there is now, after a restore.

    Raises Refused where the disk refuses it; the next start goes on.
    """
    if folder.database.is_file():
        # Without a record it is what tells that a restore was interrupted.
        clear_half_built(folder.half_restored)
    if folder.half_converted.is_dir():
        # What is half decrypted must not lie here. Who makes it just now is alone in the folder.
        with suppress(Refused), alone_in(folder.path):
            shutil.rmtree(folder.half_converted, ignore_errors=True)
    if not folder.restored.is_dir() and not folder.converted.is_dir():
        return None
    with taking_its_place(folder.path):
        aside = _take_place(folder, DataFolder(folder.restored), keep_old=True)
        _take_place(folder, DataFolder(folder.converted), keep_old=False)
        return aside


def _take_place(folder: DataFolder, ready: DataFolder, *, keep_old: bool) -> Path | None:
    """Returns where the old record was put; None where there was none, or it was not kept."""
    if not ready.path.is_dir() or not (ready.database.is_file() or folder.database.is_file()):
        # Without a record in either place it is none of a desk's: nothing is deleted.
        return None
    aside = None
    if ready.database.is_file():
        folder.make()
        move_files(ready.path, folder.path, ready.database)
        if keep_old:
            aside = put_aside(folder.database, folder.backups, REPLACED, sqlite.BESIDE)
        else:
            _drop_beside(folder)
        ready.database.replace(folder.database)
        sync_folder(folder.path)
        if aside is not None:
            keep_with_its_key(aside)
    # Where the record is in its place already, the start before this one was interrupted here.
    delete_gone(ready.path, folder.path, (folder.keys, folder.backups))
    shutil.rmtree(ready.path, ignore_errors=True)
    return aside


def _drop_beside(folder: DataFolder) -> None:
    """What lies beside an old record must never be taken for a part of the new one."""
    for suffix in sqlite.BESIDE:
        folder.database.with_name(folder.database.name + suffix).unlink(missing_ok=True)
