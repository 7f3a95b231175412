"""A form that stays: nothing is wrong, but what was typed is not saved, and stands there still."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.problems import N_
from checkin.texts import _
from tui.model.desk_services import DeskServices

NOTHING_WRITTEN, NOTHING_CHANGED = N_("Nothing was written."), N_("Nothing was changed.")


class Stay(Exception):
    """There is something to read before the next Enter: `lines`."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self.lines = list(lines)


async def need_supervisor(desk: DeskServices, otherwise: str = NOTHING_WRITTEN) -> None:
    """Ask for the supervisor within a form that saves: last of all, when it is clear what would be done. Raises Stay where nobody
    signs in, and what was typed stays."""
    if not await desk.as_supervisor():
        raise Stay([_(otherwise)])
