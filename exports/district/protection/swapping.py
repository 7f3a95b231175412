"""An encrypted or decrypted record takes the place of the one in the folder, with packs, decisions and keys: all of it, or
nothing, whenever the power fails (`storage.disk.swapped_folder`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from exports.district.folder import DistrictFolder
from storage.disk.atomic_file import sync_folder
from storage.disk.private_files import close_to_others
from storage.disk.swapped_folder import delete_gone, half_built, move_files, taking_its_place
from storage.disk.whose.own_names import REBUILDING, REKEYED, REKEYING, SCRATCH

WAL = ".wal"


@contextmanager
def half_converted(folder: DistrictFolder) -> Iterator[DistrictFolder]:
    """A folder to build in. It is ready once the block is done; else nothing of it is left. The record must be open meanwhile."""
    with half_built(folder.path / REKEYING, folder.path / REKEYED) as path:
        yield DistrictFolder(path)


def finish_conversion(folder: DistrictFolder) -> None:
    """Put what is ready in its place; nothing where nothing is. Raises Refused where the disk refuses it; the next start goes on."""
    ready = DistrictFolder(folder.path / REKEYED)
    if not ready.path.is_dir() or not (ready.database.is_file() or folder.database.is_file()):
        return
    with taking_its_place(folder.path):
        if ready.database.is_file():
            move_files(ready.path, folder.path, ready.database)
            # The log beside the old file must never be taken for a part of the new one.
            folder.database.with_name(folder.database.name + WAL).unlink(missing_ok=True)
            ready.database.replace(folder.database)
            sync_folder(folder.path)
        delete_gone(ready.path, folder.path, (folder.keys, folder.archive, folder.decisions, folder.settings))
        shutil.rmtree(ready.path, ignore_errors=True)
    close_to_others(folder.path)


def clear_half(folder: DistrictFolder) -> None:
    """Delete what an interrupted change, rebuild or merge left, which may lie in the clear.

    Call it with the record open: only one program at a time has it, so that nobody is at that work now.
    """
    for left in (folder.path / REKEYING, folder.path / REBUILDING, *folder.path.glob(f"{SCRATCH}*")):
        shutil.rmtree(left, ignore_errors=True)
