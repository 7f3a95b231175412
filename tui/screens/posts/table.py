"""The table of the board of posts: which shifts it shows and in which order; its columns fit the room, and what is urgent
stands out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text as RichText

from checkin.rules.posts_filled import ShiftBoard
from tui.screens.posts.rows import RIGHT, Shown, cells_of, has, headings, is_urgent
from tui.widgets.row_table import RowTable
from tui.words.cell_order import cell_order
from tui.words.cells import cell_width, cut

_NARROWEST = (10, 8, 4, 4, 4, 4, 8)


class PostTable(RowTable):
    """`wanted` is the shift that is marked at first: the code of its post and its start."""

    def __init__(self, wanted: tuple[str | None, int | None] | None = None) -> None:
        super().__init__()
        self.rows_shown: list[ShiftBoard] = []
        self._wanted = wanted
        self._order: tuple[int, bool] | None = None

    @property
    def marked(self) -> ShiftBoard | None:
        """The marked shift; None where there is none."""
        place = self.cursor_row
        return self.rows_shown[place] if 0 <= place < len(self.rows_shown) else None

    def turn(self, column: int) -> None:
        """Sort by a column; once more turns the order around, a third time the plan's order is back. `show` shows it."""
        place, turned = self._order or (-1, False)
        self._order = (column, False) if place != column else None if turned else (column, True)

    def show(self, shown: Shown, text: str) -> None:
        """The shifts that have `text` in them, all for an empty one; the marked one stays marked."""
        wanted = self._wanted if self.marked is None else _place(self.marked)
        self.rows_shown = [row for row in shown.board.rows if not text or has(row, shown, text)]
        at, turned = self._order or (-1, False)
        if self._order is not None:
            self.rows_shown.sort(key=lambda row: cell_order(cells_of(row, shown)[at]), reverse=turned)
        heads = [("▼" if turned else "▲") + text if place == at else text for place, text in enumerate(headings())]
        urgent = {place for place, row in enumerate(self.rows_shown) if is_urgent(row)}
        marked = next((place for place, row in enumerate(self.rows_shown) if _place(row) == wanted), 0)
        self.fill(heads, [cells_of(row, shown) for row in self.rows_shown], urgent, marked)

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]], urgent: Collection[int], at: int) -> None:
        """Other rows, with the one at the place `at` marked; those at the places `urgent` stand out."""
        # The bar that scrolls may come with these rows.
        room = (self.outer_size.width or self.app.size.width - 4) - self.scrollbar_size_vertical
        widths = _widths([heads, *rows], room)
        self.clear(columns=True)
        self.display = bool(rows)
        for column, text in enumerate(heads):
            self.add_column(RichText(cut(text, widths[column])), width=widths[column], key=str(column))
        for place, texts in enumerate(rows):
            style = "bold" if place in urgent else ""
            self.add_row(*(_cell(text, widths[column], column, style) for column, text in enumerate(texts)))
        self.move_cursor(row=at)


def _place(row: ShiftBoard) -> tuple[str | None, int | None]:
    return row.post.code, None if row.shift is None else row.shift.start


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
