"""What a desk or a district keeps is for the person who runs it alone: files of 0600 in folders of 0700.

A disk that knows no rights (a FAT stick) keeps its own: that is told by `check` and `doctor`, and nothing fails. Windows
has no such bits; there the user's own folder is closed to others.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from storage.disk.whose.own_names import DESK_RECORD, DISTRICT_RECORD, OWN_NAMES

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_ASKS_EFFECTIVE = os.access in os.supports_effective_ids
_DEEPEST = 3
"""How many folders below a data folder a file may lie and still be known as one of it."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Rights(NamedTuple):
    """What other users of the computer could read in a data folder: now they can't (`closed`), or they still can."""

    closed: tuple[Path, ...] = ()
    still_open: tuple[Path, ...] = ()


def may_write(place: Path) -> bool:
    """Whether this program may write into a file or folder, by its rights and the disk's."""
    wanted = os.W_OK | (os.X_OK if place.is_dir() else 0)
    return os.access(place, wanted, effective_ids=_ASKS_EFFECTIVE)


def lies_in_data_folder(file: Path) -> bool:
    """Whether a file is, or will be, one of a desk's or a district's folder."""
    return any(
        (folder / record).exists() for folder in file.parents[:_DEEPEST] for record in (DESK_RECORD, DISTRICT_RECORD)
    )


def open_to_others(folder: Path) -> list[Path]:
    """The files and folders of a data folder that other users of the computer may read or write."""
    if os.name == "nt":
        return []
    return [place for place in belongings(folder) if _is_open(place)]


def is_private(file: Path) -> bool:
    """Whether only this user may read a file."""
    return not _is_open(file)


def close_to_others(folder: Path) -> Rights:
    """Take the rights of others from all that lies in a data folder; the owner's own stay. Links are not followed."""
    found = open_to_others(folder)
    for place in found:
        # It belongs to somebody else, or the disk knows no rights: what stays open is told.
        with suppress(OSError):
            place.chmod(stat.S_IMODE(place.lstat().st_mode) & ~_OTHERS)
    still_open = tuple(place for place in found if _is_open(place))
    return Rights(tuple(place for place in found if place not in still_open), still_open)


def belongings(folder: Path) -> Iterator[Path]:
    """The folder and all in it. Of a home folder that serves as data folder, only what is known to be Hourdesk's."""
    real = folder.resolve()
    if real in (home := Path.home().resolve(), *home.parents):
        tops = [place for place in real.glob("*") if any(fnmatch(place.name, name) for name in OWN_NAMES)]
    else:
        tops = [real]
    for top in tops:
        yield top
        if top.is_symlink():
            continue
        for inner, folders, files in os.walk(top):
            yield from (Path(inner, name) for name in (*folders, *files))


def _is_open(place: Path) -> bool:
    try:
        mode = place.lstat().st_mode
    except OSError:
        return False
    return bool(mode & _OTHERS) and (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
