"""The table of the board of posts: its columns fit the room, and what is urgent stands out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text as RichText
from textual import events
from textual.widgets import DataTable

from tui.screens.posts.rows import RIGHT
from tui.words.cells import cell_width, cut

_NARROWEST = (10, 8, 4, 4, 4, 4, 8)


class PostTable(DataTable[RichText]):
    """Textual's table, which a click on its empty heading does not end."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True)

    def on_click(self, event: events.Click) -> None:
        """A heading has no column to choose while there is nothing in it."""
        if not self.columns:
            event.prevent_default()

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]], urgent: Collection[int], at: int) -> None:
        """Other rows, with the one at the place `at` marked; those at the places `urgent` stand out."""
        widths = _widths([heads, *rows], self.size.width or self.app.size.width - 6)
        self.clear(columns=True)
        self.display = bool(rows)
        for column, text in enumerate(heads):
            self.add_column(RichText(cut(text, widths[column])), width=widths[column], key=str(column))
        for place, texts in enumerate(rows):
            style = "bold" if place in urgent else ""
            self.add_row(*(_cell(text, widths[column], column, style) for column, text in enumerate(texts)))
        self.move_cursor(row=at)


def _cell(text: str, width: int, column: int, style: str) -> RichText:
    shown = cut(text, width)
    blanks = " " * (width - cell_width(shown)) if column in RIGHT else ""
    return RichText(blanks + shown, style=style)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """As wide as the texts; where there is too little room the widest column is cut first."""
    widths = [max(_NARROWEST[at], *(cell_width(row[at]) for row in rows)) for at in range(len(_NARROWEST))]
    over = sum(widths) + 2 * len(widths) + 1 - room
    while over > 0 and any(width > least for width, least in zip(widths, _NARROWEST, strict=True)):
        widest = max(range(len(widths)), key=lambda at: widths[at] - _NARROWEST[at])
        widths[widest] -= 1
        over -= 1
    return widths
