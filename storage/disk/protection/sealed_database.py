"""A database that travels with what is needed to open it: a line that says so, the sealed key, the encrypted database.

A backup of a protected desk is such a file: its passphrase of then, or the recovery code, opens it on any laptop.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from checkin.outside_files import open_outside
from checkin.rules.problems import N_, refuse
from storage.disk.protection.protection_file import Protection, read_protection

MAGIC = b"hourdesk-protected-database 1\n"
_LONGEST_LINE = 4096


def write_sealed_database(out: Path, protection: Protection, database: Path) -> None:
    """Write an encrypted database and its sealed key into one file; the database stays where it is."""
    with out.open("wb") as file, database.open("rb") as encrypted:
        file.write(MAGIC)
        file.write(protection._replace(untold=False).to_bytes())
        shutil.copyfileobj(encrypted, file, 2**20)


def protection_in(file: Path) -> Protection | None:
    """The protection of a sealed database; None for any other file. Raises OSError, and Refused where it is damaged."""
    with open_outside(file) as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            return None
        return read_protection(opened.readline(_LONGEST_LINE), str(file))


def take_database_out(file: Path, target: Path) -> None:
    """Copy the encrypted database out of a sealed one. Raises OSError, and Refused where it is none."""
    with file.open("rb") as opened, target.open("wb") as database:
        if opened.read(len(MAGIC)) != MAGIC:
            raise refuse("no_backup", str(file), N_("the file is not a sealed database"))
        opened.readline(_LONGEST_LINE)
        shutil.copyfileobj(opened, database, 2**20)
