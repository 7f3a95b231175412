"""Draws one page: where one is, cards and charts, the list, what to do where it is empty, the foot."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from tui.district.board import Board
from tui.district.page import Page, Row
from tui.words.cells import cell_width


class Table(DataTable[Text]):
    """Textual's list, which a click on its empty heading does not end."""

    def on_click(self, event: events.Click) -> None:
        """A heading has no column to choose while there is no page."""
        if not self.columns:
            event.prevent_default()


class PageView(Vertical):
    """The list keeps the focus; the foot tells what a cell of the marked row is too narrow for."""

    DEFAULT_CSS = """
    PageView #where { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    PageView #foot { height: auto; max-height: 4; color: $quiet; padding: 0 1; }
    PageView #hint { height: auto; padding: 1 2; color: $key; display: none; }
    PageView DataTable { height: 1fr; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self._table = Table(cursor_type="row", zebra_stripes=True)
        self._board = Board()
        self._where = Static(id="where", markup=False)
        self._hint = Static(id="hint", markup=False)
        self._foot = Static(id="foot", markup=False)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._where
        yield self._board
        yield self._table
        yield self._hint
        yield self._foot

    @property
    def row(self) -> int:
        """The number of the marked row."""
        return self._table.cursor_row

    @property
    def marked(self) -> Row | None:
        """The marked row; None where the list is empty."""
        page = self._page
        return page.rows[self.row] if page is not None and 0 <= self.row < len(page.rows) else None

    def show(self, page: Page, where: str, row: int) -> None:
        """Another page, with a row marked; `where` says the way to it."""
        self._page = page
        self._where.update(where)
        self._board.show(page.cards, page.panels)
        self._table.clear(columns=True)
        widths = [
            max((cell_width(text) for text in (heading, *(line.cells[place] for line in page.rows))), default=0)
            for place, heading in enumerate(page.headings)
        ]
        for place, heading in enumerate(page.headings):
            # The width is given: a list that is measured later looks wrong below a dialog that opens at once.
            self._table.add_column(Text(heading), width=widths[place], key=str(place))
        for line in page.rows:
            self._table.add_row(*(self._cell(page, line, place, widths[place]) for place in range(len(line.cells))))
        self._table.move_cursor(row=row)
        (self._board if page.cards and not page.rows else self._table).focus()
        self._hint.update(page.hint)
        self._hint.display = bool(page.hint)
        self._tell()

    def on_data_table_row_highlighted(self) -> None:
        """Another row is marked."""
        self._tell()

    def _cell(self, page: Page, line: Row, place: int, width: int) -> Text:
        text = line.cells[place]
        filling = " " * (width - cell_width(text)) if place in page.numbers else ""
        tone = "good" if place in page.bars else line.tone
        return Text(filling + text, self.app.theme_variables[tone] if tone else "")

    def _tell(self) -> None:
        if self._page is not None:
            whole = self.marked.whole if self.marked is not None else ""
            self._foot.update("\n".join(filter(None, (whole, self._page.foot))))
