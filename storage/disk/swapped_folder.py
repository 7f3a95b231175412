"""What is built anew beside a desk or a district and then takes its place: whole, or not at all, whenever the power fails.

It is built in a folder of its own inside the data folder. One rename says that it is ready. From then on every start
finishes what is left; each step may be done twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.json_files import json_of
from storage.disk.atomic_file import sync_file, sync_folder
from storage.disk.private_files import PRIVATE_FOLDER, close_to_others

_GONE = ".gone.json"
"""In a folder that is ready: the paths that are deleted last, within the data folder."""


@contextmanager
def half_built(half: Path, ready: Path) -> Iterator[Path]:
    """The folder `half` to build in. It is renamed to `ready` once the block is done; else nothing of it is left."""
    shutil.rmtree(half, ignore_errors=True)
    try:
        half.mkdir(mode=PRIVATE_FOLDER)
        yield half
        # Some libraries know no rights, and make a file as the umask says.
        close_to_others(half)
        for entry in sorted(half.rglob("*"), reverse=True):
            sync_folder(entry) if entry.is_dir() else sync_file(entry)
        sync_folder(half)
        half.replace(ready)
        sync_folder(ready.parent)
    finally:
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


def delete_gone(ready: Path, folder: Path, stay: Collection[Path]) -> None:
    """Delete what `let_go` named, and folders that are empty then, but not those that `stay`."""
    listed = ready / _GONE
    if not listed.is_file():
        return
    files = [folder / name for name in json_of(listed.read_text("utf-8"))]
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
