"""Whose a folder is: a desk's, a district's, or neither. What lies in it tells, also where the record itself is gone.

Nothing is opened for writing and nothing is changed, so every command may ask this first.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from checkin.file_errors import reason_of
from checkin.rules.field_values import DESK, HASH
from checkin.rules.problems import N_, Refused, refuse
from storage.disk.records import is_database_of_a_desk, is_of_another_program
from storage.disk.whose.own_names import (
    ARCHIVE,
    BACKUPS,
    BEFORE_REBUILD,
    CONVERTED,
    DAMAGED,
    DECISIONS,
    DESK_RECORD,
    DESK_SETTINGS,
    DISTRICT,
    DISTRICT_RECORD,
    FAULT_WITHOUT_VALUES,
    HALF_BUILT,
    HEAD_FILE,
    HELD_FILE,
    IN_USE,
    KEYS,
    MADE_FILES,
    MAKING_DESK,
    MAKING_DISTRICT,
    MISSING_NOTES,
    NOT_RECORDED,
    PLACES,
    PROTECTION,
    REBUILT,
    REKEYED,
    REPLACED,
    RESTORED,
    RESTORING,
    SCRATCH,
)

_ID = DESK.pattern
_DESK_SIGNS = re.compile(
    rf"{re.escape(HEAD_FILE)}|{re.escape(HELD_FILE)}|{re.escape(MISSING_NOTES)}|{re.escape(NOT_RECORDED)}|{re.escape(MADE_FILES)}|{re.escape(MAKING_DESK)}"
    rf"|{KEYS}/(team\.(pem|pub)|{_ID}\.(pem|cert\.json)|joined-{_ID}\.pem|pin\.json|pin_tries\.db|copies\.key|team_recovery\.json)"
    rf"|{BACKUPS}/({REPLACED}|{DAMAGED}|version-)[\w.-]+"
)
_DISTRICT_SIGNS = re.compile(
    rf"{BEFORE_REBUILD}\d+\.duckdb|{re.escape(MAKING_DISTRICT)}|{KEYS}/(district\.pem|sealing\.(key|pub))"
    rf"|{ARCHIVE}/{HASH.pattern}\.hdpack|{DECISIONS}/[\w-]+\.jsonl"
)
_CARRIED = (".hdpack", ".hdkit", ".hdbackup", ".hdreceipt", ".hdpurge", ".hdkey", ".head", ".age")
_PLACES = (*PLACES, DISTRICT)
"""Folders within a data folder; also the district's own, where nobody named another (`district_path`)."""
_NOBODYS = re.compile(
    rf"\.hourdesk-.*|{re.escape(IN_USE)}.*|{re.escape(DESK_RECORD)}-shm|{SCRATCH}.*"
    r"|\.DS_Store|Thumbs\.db|desktop\.ini|lost\+found|System Volume Information|\$RECYCLE\.BIN|\.Trash.*|\.fseventsd|\.Spotlight-.*"
    + "".join(f"|{re.escape(name)}" for name in (*DESK_SETTINGS, PROTECTION, FAULT_WITHOUT_VALUES, *HALF_BUILT)),
)
"""What says nothing about whose a folder is: settings, empty records, what a system puts everywhere."""


class Owner(Enum):
    """Whose a folder is. `BOTH`: by mistake a desk and a district lie in it. `CARRIED`: packs, kits or backups, but no record.
    `OTHERS`: files that are none of Hourdesk's. `NOBODY`: it is not there, empty, or holds only settings."""

    DESK = auto()
    DISTRICT = auto()
    BOTH = auto()
    CARRIED = auto()
    OTHERS = auto()
    NOBODY = auto()


class Whose(NamedTuple):
    """Whose a folder is, and whether the records are there, or only need to be put in their place by a start. `half` is a
    restore that was interrupted, `first` one of the files of others."""

    owner: Owner
    desk_record: bool = False
    district_record: bool = False
    half: bool = False
    first: str = ""


def whose(path: Path) -> Whose:
    """Whose a folder is. Raises Refused where it can't be read."""
    try:
        return _whose(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _whose(path: Path) -> Whose:
    desk, district = has_desk_record(path), has_district_record(path)
    if desk and not district and not (path / KEYS / "district.pem").exists():
        return Whose(Owner.DESK, desk_record=True)
    files = _files_in(path)
    half = not desk and RESTORING in files
    is_desks = desk or half or any(_is_desks(path, name) for name in files)
    is_districts = district or any(_DISTRICT_SIGNS.fullmatch(name) for name in files)
    if district and not desk and not half:
        # Keys that a restore put among a district's make no desk of it.
        return Whose(Owner.DISTRICT, district_record=True)
    if is_desks or is_districts:
        owner = Owner.BOTH if is_desks and is_districts else Owner.DESK if is_desks else Owner.DISTRICT
        return Whose(owner, desk, district, half)
    others = [name for name in files if _is_others(path, name)]
    if any(name.endswith(_CARRIED) or _is_carried_database(path, name) for name in others):
        return Whose(Owner.CARRIED)
    return Whose(Owner.OTHERS, first=others[0]) if others else Whose(Owner.NOBODY)


def has_signs_of_desk(path: Path) -> bool:
    """Whether keys, backups or the like of a desk lie there, whatever the record is."""
    return any(_is_desks(path, name) for name in _files_in(path))


def has_desk_record(path: Path) -> bool:
    """Whether a desk's record is there, or one that is whole and only needs to be put in its place by a start."""
    here = path / DESK_RECORD
    if _is_filled(here) and not is_of_another_program(here):
        return True
    return any(_is_filled(path / inner / DESK_RECORD) for inner in (RESTORED, CONVERTED))


def has_district_record(path: Path) -> bool:
    """The same of a district's record."""
    return any(_is_filled(path / inner / DISTRICT_RECORD) for inner in ("", REBUILT, REKEYED))


def _is_filled(file: Path) -> bool:
    # A desk's record that is cut off to nothing, or never was begun, holds nothing that could be opened.
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError as error:
        raise _unreadable(file.parent, error) from error


def _unreadable(folder: Path, error: OSError) -> Refused:
    message = N_("this folder can't be read ({reason}): name another one with --data, or ask who runs this computer")
    return refuse("unreadable_folder", str(folder), message, reason=reason_of(error))


def _is_desks(path: Path, name: str) -> bool:
    if name.startswith(f"{DESK_RECORD}-") and not name.endswith("-shm"):
        return _is_filled(path / name)
    if name.startswith(f"{BACKUPS}/"):
        return is_database_of_a_desk(path / name)
    return _DESK_SIGNS.fullmatch(name) is not None


def _is_others(path: Path, name: str) -> bool:
    if name in (DESK_RECORD, DISTRICT_RECORD):
        return _is_filled(path / name)
    return not _NOBODYS.fullmatch(name) and not name.startswith(f"{DISTRICT}/")


def _is_carried_database(path: Path, name: str) -> bool:
    return "/" not in name and is_database_of_a_desk(path / name)


def _files_in(path: Path) -> list[str]:
    """The names in a folder, and those in the folders that belong in it, by path within it; empty folders of its own are none."""
    found = list[str]()
    with suppress(FileNotFoundError, NotADirectoryError):
        for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
            if entry.name in _PLACES and entry.is_dir():
                found += [f"{entry.name}/{inner.name}" for inner in sorted(Path(entry.path).iterdir())]
            else:
                found.append(entry.name)
    return found
