"""Who has not checked out yet, by class."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.texts import _, enumerated
from storage.presence.board import Board, not_checked_out
from storage.presence.guarding import guarded_now
from tui.model.letters import letter_of
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.people import shown_name
from tui.words.cells import aligned, padded
from tui.words.left import left_text
from tui.words.people.classes import class_word
from tui.words.people.guard import guarded_text

_CLASS = 30
_MOST_LIMITS = 6
"""Of so many people the limit of their age class is told; hourdesk guard lists all."""


class LeftDialog(Dialog[str | None]):
    """Gives back the name of the class that is to be checked out."""

    DEFAULT_CSS = "LeftDialog #names { max-height: 6; color: $quiet; margin-top: 1; }"

    def __init__(self, board: Board, now: int) -> None:
        super().__init__(_("Not checked out yet"))
        self._text = left_text(board)
        zone = board.activity.zone
        near = guarded_now(board, now)[:_MOST_LIMITS]
        self._limits = list(aligned([(shown_name(one.row), guarded_text(one, now, zone)) for one in near]))
        self._listed = list(not_checked_out(board).items())

    def parts(self) -> Iterable[Widget]:
        """The classes, and the names of the one under the cursor."""
        if not self._listed:
            yield Text(self._text)
            return
        yield Options(*[Option(_line(name, len(rows))) for name, rows in self._listed], compact=True)
        yield Text(id="names")
        if self._limits:
            yield Text("\n".join(self._limits), id="limits")
        yield Text(id="copied")

    def entries(self) -> list[Entry]:
        """The keys for copy and check-out; none if everybody has checked out."""
        if not self._listed:
            return []
        return [
            ("C", _("copy as a sentence"), "screen.copy"),
            ("↑↓ Enter", _("check this class out"), "screen.choose"),
        ]

    def begin(self) -> None:
        """Mark the first class."""
        if self._listed:
            self.query_one(OptionList).focus()
            self.query_one(OptionList).highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """The letter that copies."""
        if letter_of(event) == "c":
            event.stop()
            self.action_copy()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the names of the marked class."""
        _name, rows = self._listed[event.option_index]
        self.query_one("#names", Text).say(enumerated(shown_name(row) for row in rows))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        self.dismiss(self._listed[event.option_index][0])

    def action_choose(self) -> None:
        """A click on the key bar."""
        self.query_one(OptionList).action_select()

    def action_copy(self) -> None:
        """To the clipboard, and shown: not every terminal lets it through."""
        if self._listed:
            self.app.copy_to_clipboard(self._text)
            self.query_one("#copied", Text).say(
                Content.assemble((_("Copied to the clipboard") + _(": "), "bold $good"), self._text)
            )


def _line(name: str, count: int) -> Content:
    return Content.assemble(padded(class_word(name), _CLASS), (f"{count:>4}", "bold"))
