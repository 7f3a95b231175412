"""A question with some lines of text. Enter answers yes, Esc no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.screens.dialog import Dialog, Text
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry

MOST_LINES = 12


class YesOrNo(Dialog[bool | None]):
    """Gives True for Enter, None for Esc. `agree` is the word beside Enter: what it does. Where there is an `other` way, a button has
    its words and gives False."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "agree", show=False)]

    def __init__(self, title: str, lines: Sequence[str], agree: str, other: str = "") -> None:
        super().__init__(title)
        self._shown = list(lines)
        self._agree = agree
        self._other = other

    def entries(self) -> list[Entry]:
        """Enter, with the word for what it does."""
        return [("Enter", self._agree, "screen.agree")]

    def ways(self) -> list[Way]:
        """The button of the other way, where there is one."""
        return [(self._other, "screen.other")] if self._other else []

    def action_other(self) -> None:
        """Give the answer False."""
        self.dismiss(False)

    def action_agree(self) -> None:
        """Give the answer True."""
        self.dismiss(True)


class AskDialog(YesOrNo):
    """A question with a few lines of text."""

    # Enter is the answer, and not the button's before somebody goes there.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "read('scroll_up')", show=False),
        Binding("down", "read('scroll_down')", show=False),
        Binding("pageup", "read('scroll_page_up')", show=False),
        Binding("pagedown", "read('scroll_page_down')", show=False),
    ]

    def parts(self) -> Iterable[Widget]:
        """The lines, cut where there are very many."""
        shown = self._shown[:MOST_LINES]
        if len(self._shown) > MOST_LINES:
            shown[-1] = f"… +{len(self._shown) - MOST_LINES + 1}"
        yield Text("\n".join(shown))

    def entries(self) -> list[Entry]:
        """Enter; the arrows too, where there is more to read than the terminal holds."""
        rest = self.scrolling(self.query_one("#box"), "screen.read('scroll_page_down')") if self._stands else []
        return [*super().entries(), *rest]

    def action_read(self, how: str) -> None:
        """Read on, or back."""
        getattr(self.query_one("#box"), how)(animate=False)
