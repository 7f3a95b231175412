"""The scans that are not in the log yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checkin.texts import _
from tui.model.waiting import Unwritten
from tui.screens.choose import ChooseDialog

RETRY, GIVE_UP = "retry", "give up "


def unwritten_dialog(scans: Sequence[Unwritten]) -> ChooseDialog:
    """Gives back `RETRY`, or `GIVE_UP` with the id of one scan."""
    lines = [(RETRY, _("Try again now"))]
    for scan in scans:
        arrival = scan.arrival
        time = datetime.fromtimestamp(arrival.at / 1000).strftime("%H:%M:%S")
        who = arrival.volunteer or arrival.text
        lines.append((GIVE_UP + arrival.id, _("Give up: {time}  {who}").format(time=time, who=who)))
    return ChooseDialog(_("Not recorded"), lines)
