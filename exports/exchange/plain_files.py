"""Packs, kits, copies and backups of a team that everybody can read, outside the data folder, as far as this laptop reaches: in
the folders for copies, on the sticks that are plugged in, and wherever this desk wrote files. They were made before the desk was protected, or on purpose.

What lies in the data folder itself is named by `storage.protecting.not_encrypted`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from checkin.outside_files import open_outside
from checkin.rules.problems import Refused
from exports.exchange.kit import contents as kit
from exports.exchange.letter.members import SIGNATURE
from exports.exchange.pack.archive import open_archive
from exports.exchange.pack.finding import removable_media
from exports.exchange.pack.layout import DESCRIPTOR, LARGEST_MEMBER
from exports.exchange.receiving import FileKind, kind_of
from exports.recovery_sheets import is_recovery_sheet
from storage.disk import sqlite
from storage.disk.copies.copy_folders import copy_folders
from storage.disk.damaged_zip import UNREADABLE
from storage.disk.folder import DataFolder
from storage.disk.made_files import READ, made_files
from storage.disk.protection.databases import is_plain
from storage.disk.records import is_database_of_a_desk

_KIT_MEMBERS: Mapping[str, int] = {
    kit.MANIFEST: 1 << 20, SIGNATURE: 1 << 18,
    **dict.fromkeys((kit.REGISTER, kit.EVENTS, kit.ENROLMENT), kit.LARGEST),
}  # fmt: skip
_MOST_ENTRIES = 2000
_UNSOUND = (Refused, OSError, sqlite.Error, *UNREADABLE, TypeError, AttributeError)


class PlainKind(StrEnum):
    """What a file is. In a pack are names, classes and all scans; in a kit also cards and a key that makes a desk of the team;
    in a backup all of that, birth dates and every key; on a recovery sheet the code that opens everything. Any other file was
    exported or printed."""

    PACK = "pack"
    KIT = "kit"
    BACKUP = "backup"
    SHEET = "recovery_sheet"
    FILE = "file"


class PlainFile(NamedTuple):
    """A file that everybody can read. `changed` is when it was written (milliseconds since 1970); `desk` is the name of the
    desk that wrote it, or that a kit is for, and may be empty."""

    path: Path
    kind: PlainKind
    changed: int
    desk: str


def plain_files_in_reach(folder: DataFolder, team: str, also: Iterable[Path] = ()) -> list[PlainFile]:
    """The files of `team` that everybody can read, by path, each once; also in the folders `also`. A damaged file is left out.

    Raises Refused where the settings of the folder are damaged.
    """
    found: dict[Path, PlainFile] = {}
    for place in (*copy_folders(folder), *also, *removable_media()):
        for inner in (place, *_folders(place)):
            if not inner.resolve().is_relative_to(folder.path.resolve()):
                found |= {file.path: file for file in _in(inner, team)}
    for path in made_files(folder):
        if path.resolve() not in found and (one := plain_file(path, team) or _exported(path)) is not None:
            found[one.path] = one
    return sorted(found.values())


def _exported(path: Path) -> PlainFile | None:
    """A table, a printed sheet or a folder of badges that this desk wrote."""
    with suppress(OSError):
        if path.is_dir() or path.suffix.lower() in READ:
            kind = PlainKind.SHEET if is_recovery_sheet(path) else PlainKind.FILE
            return PlainFile(path.resolve(), kind, path.stat().st_mtime_ns // 1_000_000, "")
    return None


def plain_file(path: Path, team: str) -> PlainFile | None:
    """The file at `path` if it is one of `team` and everybody can read it; None for anything else."""
    with suppress(*_UNSOUND):
        kind, found, desk = _what_it_is(path)
        if kind is not None and found == team:
            return PlainFile(path.resolve(), kind, path.stat().st_mtime_ns // 1_000_000, desk)
    return None


def _in(place: Path, team: str) -> Iterator[PlainFile]:
    for file in _entries(place):
        if not file.name.startswith(".") and file.is_file() and (one := plain_file(file, team)):
            yield one


def _folders(place: Path) -> list[Path]:
    with suppress(OSError):
        return [entry for entry in _entries(place) if not entry.name.startswith(".") and entry.is_dir()]
    return []


def _entries(place: Path) -> list[Path]:
    with suppress(OSError):
        return list(islice(place.iterdir(), _MOST_ENTRIES))
    return []


def _what_it_is(path: Path) -> tuple[PlainKind | None, str, str]:
    """Its kind, team and desk; no kind for what is sealed or none of ours."""
    match kind_of(path):
        case FileKind.PACK:
            about = _described(path, DESCRIPTOR, LARGEST_MEMBER)["hourdesk"]
            return PlainKind.PACK, about["team"], str(about["desk_name"])
        case FileKind.KIT:
            about = _described(path, kit.MANIFEST, _KIT_MEMBERS)
            return PlainKind.KIT, about["team"], str(about.get("desk", ""))
        case _ if is_plain(path) and path.stat().st_size and is_database_of_a_desk(path):
            return PlainKind.BACKUP, *_identity_in(path)
        case _:
            return None, "", ""


def _described(path: Path, name: str, largest: Mapping[str, int]) -> Any:
    """The description in a file that is not sealed. Raises Refused or ValueError for a sealed one."""
    with open_outside(path) as opened, open_archive(opened, path.name, largest, (name,)) as archive:
        return json.loads(archive.read(name))


def _identity_in(path: Path) -> tuple[str, str]:
    with closing(sqlite.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        team, desk = connection.execute("SELECT team, desk_name FROM identity").fetchone()
        return str(team), str(desk)
