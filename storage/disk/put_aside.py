"""Records that a restore put aside: `backups/replaced-N.db`. No keys lie in one; they lie in the folder in which it was."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite
from storage.disk.atomic_file import atomic_path
from storage.disk.protection.databases import is_plain
from storage.disk.protection.marks import folder_of, is_protected
from storage.disk.protection.protection_file import Protection, protection_of
from storage.disk.protection.sealed_database import MAGIC, write_sealed_database
from storage.disk.protection.sealed_files import unseal
from storage.disk.whose.own_names import PROTECTION, REPLACED


def keep_with_its_key(aside: Path) -> None:
    """Let an encrypted record travel with the sealed key of its folder, so that a passphrase of now opens it ever after.

    It stays as it is where that can't be done now: then it opens in its folder.
    """
    folder = folder_of(aside)
    waiting = aside.with_name(f"{aside.name}-wal")
    # What waits beside it is a part of it that only an open connection puts in its place.
    if not is_raw(aside) or not is_protected(folder) or (waiting.is_file() and waiting.stat().st_size):
        return
    with suppress(OSError, Refused):
        with atomic_path(aside, private=True, belongs=True) as temporary:
            write_sealed_database(temporary, protection_of(folder), aside)
        for ending in sqlite.BESIDE:
            aside.with_name(aside.name + ending).unlink(missing_ok=True)


def is_raw(file: Path) -> bool:
    """Whether a record put aside is encrypted and has no sealed key with it. Raises OSError where it can't be read."""
    if not file.name.startswith(REPLACED) or file.suffix != ".db" or is_plain(file):
        return False
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) != MAGIC


def protection_beside(aside: Path) -> Protection | None:
    """The sealed key of the folder in which a raw record lies. Raises Refused where it lies in no protected one."""
    if not is_raw(aside):
        return None
    folder = folder_of(aside)
    if not is_protected(folder) or folder == aside.absolute().parent:
        message = N_(
            "this record was put aside in a protected folder and opens only there: name it where it was, in backups/ beside {file}"
        )
        raise refuse("no_key_beside", str(aside), message, file=PROTECTION)
    return protection_of(folder)


def keys_beside(aside: Path, desk: str) -> list[tuple[str, bytes]]:
    """Name and content of each file of `keys/` in the folder in which the record of `desk` was put aside.

    Raises Refused where the keys of that desk are not there.
    """
    # It loads what signs; the first screen needs none of it.
    from storage.disk.key_folder import KeyFolder

    keys = KeyFolder(folder_of(aside) / "keys")
    with suppress(Refused):
        signers = [certificate.signer for certificate in keys.certificates(desk)]
        if keys.has_key(desk) and signers and signers[-1] == keys.team_public():
            files = sorted(file for file in keys.path.iterdir() if file.is_file() and file.name != PROTECTION)
            return [(f"keys/{file.name}", unseal(file.read_bytes(), str(file))) for file in files]
    message = N_(
        "the keys of this record are not beside it: name it where restore put it aside, in the backups/ of its data folder, "
        "or choose a file that hourdesk backup wrote"
    )
    raise refuse("no_keys_beside", str(aside), message)
