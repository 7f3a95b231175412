"""Where a backup is written: it never takes the place of another desk's, nor of what is no backup."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite
from storage.disk.backup_file import open_backup, protection_of_backup
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity, read_identity
from storage.disk.protection.open_keys import open_key_of

ENDING = ".hdbackup"


def new_backup_in(folder: Path, identity: DeskIdentity, day: str) -> Path:
    """A file in a folder (a stick) that is not there yet, named by the team and the day (2026-03-05)."""
    stem = f"desk-{identity.team}-{day}"
    names = (f"{stem}{ENDING}" if n == 1 else f"{stem}-{n}{ENDING}" for n in count(1))
    return next(place for name in names if not os.path.lexists(place := folder / name))


def need_replaceable(out: Path, folder: DataFolder, desk: str) -> None:
    """Raises Refused where a file is there that is no backup of this desk (its id): it would be lost. An older backup of the same
    desk is replaced, as every file that a command writes once more."""
    if out.is_file() and out.stat().st_size and not _is_backup_of(out, folder, desk):
        message = N_(
            "another file is here already, and no backup of this desk: it would be lost. Give another name, or the folder "
            "alone: then the backup gets a name of its own"
        )
        raise refuse("other_file", str(out), message)


def _is_backup_of(file: Path, folder: DataFolder, desk: str) -> bool:
    try:
        protection = protection_of_backup(file)
        if protection is not None:
            key = open_key_of(folder.path)
            return key is not None and key.key_id == protection.key_id
        with open_backup(file) as old:
            found = read_identity(old)
    except (Refused, sqlite.DatabaseError, OSError):
        return False
    return found is not None and found[0].desk == desk
