"""A desk that is being made: until it is whole, a note in its folder says what lay there before.

Whoever makes a desk there next clears what an interrupted one left, and nothing else. The note is locked while a desk is made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.atomic_file import sync_folder
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import read_identity
from storage.disk.private_files import PRIVATE_FILE

_NOTE = ".making.json"


@contextmanager
def making(folder: DataFolder) -> Iterator[None]:
    """Keep the note while a desk is made in the block; if that raises, what was made is cleared, and the note too."""
    was_there = folder.path.exists()
    folder.make_empty()
    before = sorted(str(entry.relative_to(folder.path)) for entry in folder.entries())
    with _locked(_note(folder)) as note:
        os.ftruncate(note, 0)
        os.pwrite(note, json.dumps(before).encode("utf-8"), 0)
        os.fsync(note)
        sync_folder(folder.path)
        try:
            yield
        except BaseException:
            # The first error is reported, and not a second one from the deletion.
            with suppress(OSError):
                _clear(folder, before)
                if not was_there:
                    folder.path.rmdir()
            raise
        _note(folder).unlink(missing_ok=True)
        sync_folder(folder.path)


def clear_unfinished(folder: DataFolder) -> None:
    """Clear what an interrupted making left; nothing where none was interrupted, or where another process makes a desk now."""
    if not _note(folder).is_file():
        return
    with suppress(BlockingIOError), _locked(_note(folder)) as note:
        try:
            before = json.loads(os.pread(note, os.fstat(note).st_size, 0))
        except ValueError:
            before = None  # The note itself was cut off: nothing was made yet.
        if before is None or _is_whole(folder):
            _note(folder).unlink(missing_ok=True)
        else:
            _clear(folder, before)


def is_unfinished(folder: DataFolder) -> bool:
    """Whether a making was interrupted in the folder, or goes on there."""
    return _note(folder).is_file() and not _is_whole(folder)


def _is_whole(folder: DataFolder) -> bool:
    if not folder.database.is_file():
        return False
    try:
        with closing(connect(folder.database)) as connection:
            return read_identity(connection) is not None
    except sqlite.Error:
        return False
    except Refused:
        return True  # It can't be told here: what is locked is never cleared.


def _clear(folder: DataFolder, before: list[str]) -> None:
    folder.remove(folder.entries() - {folder.path / name for name in before} - {_note(folder)})
    _note(folder).unlink(missing_ok=True)
    sync_folder(folder.path)


def _note(folder: DataFolder) -> Path:
    return folder.path / _NOTE


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """The open file, locked for this process; raises BlockingIOError where another one has it. On Windows there is no lock."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        if os.name != "nt":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    finally:
        os.close(handle)
