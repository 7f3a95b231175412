"""Whether this is the team's first laptop, or another one of a team that has a desk."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import _
from tui.screens.choose import ChooseDialog

NEW, KIT = "new", "kit"


class WhichStep(ChooseDialog):
    """Gives `NEW` or `KIT`; None for Esc, which leads back to the clock."""

    def __init__(self, path: Path, marked: str = NEW) -> None:
        lines = [
            (NEW, _("It is the team's first laptop: the team is set up here")),
            (KIT, _("The team has a desk already: its kit file is at hand")),
        ]
        kept = _("Everything is kept in {folder}.").format(folder=path)
        super().__init__(_("1 of 3 · Which laptop is this?"), lines, marked, kept)
