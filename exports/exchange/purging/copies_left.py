"""Files in which purged fields may still stand: a purge leaves them alone, and people destroy them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from exports.exchange.purging.statement import ENDING as STATEMENT
from exports.exchange.receiving import FileKind, kind_of
from exports.recovery_sheets import is_recovery_sheet
from storage.disk.copies.copy_folders import copy_folders
from storage.disk.folder import DataFolder
from storage.disk.made_files import made_files
from storage.disk.protection.belongings import is_harmless
from storage.disk.whose.own_names import BACKUPS, BATCH, DESK_RECORD, KEYS, MADE_FILES
from storage.log.desks import desks_included
from storage.standard.standard import known_district
from storage.store import Store

_NO_NAMES = frozenset({KEYS, BATCH})
"""Folders of the data folder in which no personal field ever stands."""
_NO_COPY = (".toml", ".jsonl", STATEMENT)
_BACKUP = (".db", ".hdbackup")
_CARRIED = frozenset({*_BACKUP, ".hdpack", ".hdkit", ".age"})


class CopyLeft(NamedTuple):
    """A file and what it is: `backup`, `pack`, `kit` or `file` (printed sheets, lists, tables)."""

    path: Path
    kind: str


class Elsewhere(NamedTuple):
    """What can't be listed as files: the version of the last kit (0: none was made), the team's other desks by name, and the
    name of the district, None where none is known."""

    kit_version: int
    desks: tuple[str, ...]
    district: str | None


def copies_left(store: Store) -> list[CopyLeft]:
    """The files in the data folder, in the folders for copies, and wherever they were written, that may hold purged fields, by
    path. A folder stands for the pictures of badges in it."""
    found = {file for file in _files(store.folder.path) if _may_hold(store.folder, file)}
    for place in copy_folders(store.folder):
        with suppress(OSError):
            found |= {file for file in place.glob("*") if file.is_file() and file.suffix.lower() in _CARRIED}
    found |= {file for file in made_files(store.folder) if not is_recovery_sheet(file)}
    return [CopyLeft(file, _kind(file)) for file in sorted(found)]


def elsewhere(store: Store) -> Elsewhere:
    """Who else may hold purged fields."""
    district = known_district(store.connection)
    others = tuple(
        dict.fromkeys(desk.name for desk in desks_included(store.connection, store.identity) if not desk.own)
    )
    kits = store.kit_version if store.identity.first else 0
    return Elsewhere(kits, others, None if district is None else district.name)


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (file for file in folder.rglob("*") if file.is_file())


def _may_hold(folder: DataFolder, file: Path) -> bool:
    inside = file.relative_to(folder.path)
    if inside.parts[0] in _NO_NAMES or inside.name.startswith(".") or inside == Path(MADE_FILES):
        return False
    is_record = len(inside.parts) == 1 and inside.name.startswith(DESK_RECORD)
    return not (is_record or is_harmless(inside)) and inside.suffix.lower() not in _NO_COPY


def _kind(file: Path) -> str:
    if file.is_dir():
        return "file"
    match kind_of(file):
        case FileKind.PACK | FileKind.SOME_ZIP if file.suffix.lower() == ".hdpack":
            return "pack"
        case FileKind.KIT:
            return "kit"
        case _:
            return "backup" if file.suffix.lower() in _BACKUP or file.parent.name == BACKUPS else "file"
