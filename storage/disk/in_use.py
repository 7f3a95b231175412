"""Whether a desk is open in a data folder: its file must not be exchanged below it (restore, protect, purge).

Every open desk holds a shared lock on a small file beside the record, through SQLite, which knows the locks of every
system. It ends with the process, however that ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite
from storage.disk.private_files import PRIVATE_FILE
from storage.disk.whose.own_names import IN_USE

_BUSY_SECONDS = 15.0
"""So long may the exchange of a file take that others wait for."""
_TELL_SECONDS = 0.2
_alone: set[Path] = set()
"""Folders in which this process is alone: it needs no turn there."""


class InUse:
    """This process uses the desk in a folder, until `close`. Where the disk can't lock, nobody is told."""

    def __init__(self, folder: Path) -> None:
        """Raises Refused where the record is being exchanged for long, and where the file that is locked is spoiled."""
        self._lock: sqlite.Connection | None = None
        try:
            with _told_if_spoiled(folder):
                self._lock = _open(folder, _BUSY_SECONDS)
                self._lock.execute("BEGIN")
                self._lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite.OperationalError, OSError) as error:
            if "locked" in str(error):
                message = N_("this folder is being restored, encrypted or decrypted just now: wait until that is done")
                raise refuse("folder_busy", str(folder), message) from error

    def close(self) -> None:
        """Let go of the lock; nothing where it was let go of before."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else has the desk in the folder open, nor opens it within the block: who wants to waits.

    Raises Refused where a desk is open, also one of this process, and where the file that is locked is spoiled.
    """
    if not folder.is_dir():
        yield
        return
    lock: sqlite.Connection | None = None
    try:
        with _told_if_spoiled(folder):
            lock = _open(folder, _TELL_SECONDS)
            lock.execute("BEGIN EXCLUSIVE")
    except (sqlite.OperationalError, OSError) as error:
        if lock is not None:
            lock.close()
        if "locked" in str(error):
            raise desk_open(folder) from error
        lock = None  # a disk that can't lock: nobody can tell
    place = folder.resolve()
    _alone.add(place)
    try:
        yield
    finally:
        _alone.discard(place)
        if lock is not None:
            lock.close()


def need_nobody_in(folder: Path) -> None:
    """Raises Refused as `alone_in` does: to be asked before what takes long, or asks somebody."""
    with alone_in(folder):
        pass


def is_alone(folder: Path) -> bool:
    """Whether this process is alone in the folder just now: its files are being exchanged."""
    return folder.resolve() in _alone


@contextmanager
def turn_in(folder: Path) -> Iterator[None]:
    """One program at a time is within such a block, beside all that have the desk open: for a file that several may write anew.

    Raises sqlite.OperationalError where another one stays in its block for long. Where the disk can't lock, or the file
    is spoiled while the desk runs, nobody waits: what is kept here is worth more.
    """
    if is_alone(folder):
        yield
        return
    lock: sqlite.Connection | None = None
    try:
        try:
            lock = _open(folder, _BUSY_SECONDS)
            # Goes with the shared locks of open desks, and with no second one of its kind.
            lock.execute("BEGIN IMMEDIATE")
        except (sqlite.DatabaseError, OSError) as error:
            if "locked" in str(error):
                raise
        yield
    finally:
        if lock is not None:
            lock.close()


@contextmanager
def _told_if_spoiled(folder: Path) -> Iterator[None]:
    """Raises Refused where the file that is locked is no such file: it holds nothing, and must not be taken for the record."""
    place = folder / IN_USE
    try:
        if place.is_symlink():
            raise _spoiled(place)
        yield
    except sqlite.DatabaseError as error:
        if error.sqlite_errorcode != sqlite.SQLITE_NOTADB:
            raise
        raise _spoiled(place) from error


def _spoiled(place: Path) -> Refused:
    message = N_(
        "another program wrote this file or put a link in its place. It holds nothing, and only tells that a desk is open: close "
        "every Hourdesk on this folder, and delete it; nothing is lost"
    )
    return refuse("spoiled_lock", str(place), message)


def _open(folder: Path, seconds: float) -> sqlite.Connection:
    place = folder / IN_USE
    with suppress(FileExistsError):
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    return sqlite.connect(place, timeout=seconds, isolation_level=None, check_same_thread=False)


def desk_open(folder: Path) -> Refused:
    """The refusal of what needs a data folder for itself."""
    message = N_("a desk is open in this folder: close it, and every other Hourdesk on it, then do this again")
    return refuse("desk_open", str(folder), message)
