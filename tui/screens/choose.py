"""A list from which one line is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.texts import _
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.text import Paragraphs


class ChooseDialog(Dialog[str | None]):
    """`lines` are pairs of id and text; gives the id of the line that was chosen, None for Esc. `marked` is the id to begin at.
    `explanation` stands above the lines."""

    def __init__(
        self, title: str, lines: Sequence[tuple[str, str]], marked: str | None = None, explanation: str = ""
    ) -> None:
        super().__init__(title)
        self._choices = list(lines)
        self._marked = marked
        self._explanation = explanation

    def parts(self) -> Iterable[Widget]:
        """The explanation, then the lines, one below the other."""
        yield Text(f"{self._explanation}\n" if self._explanation else "")
        yield Options(*[Option(Paragraphs.of(text), id=name) for name, text in self._choices], compact=True)

    def entries(self) -> list[Entry]:
        """The arrows and Enter, as one entry."""
        return [("↑↓ Enter", _("choose"), "screen.choose")]

    def begin(self) -> None:
        """Begin at the line that is in use."""
        found = self.query_one(OptionList)
        names = [name for name, _text in self._choices]
        found.highlighted = names.index(self._marked) if self._marked in names else 0
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        self.chosen(event.option_id)

    def chosen(self, name: str | None) -> None:
        """The line of this id was chosen: it is the answer."""
        self.dismiss(name)

    def action_choose(self) -> None:
        """A click on the key bar."""
        self.query_one(OptionList).action_select()
