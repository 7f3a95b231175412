"""The list of activities at the desk: one is chosen, or one that was made by mistake is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from checkin.texts import _
from tui.screens.choose import ChooseDialog
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry

NEW, HIDDEN = "new", "hidden"
"""Ids of the lines that are no activity: a new one, and those that are hidden."""


class ActivitiesDialog(ChooseDialog):
    """Gives the id of a line as `ChooseDialog` does. `removing` says that it was made by mistake: take it away, or bring it back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f6", "new", show=False)]

    def __init__(self, lines: Sequence[tuple[str, str]], marked: str | None) -> None:
        super().__init__(_("Which activity?"), lines, marked)
        self.removing = False
        self._makes = NEW in [name for name, _text in lines]

    def entries(self) -> list[Entry]:
        """Choose, or make a new one: not among those that are hidden or struck out."""
        return [*super().entries(), *([("F6", _("a new activity"), "screen.new")] if self._makes else [])]

    def ways(self) -> list[Way]:
        """Take away what was made by mistake."""
        return [(_("made by mistake"), "screen.remove")]

    def action_new(self) -> None:
        """The key of activities once more: a new one, as the first line says."""
        if self._makes:
            self.dismiss(NEW)

    def action_remove(self) -> None:
        """The marked activity was made by mistake, or shall be back."""
        found = self.query_one(OptionList)
        if found.highlighted is None:
            return
        marked = found.get_option_at_index(found.highlighted).id
        if marked in (None, NEW, HIDDEN):
            self.trouble.say(_("Mark the activity that was made by mistake first."))
        else:
            self.removing = True
            self.dismiss(marked)
