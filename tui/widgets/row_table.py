"""The one table of rows of every screen."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class RowTable(DataTable[Text]):
    """Textual's table, which marks whole rows: Home and End go to the first and the last. A click on its empty heading does not
    end it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True)

    def on_click(self, event: events.Click) -> None:
        """A heading has no column to choose while there is nothing in it."""
        if not self.columns:
            event.prevent_default()

    def action_first(self) -> None:
        """Mark the first row."""
        self.move_cursor(row=0)

    def action_last(self) -> None:
        """Mark the last row."""
        self.move_cursor(row=self.row_count - 1)
