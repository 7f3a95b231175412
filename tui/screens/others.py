"""What becomes of people who are not in the list that comes in: a question before anything is written."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from checkin.texts import _
from storage.roster.dropping import Others
from storage.roster.importing import ImportReport
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.words.people.roster import others_lines


class OthersDialog(ChooseDialog):
    """Gives the value of one of `Others`, or None for Esc: then nothing is written. `looked` is the list, looked at."""

    def __init__(self, looked: ImportReport) -> None:
        choices = [
            (str(Others.ADD), _("add this list; they stay as they are")),
            (str(Others.REPLACE), _("replace; they drop out of the lists")),
        ]
        super().__init__(_("What about those who are not in it?"), choices)
        self._looked = looked

    def parts(self) -> Iterable[Widget]:
        """Who would drop out and what that means, then the choices."""
        yield Text("\n".join(others_lines(self._looked)) + "\n")
        yield from super().parts()
