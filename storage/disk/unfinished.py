"""A desk or a district that is being made: until it is whole, a note in its folder says what lay there before.

Whoever makes one there next clears what an interrupted making left, and nothing else. The note is locked meanwhile.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from checkin.json_files import json_of
from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.atomic_file import sync_folder
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import read_identity
from storage.disk.private_files import PRIVATE_FILE
from storage.disk.swapped_folder import one_change
from storage.disk.whose.own_names import MAKING_DESK


class Making(Protocol):
    """A folder in which something is made."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def make_empty(self) -> None:
        """Create the folder alone."""

    def entries(self) -> set[Path]:
        """Everything in the folder and in those that belong in it."""


@contextmanager
def making(folder: Making, note_name: str = MAKING_DESK) -> Iterator[None]:
    """Keep the note while a desk is made in the block; if that raises, what was made is cleared, and the note too.

    Raises Refused where another process makes or changes something in the folder.
    """
    was_there = folder.path.exists()
    folder.make_empty()
    with one_change(folder.path):
        yield from _noted(folder, note_name, was_there=was_there)


def _noted(folder: Making, note_name: str, *, was_there: bool) -> Iterator[None]:
    before = sorted(str(entry.relative_to(folder.path)) for entry in folder.entries())
    place = folder.path / note_name
    with _locked(place) as note:
        os.ftruncate(note, 0)
        os.pwrite(note, json.dumps(before).encode("utf-8"), 0)
        os.fsync(note)
        sync_folder(folder.path)
        try:
            yield
        except BaseException:
            # The first error is reported, and not a second one from the deletion.
            with suppress(OSError):
                _clear(folder, before, place)
                if not was_there:
                    folder.path.rmdir()
            raise
        place.unlink(missing_ok=True)
        sync_folder(folder.path)


def forget_making(path: Path, note_name: str = MAKING_DESK) -> None:
    """The desk or district in a folder was made to the end: take its note away for good, before anything is written into the record.

    A note that a power cut brought back would let the next making clear a protected desk, whose record it can't read.
    """
    note = path / note_name
    if note.exists():
        note.unlink(missing_ok=True)
        sync_folder(path)


def clear_unfinished(folder: DataFolder) -> None:
    """Clear what an interrupted making of a desk left; nothing where none was, or where another process makes a desk now."""
    clear_unfinished_in(folder, MAKING_DESK, lambda: _is_whole(folder))


def clear_unfinished_in(folder: Making, note_name: str, is_whole: Callable[[], bool]) -> None:
    """The same for what has that note; `is_whole` says whether it was made to the end all the same."""
    place = folder.path / note_name
    if place.is_symlink():
        # It is no note of ours, and what it leads to may be anybody's.
        place.unlink()
        return
    if not place.is_file():
        return
    with suppress(BlockingIOError), _locked(place) as note:
        before = _names_in(os.pread(note, os.fstat(note).st_size, 0))
        if before is None or is_whole():
            place.unlink(missing_ok=True)
        else:
            _clear(folder, before, place)


def _names_in(note: bytes) -> list[str] | None:
    """What lay in the folder before, by a note; None for a note that was cut off or spoiled: then nothing is known to be ours."""
    with suppress(ValueError):
        names = json_of(note)
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return names
    return None


def _is_whole(folder: DataFolder) -> bool:
    if not folder.database.is_file():
        return False
    try:
        with closing(connect(folder.database)) as connection:
            return read_identity(connection) is not None
    except sqlite.Error:
        return False
    except Refused:
        # It is locked. A desk that was ever opened has written the head of its chain; one without was never made whole,
        # nor its recovery code told.
        return folder.head.exists()


def _clear(folder: Making, before: list[str], note: Path) -> None:
    made = folder.entries() - {folder.path / name for name in before} - {note}
    for entry in sorted(made, reverse=True):
        if entry.is_dir():
            entry.rmdir()
        else:
            entry.unlink(missing_ok=True)
    note.unlink(missing_ok=True)
    sync_folder(folder.path)


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """The open file, locked for this process; raises BlockingIOError where another one has it. On Windows there is no lock."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE)
    try:
        if os.name != "nt":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    finally:
        os.close(handle)
