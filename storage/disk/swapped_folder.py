"""What is built anew beside a desk or a district and then takes its place: whole, or not at all, whenever the power fails.

It is built in a folder of its own inside the data folder. One rename says that it is ready. From then on every start
finishes what is left; each step may be done twice.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.json_files import json_of
from checkin.rules.problems import N_, refuse
from storage.disk.atomic_file import sync_file, sync_folder
from storage.disk.private_files import PRIVATE_FOLDER, close_to_others, may_write

_GONE = ".gone.json"
"""In a folder that is ready: the paths that are deleted last, within the data folder."""
_changing: dict[Path, int] = {}
"""Folders of which this process holds the lock, and the thread that took it: it needs none within."""


@contextmanager
def one_change(path: Path) -> Iterator[None]:
    """The whole of a restore, a making or another change of a folder: nobody else begins one there within the block, and who
    starts a desk waits before finishing one. It may stand within another one of its thread.

    Raises Refused where another one is under way. The lock is that of `alone`.
    """
    try:
        with _locked(path, waits=False):
            yield
    except _Taken:
        message = N_(
            "another Hourdesk just now makes, restores, encrypts, decrypts, purges or rebuilds what is in this folder, or still asks "
            "about it: wait until it is done, and look at what it made before you do this again"
        )
        raise refuse("change_under_way", str(path), message) from None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time, each waits for the one before; the lock ends with the process. On Windows, which renames no file that
    is open, there is none.
    """
    with _locked(path, waits=True):
        yield


class _Taken(Exception):
    """Another process or thread has the lock."""


@contextmanager
def _locked(path: Path, *, waits: bool) -> Iterator[bool]:
    """Whether the lock was taken just now: it is not within another block of this thread, nor where there is none."""
    place = path.resolve()
    if os.name == "nt" or not place.is_dir() or _changing.get(place) == threading.get_ident():
        yield False
        return
    import fcntl

    handle = os.open(place, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            is_locked = True
        except BlockingIOError:
            raise _Taken from None
        except OSError:
            is_locked = False  # some network drives can't lock a folder
        _changing[place] = threading.get_ident()
        try:
            yield is_locked
        finally:
            _changing.pop(place, None)
    finally:
        os.close(handle)


@contextmanager
def half_built(half: Path, ready: Path) -> Iterator[Path]:
    """The folder `half` to build in. It is renamed to `ready` once the block is done; else nothing of it is left.

    Raises Refused where another process builds in the same data folder: each would clear what the other one builds.
    """
    with one_change(half.parent):
        yield from _built(half, ready)


def _built(half: Path, ready: Path) -> Iterator[Path]:
    shutil.rmtree(half, ignore_errors=True)
    _need_rights(half)
    try:
        half.mkdir(mode=PRIVATE_FOLDER)
        yield half
        _need_rights(half)
        # Some libraries know no rights, and make a file as the umask says.
        close_to_others(half)
        for entry in sorted(half.rglob("*"), reverse=True):
            sync_folder(entry) if entry.is_dir() else sync_file(entry)
        sync_folder(half)
        half.replace(ready)
        sync_folder(ready.parent)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _need_rights(half: Path) -> None:
    """Raises Refused where something of what was built can't be put in its place: once it is ready, every start would end there."""
    places = [entry.relative_to(half) for entry in half.rglob("*") if entry.is_dir()]
    for place in sorted({Path(), *places, *(name.parent for name in _gone_names(half))}):
        target = half.parent / place
        if target.is_dir() and not may_write(target):
            message = N_(
                "files must be put into this folder or deleted from it, and you may not write there: let its owner give you the right to, "
                "then do this again; nothing was changed"
            )
            raise refuse("no_right", str(target), message)


@contextmanager
def taking_its_place(path: Path) -> Iterator[None]:
    """What is ready is put in its place by one process at a time (`alone`). Raises Refused where the disk refuses it."""
    try:
        with alone(path):
            yield
    except OSError as error:
        message = N_(
            "what was restored, encrypted, decrypted or made anew is ready in this folder, and can't take its place ({reason}: {file}). "
            "Nothing is lost: see that this folder and those in it can be written and that the disk is not full, then start Hourdesk "
            "again; it goes on"
        )
        file = str(error.filename or path)
        raise refuse("not_in_place", str(path), message, reason=reason_of(error), file=file) from error


def clear_half_built(half: Path) -> None:
    """Delete what an interrupted building left, for there are names in it. It stays where somebody builds there now, and
    where that can't be told: the next building clears it.
    """
    if half.is_dir():
        with suppress(_Taken), _locked(half.parent, waits=False) as is_locked:
            if is_locked:
                shutil.rmtree(half, ignore_errors=True)


def let_go(building: Path, names: Iterable[str]) -> None:
    """Say what is deleted in the data folder once the new one is in its place; `names` are paths within it."""
    (building / _GONE).write_text(json.dumps(sorted(names)), "utf-8")


def move_files(ready: Path, folder: Path, last: Path) -> None:
    """Move all files of `ready` into `folder`, but not the record `last`, whose place is taken at the end."""
    stay = (last, ready / _GONE)
    for file in sorted(file for file in ready.rglob("*") if file.is_file() and file not in stay):
        target = folder / file.relative_to(ready)
        target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        file.replace(target)
        sync_folder(target.parent)


def put_aside(record: Path, folder: Path, prefix: str, beside: Iterable[str]) -> Path | None:
    """Put a record that is there into `folder`, named `prefix` and the first number that is free; None where there was none. What
    lies beside it, by these endings, goes first: it must never be taken for a part of the new one.
    """
    count = 1
    while (target := folder / f"{prefix}{count}{record.suffix}").exists():
        count += 1
    for ending in beside:
        file = record.with_name(record.name + ending)
        if file.exists():
            file.replace(target.with_name(target.name + ending))
    if not record.exists():
        return None
    record.replace(target)
    for place in dict.fromkeys((folder, record.parent)):
        sync_folder(place)
    return target


def delete_gone(ready: Path, folder: Path, stay: Collection[Path]) -> None:
    """Delete what `let_go` named, and folders that are empty then, but not those that `stay`."""
    listed = ready / _GONE
    if not listed.is_file():
        return
    files = [folder / name for name in _gone_names(ready)]
    for file in files:
        file.unlink(missing_ok=True)
    inside = {file.parent for file in files} - {folder}
    for inner in inside:
        with suppress(FileNotFoundError):
            # Before the list is gone: else a power cut could bring back a file that says that the folder is protected.
            sync_folder(inner)
    for inner in inside - {*stay}:
        with suppress(OSError):  # something else lies in it
            inner.rmdir()
    sync_folder(folder)
    # Where the folder that is ready can't be deleted, a later start must not delete what got one of these names since.
    listed.unlink(missing_ok=True)
    sync_folder(ready)


def _gone_names(building: Path) -> list[Path]:
    listed = building / _GONE
    return [Path(name) for name in json_of(listed.read_text("utf-8"))] if listed.is_file() else []
