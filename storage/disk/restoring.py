"""A restored desk takes the place of what is in its folder: whole, or not at all, whenever the power fails.

It is built in a folder of its own inside the data folder. One rename says that it is ready. From then on every start
finishes what is left, in this order: its keys and settings, then the old record aside, then the new record. Each step
may be done twice.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.disk.atomic_file import sync_file, sync_folder
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER

_BESIDE = ("-wal", "-shm")


@contextmanager
def half_restored(folder: DataFolder) -> Iterator[DataFolder]:
    """A data folder to build the restored desk in. It is ready once the block is done; else nothing of it is left, and what
    is in `folder` is as it was. What an interrupted restore left is cleared first.
    """
    shutil.rmtree(folder.half_restored, ignore_errors=True)
    building = DataFolder(folder.half_restored)
    try:
        building.make()
        yield building
        for entry in sorted(building.path.rglob("*"), reverse=True):
            sync_folder(entry) if entry.is_dir() else sync_file(entry)
        sync_folder(building.path)
        folder.half_restored.replace(folder.restored)
        sync_folder(folder.path)
    finally:
        shutil.rmtree(folder.half_restored, ignore_errors=True)


def finish_restore(folder: DataFolder) -> Path | None:
    """Put a restored desk that is ready in its place; nothing where none is. Returns where a record that stood there is now.

    Raises OSError where the disk refuses it; the next start goes on.
    """
    if not folder.restored.is_dir():
        return None
    with alone(folder.path):
        ready = DataFolder(folder.restored)
        if not ready.database.is_file():
            # All is in its place already, or another process did it meanwhile.
            shutil.rmtree(folder.restored, ignore_errors=True)
            return None
        folder.make()
        for file in sorted(file for file in ready.path.rglob("*") if file.is_file() and file != ready.database):
            target = folder.path / file.relative_to(ready.path)
            target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            file.replace(target)
            sync_folder(target.parent)
        set_aside = _set_aside(folder)
        ready.database.replace(folder.database)
        sync_folder(folder.path)
        shutil.rmtree(folder.restored, ignore_errors=True)
        return set_aside


def _set_aside(folder: DataFolder) -> Path | None:
    """Put a record that is there into `backups/`, numbered; None where there was none. What lies beside it goes first: it
    must never be taken for a part of the new one.
    """
    count = 1
    while (target := folder.backups / f"replaced-{count}.db").exists():
        count += 1
    for suffix in _BESIDE:
        beside = folder.database.with_name(folder.database.name + suffix)
        if beside.exists():
            beside.replace(target.with_name(target.name + suffix))
    if not folder.database.exists():
        return None
    folder.database.replace(target)
    sync_folder(folder.backups)
    sync_folder(folder.path)
    return target


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time; the lock ends with the process. On Windows, which renames no file that is open, there is none."""
    if os.name == "nt":
        yield
        return
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives can't lock a folder
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
