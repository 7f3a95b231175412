"""Whether a folder is protected, and which folder a file belongs to. Nothing is read: every start asks this."""

from __future__ import annotations

from pathlib import Path

from storage.disk.whose.own_names import KEYS, OWN_FOLDERS, PROTECTION

SECOND = Path(KEYS, PROTECTION)
"""The same once more: without this small file nothing could be opened, whatever passphrase is known."""


def is_protected(folder: Path) -> bool:
    """Whether a data folder is protected."""
    return (folder / PROTECTION).exists() or (folder / SECOND).exists()


def folder_of(file: Path) -> Path:
    """The data folder of one of its own files, which lies in it or in a folder that belongs in it."""
    parent = file.absolute().parent
    return parent.parent if parent.name in OWN_FOLDERS else parent


def protected_above(file: Path) -> Path | None:
    """The protected folder in which a file lies, however deep."""
    return next((folder for folder in file.absolute().parents if is_protected(folder)), None)
