"""What lies in a data folder and is none of its own files: it is moved out or deleted when the folder is protected."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, by_count, refuse
from storage.disk.atomic_file import atomic_path
from storage.disk.private_files import PRIVATE_FOLDER


class Lying(NamedTuple):
    """What lies in a folder beside the desk's or district's own files (sheets, certificates, exports, packs), by path within it. It is moved
    to the folder `to` when the folder is protected, or deleted where that is None."""

    files: tuple[Path, ...] = ()
    to: Path | None = None


def check_all_said(path: Path, others: Iterable[Path], lying: Lying) -> None:
    """Raises Refused where something lies in the folder `path` of which nobody said what becomes of it."""
    unsaid = set(others) - set(lying.files)
    if unsaid:
        message = by_count(
            len(unsaid),
            N_(
                "a file lies in the data folder that everybody could read ({first}): say where it is moved, or that it is deleted; "
                "nothing was changed"
            ),
            N_(
                "{count} files lie in the data folder that everybody could read ({first}): say where they are moved, or that they "
                "are deleted; nothing was changed"
            ),
        )
        raise refuse("files_lie_there", str(path), message, count=len(unsaid), first=str(min(unsaid)))


def copy_out(path: Path, lying: Lying) -> list[Path]:
    """Copy what lies in the folder `path` to where it is moved, before anything else is done: an interrupted change leaves them twice, and never nowhere. Gives the copies."""
    if lying.to is None:
        return []
    need_outside(lying.to, path)
    copies = []
    for name in lying.files:
        target = _free(lying.to / name)
        target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with atomic_path(target) as temporary:
            shutil.copyfile(path / name, temporary)
        copies.append(target)
    return copies


def _free(target: Path) -> Path:
    """The name, or one with a number where a file has it already."""
    number, found = 1, target
    while found.exists():
        number += 1
        found = target.with_stem(f"{target.stem}-{number}")
    return found


def need_outside(place: Path, folder: Path) -> None:
    """Raises Refused where a file or folder lies in the folder that is protected."""
    if place.resolve().is_relative_to(folder.resolve()):
        raise refuse("own_folder", str(place), N_("this lies in the folder itself: name a folder elsewhere"))
