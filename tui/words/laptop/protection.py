"""What is said about an encrypted data folder, on the screen and by command."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.disk import sqlite
from storage.disk.copies.copies_key import has_copies_secret
from storage.disk.folder import DataFolder
from storage.disk.protection.marks import is_protected as is_folder_protected

BEFORE = (
    N_(
        "The data folder will be encrypted. Without the passphrase and without the recovery sheet nobody can open the record "
        "again, and nobody can help: keep the sheet where the laptop is not."
    ),
    N_("It is asked for once at each start of the screen, and by each command."),
)
"""Read before somebody protects a desk."""
BEFORE_ON_SCREEN = (
    N_("Who steals the laptop then reads no name and can't sign as the team."),
    N_("Without the passphrase and without the recovery sheet nothing opens it."),
    N_("The sheet comes next: print it, and keep it where the laptop is not."),
)
"""The same in three short lines, on the screen."""
BEFORE_DISTRICT = (
    N_("Who steals the computer then reads no name and can't sign as the district."),
    *BEFORE_ON_SCREEN[1:],
)
"""The same of a district's folder."""
AFTERWARDS = (
    N_(
        "Backups, kits, packs and copies made before are not encrypted: find them on sticks and other laptops, and delete them. "
        "What was in the folder before may be found in old blocks of the disk; only an encrypted disk prevents that."
    ),
)


AFTER_DISTRICT = (
    N_(
        "Copies of the folder, packs, receipts and reports made before are not encrypted: find them on sticks and other computers, "
        "and delete them. What was in the folder before may be found in old blocks of the disk; only an encrypted disk prevents that."
    ),
)


ENCRYPTED = N_("The data folder is encrypted with a passphrase.")
KEEP_CODE = N_(
    "Write it down and lock it away, not with the computer. It is shown only now; it opens the folder if the passphrase is forgotten."
)
"""What is to be done with the recovery code of a protected folder."""
KEEP_PIN_CODE = N_(
    "It is shown only now. With it you can set a new PIN if you forget the old one: write it down and lock it away."
)
"""What is to be done with the recovery code of the supervisor's PIN."""

PASSPHRASE_CHANGED = N_("The passphrase is changed.")


class Way(StrEnum):
    """What can be done with a folder that is protected."""

    CHANGE = "change"
    CODE = "code"
    REST = "rest"
    UNPROTECT = "unprotect"


def ways_of_protection(left: int, unprotect: str) -> list[tuple[str, str]]:
    """Lines of a list to choose from. `left`: how many files everybody can read; `unprotect` is what decrypting is called."""
    lines: list[tuple[str, str]] = [
        (Way.CHANGE, _("change the passphrase")),
        (Way.CODE, _("make a new recovery code; the old sheet is no longer valid")),
        (Way.UNPROTECT, unprotect),
    ]
    if left:
        text = ngettext(
            "encrypt or put away {count} file that everybody can read",
            "encrypt or put away {count} files that everybody can read",
            left,
        )
        lines.insert(-1, (Way.REST, text.format(count=left)))
    return lines


def left_in_the_clear(files: Sequence[Path]) -> str:
    """That something in a protected folder can be read by everybody; empty where there is nothing."""
    if not files:
        return ""
    text = ngettext(
        "{count} file in the protected folder is not encrypted ({first}): hourdesk protect encrypts, moves or deletes it",
        "{count} files in the protected folder are not encrypted ({first}, …): hourdesk protect encrypts, moves or deletes them",
        len(files),
    )
    return text.format(count=len(files), first=files[0].as_posix())


def protection_line(*, is_protected: bool) -> str:
    """Whether the folder is protected, in a sentence."""
    if is_protected:
        return _("Protection: the data folder is encrypted with a passphrase")
    if not sqlite.ENCRYPTS:
        return _(
            "Protection: none; who takes the laptop reads all names. The SQLite of this laptop can't encrypt: {install} brings one "
            "that can"
        ).format(install=sqlite.INSTALL)
    return _("Protection: none; who takes the laptop reads all names: hourdesk protect encrypts the data folder")


def unprotected_kit_lines(path: Path) -> list[str]:
    """Said once a kit was taken in a folder: it comes from a desk that is protected, and this one is not. Else nothing."""
    if is_folder_protected(path) or not has_copies_secret(DataFolder(path)):
        return []
    return [
        _("The kit comes from a desk that is protected by a passphrase, and this desk is not."),
        protection_line(is_protected=False),
    ]


def code_text(code: str) -> str:
    """A recovery code, as it is shown once."""
    return _("Recovery code: {code}").format(code=code)


def sheet_text(file: Path) -> str:
    """Where the recovery sheet is, and what is to be done with it."""
    return _("The recovery sheet is in {file}: print it, lock it away, and delete the file.").format(file=file)


def put_away_text(count: int) -> str:
    """That a protected desk has no more files in the clear; `count` it had."""
    text = ngettext(
        "The desk is protected; {count} file that lay in the clear is encrypted, moved or deleted now.",
        "The desk is protected; {count} files that lay in the clear are encrypted, moved or deleted now.",
        count,
    )
    return text.format(count=count)


def put_away_at_district_text(count: int) -> str:
    """The same of a district's folder."""
    text = ngettext(
        "The district's folder is protected; {count} file that lay in the clear is encrypted, moved or deleted now.",
        "The district's folder is protected; {count} files that lay in the clear are encrypted, moved or deleted now.",
        count,
    )
    return text.format(count=count)


def unprotected_text() -> str:
    """That a desk is decrypted."""
    return _("The data folder is not protected any more. Backups made meanwhile still need the passphrase.")


def unprotected_district_text() -> str:
    """The same of a district's folder."""
    return _("The district's folder is not protected any more.")


def pin_off_text() -> str:
    """That the supervisor's PIN is taken away."""
    return _("The PIN is taken away.")
