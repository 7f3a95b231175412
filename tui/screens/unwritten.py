"""The scans that are not in the log yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from checkin.texts import _
from tui.model.waiting import Unwritten
from tui.screens.choose import ChooseDialog
from tui.words.amounts import clock_seconds_text

RETRY, LEAVE, GIVE_UP = "retry", "leave", "give up "


def unwritten_dialog(scans: Sequence[Unwritten], here: tzinfo, *, may_leave: bool = False) -> ChooseDialog:
    """Gives back `RETRY`, `LEAVE`, or `GIVE_UP` with the id of one scan. Times are told in the zone `here`; `may_leave` where all
    scans are kept on disk."""
    lines = [(RETRY, _("Try again now"))]
    for scan in scans:
        arrival = scan.arrival
        time = clock_seconds_text(arrival.at, here)
        who = arrival.volunteer or arrival.text
        lines.append((GIVE_UP + arrival.id, _("Give up: {time}  {who}").format(time=time, who=who)))
    if may_leave:
        lines.append((LEAVE, _("Close the desk: they are kept on disk, and entered at the next start")))
    return ChooseDialog(_("Not recorded"), lines)
