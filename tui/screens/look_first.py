"""Something to look at before it is done: any number of lines, which scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from tui.screens.dialog import Dialog, Text
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry


class LookDialog(Dialog[bool | None]):
    """Gives True for Enter, None for Esc. `agree` is the word beside Enter: what comes next. Where there is an `other` way, a button
    has its words and gives False."""

    DEFAULT_CSS = """
    LookDialog VerticalScroll { height: auto; max-height: 16; }
    LookDialog.-scanned VerticalScroll { max-height: 10; }
    LookDialog.-short VerticalScroll { max-height: 14; }
    LookDialog.-short.-scanned VerticalScroll { max-height: 8; }
    LookDialog.-tall VerticalScroll { max-height: 70vh; }
    LookDialog.-tall.-scanned VerticalScroll { max-height: 55vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "agree", show=False)]

    def __init__(self, title: str, lines: Sequence[str], agree: str, other: str = "") -> None:
        super().__init__(title)
        self._lines = list(lines)
        self._agree = agree
        self._other = other

    def parts(self) -> Iterable[Widget]:
        """The lines; where there are too many for the box they scroll."""
        yield VerticalScroll(Text("\n".join(self._lines)))

    def entries(self) -> list[Entry]:
        """Enter, with the word for what comes next."""
        return [("Enter", self._agree, "screen.agree")]

    def ways(self) -> list[Way]:
        """The button of the other way, where there is one."""
        return [(self._other, "screen.other")] if self._other else []

    def action_other(self) -> None:
        """Give the answer False."""
        self.dismiss(False)

    def action_agree(self) -> None:
        """It was looked at."""
        self.dismiss(True)
