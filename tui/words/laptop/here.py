"""What is said of this laptop: its disk, its printer, what it is to the team."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _

NOT_PRINTED = N_("No printer took it: print the file on another computer, or choose below.")


def nearly_full_text(free: int) -> str:
    """That the disk has only `free` MB left."""
    return _("The disk is nearly full ({free} MB free): make room before scans fail.").format(free=free)


def printed_text(file: Path | str, printer: str) -> str:
    """That a file is on its way to the printer."""
    return _("{file}: sent to the printer {printer}").format(file=file, printer=printer)


def first_desk_text() -> str:
    """That this desk took the place of the team's first desk."""
    return _("This desk is the team's first desk now: it makes kits and badges.")
