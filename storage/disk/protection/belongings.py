"""What lies in a data folder, sorted by what becomes of it when the folder is encrypted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.private_files import belongings
from storage.disk.protection.databases import is_plain
from storage.disk.protection.sealed_database import MAGIC
from storage.disk.protection.sealed_files import is_sealed
from storage.disk.whose.own_names import (
    BACKUPS,
    BATCH,
    CLAIMS,
    DAMAGED,
    DESK_RECORD,
    DISTRICT_RECORD,
    HARMLESS_FILES,
    IN_USE,
    KEYS,
    PROTECTION,
    PURGED,
    REPLACED,
    SEALED_FILES,
)

_OPEN_KEYS = (".pub", ".cert.json", PROTECTION)
"""Public halves and certificates, and a count of wrong PINs: nothing is opened with them."""
_COUNT = "pin_tries.db"


class Belongings(NamedTuple):
    """Files of a data folder beside its record, by path within it: those that hold secrets and are sealed one by one,
    databases in `backups/`, and what is none of the desk's own (sheets, certificates, exports, traces of faults).
    """

    secrets: tuple[Path, ...]
    backups: tuple[Path, ...]
    others: tuple[Path, ...]


def belongings_of(folder: DataFolder) -> Belongings:
    """What lies in a data folder; of a home folder that serves as data folder only what is Hourdesk's by its name."""
    files = [place for place in belongings(folder.path) if place.is_symlink() or place.is_file()]
    secret, backups, others = list[Path](), list[Path](), list[Path]()
    for file in sorted(files):
        within = file.relative_to(folder.path.resolve())
        if (
            _is_of_district(folder, within)
            or _is_record(within)
            or folder.half_restored.name in within.parts
            or is_harmless(within)
        ):
            continue
        if ((within.parent in (Path(KEYS), Path(CLAIMS)) or str(within) in SEALED_FILES) and not file.is_symlink()) or (
            _is_kept_damaged(within) and _is_sealed_or_plain(file)
        ):
            secret.append(within)
        elif within.parent == Path(BACKUPS) and _is_database(file):
            backups.append(within)
        elif not (within.parent == Path(BACKUPS) and _is_beside_database(file)):
            others.append(within)
    return Belongings(tuple(secret), tuple(backups), tuple(others))


def in_the_clear(folder: DataFolder) -> list[Path]:
    """What everybody can read in a protected folder though it may hold secrets; by path within it."""
    found = belongings_of(folder)
    secrets = [name for name in found.secrets if not is_sealed((folder.path / name).read_bytes())]
    return sorted([*secrets, *(name for name in found.backups if is_plain(folder.path / name)), *found.others])


def _is_of_district(folder: DataFolder, within: Path) -> bool:
    """What lies in the folder of a district inside (where one is by default): it is protected by itself."""
    return any((folder.path / above / DISTRICT_RECORD).is_file() for above in within.parents[:-1])


def _is_record(within: Path) -> bool:
    return (
        within.name in (DESK_RECORD, *(f"{DESK_RECORD}{ending}" for ending in sqlite.BESIDE)) and len(within.parts) == 1
    )


def _is_kept_damaged(within: Path) -> bool:
    """A part of a record that lost events (`lagging_record`): kept byte by byte, for nobody knows what SQLite would make of it."""
    return within.parent == Path(BACKUPS) and within.name.startswith(DAMAGED)


def _is_sealed_or_plain(file: Path) -> bool:
    """Not one that was encrypted already when it was damaged; what lies beside such a record tells nothing either."""
    with file.open("rb") as opened:
        if is_sealed(opened.read(len(MAGIC))):
            return True
    return is_plain(file.with_name(file.name.partition(".db")[0] + ".db"))


def is_harmless(within: Path) -> bool:
    """Whether a file of a data folder (by its path within it) names nobody and opens nothing: settings and public keys."""
    if len(within.parts) == 1:
        return within.name in (*HARMLESS_FILES, *(f"{IN_USE}{ending}" for ending in sqlite.BESIDE))
    if within.parent == Path(BATCH):
        return within.suffix == ".toml"
    if within.parent == Path(PURGED):
        # Signed statements that name people by number only, to be handed on.
        return within.suffix == ".hdpurge"
    name = within.name
    return within.parent == Path(KEYS) and (name.endswith(_OPEN_KEYS) or name.startswith(_COUNT))


def _is_database(file: Path) -> bool:
    """One of Hourdesk, plain or encrypted: a backup, or a record that a restore put aside."""
    if file.is_symlink() or file.name.endswith(sqlite.BESIDE):
        return False
    with file.open("rb") as opened:
        head = opened.read(len(MAGIC))
    return head == MAGIC or (is_plain(file) and bool(head)) or file.name.startswith((REPLACED, DAMAGED))


def _is_beside_database(file: Path) -> bool:
    database = next((file.with_name(file.name.removesuffix(e)) for e in sqlite.BESIDE if file.name.endswith(e)), None)
    return database is not None and database.is_file() and _is_database(database)
