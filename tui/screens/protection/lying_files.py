"""What becomes of lists and reports in a folder that is to be protected: everybody could read them."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import _, first_few
from storage.disk.protection.lying import Lying
from tui.screens.choose import ChooseDialog

_MOVE, _DELETE = "move", "delete"
_MOST_NAMED = 3


def lying_files_dialog(title: str, files: tuple[Path, ...], place: Path) -> ChooseDialog:
    """Asks whether they are moved to `place` or deleted; `said_of` reads the answer."""
    choices = [
        (_MOVE, _("move to {folder}").format(folder=place)),
        (_DELETE, _("delete: {files}").format(files=_named(files))),
    ]
    return ChooseDialog(title, choices)


def said_of(files: tuple[Path, ...], place: Path, chosen: str) -> Lying:
    """What becomes of them."""
    return Lying(files, place if chosen == _MOVE else None)


def _named(files: tuple[Path, ...]) -> str:
    return first_few((file.as_posix() for file in files), _MOST_NAMED)
