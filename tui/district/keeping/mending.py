"""A record that can't be opened any more is made anew on the screen, before its first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from checkin.texts import _
from tui.district.clerk import Clerk
from tui.district.commands.upkeep import make_anew
from tui.screens.ask import AskDialog


class Ends(Clerk, Protocol):
    """The screen, which ends with these words where nothing is mended."""

    def end(self, lines: Sequence[str]) -> None:
        """Close it; the lines are said behind it."""


async def mend(screen: Ends, lines: Sequence[str]) -> bool:
    """Say what is wrong and make the record anew, if the clerk wants it; whether there is one now. In a worker."""
    title = _("The record can’t be opened")
    asked = [
        _("It is damaged or missing; nothing was changed."),
        _("It can be made anew from the packs in the archive and from what was decided here. The old file is kept."),
    ]
    if await screen.answer(AskDialog(title, asked, _("make it anew"))):
        told = await make_anew(screen)
        if told is not None:
            screen.tell(_("Make the record anew"), told)
            return True
    screen.end(lines)
    return False
