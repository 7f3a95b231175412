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
from storage.disk.swapped_folder import half_built, put_aside, taking_its_place
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
        aside = None
        if ready.database.is_file():
            aside = put_aside(folder.database, folder.path, BEFORE_REBUILD, [_BESIDE])
            ready.database.replace(folder.database)
            sync_folder(folder.path)
        shutil.rmtree(ready.path, ignore_errors=True)
        return aside


def _ready(folder: DistrictFolder) -> DistrictFolder:
    return DistrictFolder(folder.path / REBUILT)
