"""Where the desk puts what it prints: a folder within the data folder; of a protected desk one outside, among the user's documents."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from exports.file_names import file_names
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.marks import is_protected
from storage.disk.whose.own_names import SHEETS


def sheet_file(folder: DataFolder, stem: str, ending: str = ".pdf") -> Path:
    """A file for a sheet, named after codes and numbers that people chose. Makes the folder if it is missing.

    What is printed can be read by everybody: nothing of it may lie in a protected data folder.
    """
    sheets = folder_outside() if is_protected(folder.path) else folder.path / SHEETS
    sheets.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return sheets / file_names([stem], ending)[0]


def file_outside(_folder: DataFolder, stem: str, ending: str) -> Path:
    """As `outside`: for whoever has a data folder."""
    return outside(stem, ending)


def outside(stem: str, ending: str) -> Path:
    """A file that people take away: among the user's documents, where they look for it. Makes the folder if it is missing."""
    place = folder_outside()
    place.mkdir(parents=True, exist_ok=True)
    return place / file_names([stem], ending)[0]


def proposed_outside(stem: str, ending: str) -> Path:
    """The same as a proposal, which somebody may change: where the folder can't be made, that is said when the file is written."""
    with suppress(OSError):
        return outside(stem, ending)
    return folder_outside() / file_names([stem], ending)[0]


def folder_outside() -> Path:
    """A folder among the user's documents; it may have to be made."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Hourdesk"
