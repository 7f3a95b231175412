"""A message of some lines. Enter and Esc lead back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry


class MessageDialog(Dialog[None]):
    """Says what was done, and what was not. A `long` message gets more room, and its key bar names Esc alone."""

    DEFAULT_CSS = """
    MessageDialog VerticalScroll { height: auto; max-height: 16; }
    MessageDialog.-long > #box { width: 110; }
    MessageDialog.-long VerticalScroll { max-height: 18; }
    MessageDialog.-scanned VerticalScroll { max-height: 8; }
    MessageDialog.-long.-scanned VerticalScroll { max-height: 12; }
    MessageDialog.-short VerticalScroll { max-height: 15; }
    MessageDialog.-short.-scanned VerticalScroll { max-height: 8; }
    MessageDialog.-tall VerticalScroll { max-height: 70vh; }
    MessageDialog.-tall.-scanned VerticalScroll { max-height: 55vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]

    def __init__(self, title: str, lines: Sequence[str | Content], *, long: bool = False) -> None:
        super().__init__(title)
        self._lines = [line if isinstance(line, Content) else Content(line) for line in lines]
        self._long = long
        self.set_class(long, "-long")

    def parts(self) -> Iterable[Widget]:
        """The lines; where there are too many for the box they scroll."""
        yield VerticalScroll(Text(Content("\n").join(self._lines)))

    def entries(self) -> list[Entry]:
        """Enter closes the message as Esc does."""
        return [] if self._long else [("Enter", _("read"), "screen.leave")]
