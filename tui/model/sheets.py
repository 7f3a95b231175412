"""Where the desk puts what it prints: a folder within the data folder."""

from __future__ import annotations

from pathlib import Path

from exports.file_names import file_names
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER

SHEETS = "sheets"


def sheet_file(folder: DataFolder, stem: str, ending: str = ".pdf") -> Path:
    """A file for a sheet, named after codes and numbers that people chose. Makes the folder if it is missing."""
    sheets = folder.path / SHEETS
    sheets.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return sheets / file_names([stem], ending)[0]
