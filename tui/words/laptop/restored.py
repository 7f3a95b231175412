"""What is said before a desk is put back from a backup, on the screen and by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.texts import _, ngettext
from storage.disk.identity import DeskIdentity
from tui.words.cells import plain

if TYPE_CHECKING:
    from storage.backup import Restored


def whose_backup(desk: DeskIdentity) -> str:
    """The team and the desk whose backup it is."""
    return " · ".join(plain(text) for text in (desk.team_name, desk.desk_name or desk.desk) if text)


def becomes_of_the_record(*, scans: bool) -> list[str]:
    """What becomes of the record that stands there now; `scans`: the desk is open, and some may come."""
    kept = _("The record of now is kept aside in the folder backups.")
    return [
        _("This desk goes on with the record of the backup, with a new number and a new key."),
        _("The record of now is kept aside in the folder backups; scans wait until it is done.") if scans else kept,
    ]


def set_aside_lines(restored: Restored) -> list[str]:
    """Where the record is that stood there before, and what of it the backup lacks."""
    if restored.set_aside is None:
        return []
    place = _("What was there before is in {file}.").format(file=restored.set_aside)
    left = restored.left
    if not left.events:
        return [place]
    lacks = ngettext(
        "The backup lacks {count} event of it (scans: {scans}). To bring them in: hourdesk restore that file in another folder, "
        "hourdesk export a pack there, and hourdesk take it here.",
        "The backup lacks {count} events of it (scans: {scans}). To bring them in: hourdesk restore that file in another folder, "
        "hourdesk export a pack there, and hourdesk take it here.",
        left.events,
    )
    return [place, lacks.format(count=left.events, scans=left.scans)]
