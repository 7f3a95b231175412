"""A record that was made anew takes the place of the damaged one: whole, or not at all, whenever the power fails.

It is built in a folder inside the district's folder. One rename says that it is ready. From then on every start finishes
what is left: the old file aside, then the new one in its place. Each step may be done twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.district.folder import DistrictFolder
from storage.disk.atomic_file import sync_folder
from storage.disk.swapped_folder import half_built, taking_its_place
from storage.disk.whose.own_names import BEFORE_REBUILD, REBUILDING, REBUILT

_BESIDE = ".wal"


@contextmanager
def half_rebuilt(folder: DistrictFolder) -> Iterator[DistrictFolder]:
    """A folder to build the new record in; it is ready once the block is done, and gone if it raises."""
    with half_built(folder.path / REBUILDING, folder.path / REBUILT) as path:
        yield DistrictFolder(path)


def finish_rebuild(folder: DistrictFolder) -> Path | None:
    """Put a new record that is ready in its place; nothing where none is. Returns where the old one is now, if there was one.

    Raises Refused where the disk refuses it; the next start goes on.
    """
    ready = _ready(folder)
    if not ready.path.is_dir():
        return None
    with taking_its_place(folder.path):
        set_aside = None
        if ready.database.is_file():
            set_aside = _set_aside(folder)
            ready.database.replace(folder.database)
            sync_folder(folder.path)
        shutil.rmtree(ready.path, ignore_errors=True)
        return set_aside


def _ready(folder: DistrictFolder) -> DistrictFolder:
    return DistrictFolder(folder.path / REBUILT)


def _set_aside(folder: DistrictFolder) -> Path | None:
    """The log beside the old file goes first: it must never be taken for a part of the new one."""
    count = 1
    while (target := folder.path / f"{BEFORE_REBUILD}{count}.duckdb").exists():
        count += 1
    beside = folder.database.with_name(folder.database.name + _BESIDE)
    if beside.exists():
        beside.replace(target.with_name(target.name + _BESIDE))
    if not folder.database.exists():
        return None
    folder.database.replace(target)
    sync_folder(folder.path)
    return target
