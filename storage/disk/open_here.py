"""Which databases this process has open: nobody may read their files beside SQLite.

On Linux and macOS the lock of a process on a file ends as soon as the process closes any handle of that file (POSIX, fcntl).
SQLite would never know. The next program that closes the record would take itself for the last one, and clear away the files
beside it, below the open desk (https://www.sqlite.org/howtocorrupt.html, section 2.2).
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

from storage.disk import sqlite

_FileId = tuple[int, int]
_open: Counter[_FileId] = Counter()
"""By device and inode, how many connections of this process have a file open."""
_kept: list[int] = []
"""Handles that stay open until the process ends."""


class NotedConnection(sqlite.Connection):
    """A connection of which `is_open_here` knows. It is opened as `sqlite.connect(path, factory=NotedConnection)`."""

    _file: _FileId | None = None
    place = ""
    """The path by which it was opened, which may lead over links; SQLite itself follows them once."""

    def note(self, path: Path) -> None:
        """It has the database of this path open."""
        self.place = str(path.absolute())
        self._file = _id_of(path)
        if self._file is not None:
            _open[self._file] += 1

    def close(self) -> None:
        """Close it, and know of it no more."""
        super().close()
        file, self._file = self._file, None
        if file is not None:
            _open[file] -= 1
            if not _open[file]:
                del _open[file]


def is_open_here(file: Path) -> bool:
    """Whether this process has this file open as a database, under whatever name."""
    return bool(_open) and _id_of(file) in _open


def read_beside(file: Path, target: Path) -> None:
    """Copy the bytes of a file that may be open here. Its handle is left open until the process ends, where closing it would end
    SQLite's lock. Raises OSError.
    """
    if os.name == "nt" or not is_open_here(file):
        shutil.copyfile(file, target)
        return
    handle = os.open(file, os.O_RDONLY)
    _kept.append(handle)
    with open(handle, "rb", closefd=False) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _id_of(file: Path) -> _FileId | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
