"""What lies in a district's folder, sorted by what becomes of it when the folder is encrypted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from exports.district.encryption import is_encrypted
from exports.district.folder import DistrictFolder
from exports.district.protection.swapping import WAL
from storage.disk.private_files import belongings
from storage.disk.protection.sealed_database import MAGIC as TRAVELS
from storage.disk.protection.sealed_files import is_sealed
from storage.disk.protection.sealed_heads import MAGIC
from storage.disk.whose.own_names import (
    ARCHIVE,
    BEFORE_REBUILD,
    DECISIONS,
    DISTRICT_RECORD,
    KEYS,
    PROTECTION,
    REBUILDING,
    REBUILT,
    REKEYED,
    REKEYING,
    SCRATCH,
    SENT,
    SETTINGS,
)

_SEALED_IN = (KEYS, ARCHIVE, DECISIONS)
_HARMLESS = (PROTECTION, SENT, "sealing.pub")
"""They name no person and open nothing."""
_BUILT = (REKEYING, REKEYED, REBUILDING, REBUILT)


class Belongings(NamedTuple):
    """Files of a district's folder beside its record, by path within it: those that are sealed one by one, old records that a
    rebuild put aside and that are encrypted by DuckDB already, and what is none of the district's own.
    """

    sealed: tuple[Path, ...]
    old_records: tuple[Path, ...]
    others: tuple[Path, ...]


def belongings_of(folder: DistrictFolder) -> Belongings:
    """What lies in a folder; of a home folder that serves as one only what is Hourdesk's by its name."""
    sealed, old, others = list[Path](), list[Path](), list[Path]()
    for file in sorted(place for place in belongings(folder.path) if place.is_symlink() or place.is_file()):
        within = file.relative_to(folder.path.resolve())
        if _is_record(within) or within.parts[0] in _BUILT or _is_harmless(within):
            continue
        if within.name.startswith(BEFORE_REBUILD) and len(within.parts) == 1 and not file.is_symlink():
            (old if is_encrypted(file) else sealed).append(within)
        elif len(within.parts) == 2 and within.parts[0] in _SEALED_IN and not file.is_symlink():
            sealed.append(within)
        elif not within.parts[0].startswith(SCRATCH):
            others.append(within)
    return Belongings(tuple(sealed), tuple(old), tuple(others))


def in_the_clear(folder: DistrictFolder) -> list[Path]:
    """What everybody can read in a protected folder though it may tell of people; by path within it."""
    found = belongings_of(folder)
    plain = [name for name in found.sealed if not is_sealed_file(folder.path / name)]
    record = [Path(DISTRICT_RECORD)] if folder.database.is_file() and not is_encrypted(folder.database) else []
    return sorted([*record, *plain, *found.others])


def is_sealed_file(file: Path) -> bool:
    """Whether a file is sealed, or an encrypted record that travels with its key."""
    with file.open("rb") as opened:
        head = opened.read(max(len(MAGIC), len(TRAVELS)))
    return is_sealed(head) or head.startswith(TRAVELS)


def _is_record(within: Path) -> bool:
    return within.name in (DISTRICT_RECORD, DISTRICT_RECORD + WAL) and len(within.parts) == 1


def _is_harmless(within: Path) -> bool:
    if within.parts[0] == SETTINGS:
        return within.suffix == ".toml"
    return within.name in _HARMLESS and len(within.parts) <= 2
