"""Draws one page: where one is, cards and charts, the list and what is known of its marked row, what to do where it is empty, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static

from checkin.texts import _
from tui.district.arranging import Look, arranged, bar_of, largest
from tui.district.beside import Beside
from tui.district.board import Board
from tui.district.page import Page, Row
from tui.district.way_line import WayLine
from tui.widgets.row_table import RowTable
from tui.widgets.style_classes import use_classes
from tui.widgets.text import Text as Sentences
from tui.words.cells import cell_width, cut
from tui.words.lists import no_row_text

LEAST_BAR = 8
_LONG, _LEAST_TEXT = 24, 12
"""Cells to which texts are cut where the columns need more room: first all that are long, then more of the last ones."""
_BEHIND = 3
"""Cells behind the last column: the bar that scrolls, and a blank."""
WIDE, LOW = 100, 20
"""From this width on there is room beside the list; below this height there is none under it."""


class PageView(Vertical):
    """The list keeps the focus; the foot tells what a cell of the marked row is too narrow for."""

    DEFAULT_CSS = """
    PageView.-bars RowTable > .datatable--cursor { background: $primary 25%; color: $foreground; }
    PageView #where { background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    PageView #foot { height: auto; max-height: 4; color: $quiet; padding: 0 1; }
    PageView #hint { height: auto; padding: 1 2; color: $key; display: none; }
    PageView DataTable { height: 1fr; width: 3fr; background: $background; }
    PageView #middle { height: 1fr; layout: horizontal; }
    PageView.-narrow #middle { layout: vertical; }
    PageView.-narrow DataTable { width: 1fr; }
    PageView.-narrow Beside { width: 1fr; height: 1fr; border-left: none; border-top: hkey $line; }
    PageView.-low Beside { display: none; }
    PageView.-empty #middle, PageView.-empty DataTable { height: auto; }
    PageView.-empty #hint { height: 1fr; }
    """

    class Marked(Message):
        """Another row is marked; None where the list is empty."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self._look = Look()
        self._rows: list[Row] = []
        self._bar_room = 0
        self._largest: dict[int, float] = {}
        self._widths: list[int] = []
        self._table = RowTable()
        self._board = Board()
        self._where = WayLine(id="where")
        self._hint = Static(id="hint", markup=False)
        self._foot = Sentences(id="foot")
        self.beside = Beside()

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._where
        yield self._board
        with Container(id="middle"):
            yield self._table
            yield self.beside
        yield self._hint
        yield self._foot

    @property
    def look(self) -> Look:
        """How the page is looked at now."""
        return self._look._replace(row=self._table.cursor_row)

    @property
    def marked(self) -> Row | None:
        """The marked row; None where the list is empty."""
        place = self._table.cursor_row
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def opens(self) -> bool:
        """Whether Enter opens a page: the one below the marked row, or that of a card where there is no row."""
        row = self.marked
        return row.down is not None if row is not None else self._page is not None and bool(self._page.cards)

    def open(self) -> None:
        """What Enter does: open the page below the marked row, card or chart."""
        if self._board.has_focus:
            self._board.action_open()
        else:
            self._table.action_select_cursor()

    @property
    def shown_rows(self) -> list[Row]:
        """The rows in the order in which they are shown, without those that a search left out."""
        return list(self._rows)

    def show(self, page: Page, where: Sequence[str], look: Look) -> None:
        """Another page, or the same one looked at otherwise; `where` has the titles of the way to it."""
        self._page, self._look = page, look
        self._rows = arranged(page, look)
        self.set_class(not self._rows and not page.cards, "-empty")
        self._where.say(where)
        self._board.show(page.cards, page.panels)
        self._fill(page)
        self.beside.display = any(row.aside for row in page.rows)
        self.beside.show(())
        self._table.move_cursor(row=look.row)
        (self._board if page.cards and not page.rows else self._table).focus()
        hint = no_row_text(look.only) if look.only and not self._rows else page.hint
        self._hint.update(hint)
        self._hint.display = bool(hint)
        self._tell()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room the marked row is told below the list, and where there is next to none on its page alone."""
        narrow = event.size.width < WIDE
        use_classes(self, {"-narrow": narrow, "-low": narrow and event.size.height < LOW})
        self._draw_again()

    def on_mount(self) -> None:
        """The colours of the rows are those of the light in use."""
        self.watch(self.app, "theme", self._draw_again, init=False)

    def _draw_again(self) -> None:
        if self._page is not None:
            row = self._table.cursor_row
            self._fill(self._page)
            self._table.move_cursor(row=row)
            self.beside.draw()
            self._tell()

    def on_data_table_row_highlighted(self) -> None:
        """Another row is marked."""
        self._tell()
        self.post_message(self.Marked(self.marked))

    def _fill(self, page: Page) -> None:
        self._table.clear(columns=True)
        headings = [self._heading(place, text) for place, text in enumerate(page.headings)]
        widths = [
            max((cell_width(text) for text in (heading, *(line.cells[place] for line in page.rows))), default=0)
            for place, heading in enumerate(headings)
        ]
        self._widths = widths
        self._cut_to_room(page, widths)
        self._room_for_bars(page, widths)
        for place, heading in enumerate(headings):
            # The width is given: a list that is measured later looks wrong below a dialog that opens at once.
            self._table.add_column(
                Text(cut(heading, widths[place])), width=widths[place] + self._bar_of(page, place), key=str(place)
            )
        for line in self._rows:
            self._table.add_row(*(self._cell(page, line, place, widths[place]) for place in range(len(line.cells))))

    def _cut_to_room(self, page: Page, widths: list[int]) -> None:
        """Where the columns need more room than there is, texts are cut, the last ones most; figures never are."""
        texts = [place for place in range(len(widths)) if place not in page.numbers | page.bars]
        over = sum(widths) + 2 * self._table.cell_padding * len(widths) + _BEHIND - self._table_room(page)
        while over > 0 and texts and widths[widest := max(texts, key=widths.__getitem__)] > _LONG:
            widths[widest] -= 1
            over -= 1
        for place in reversed(texts):
            gone = max(0, min(over, widths[place] - _LEAST_TEXT))
            widths[place] -= gone
            over -= gone

    def _table_room(self, page: Page) -> int:
        """Cells across the list; beside it stands what takes two fifths."""
        is_halved = not self.has_class("-narrow") and any(row.aside for row in page.rows)
        return self.size.width * 3 // 5 if is_halved else self.size.width

    def _room_for_bars(self, page: Page, widths: list[int]) -> None:
        """The bars take what the other columns leave; their colour stays on the marked row."""
        taken = sum(widths) + 2 * self._table.cell_padding * len(widths)
        self._largest = {place: largest(page, place) for place in page.bars}
        self._bar_room = max(LEAST_BAR, self.size.width - taken - _BEHIND) if page.bars else 0
        self._table.cursor_foreground_priority = "renderable" if page.bars else "css"
        self.set_class(bool(page.bars), "-bars")

    def _bar_of(self, page: Page, place: int) -> int:
        return self._bar_room + 1 if place in page.bars else 0

    def _heading(self, place: int, text: str) -> str:
        """A heading, with an arrow where the rows stand by this column."""
        if place != self._look.order.column:
            return text
        return f"{text} {'▼' if self._look.order.last_first else '▲'}"

    def _cell(self, page: Page, line: Row, place: int, width: int) -> Text:
        text = line.cells[place] if place in page.bars else cut(line.cells[place], width)
        filling = " " * (width - cell_width(text)) if place in page.numbers else ""
        colours = self.app.theme_variables
        if place in page.bars:
            return Text.assemble(
                (bar_of(text, self._largest[place], self._bar_room), colours["good"]), " " + filling + text
            )
        return Text(filling + text, colours[line.tone] if line.tone else "")

    def _tell(self) -> None:
        if self._page is not None:
            found = ""
            if self._look.only:
                found = _("{shown} of {count} rows have “{text}” in them").format(
                    shown=len(self._rows), count=len(self._page.rows), text=self._look.only
                )
            # What is told beside the list is not told twice.
            whole = self._whole(self.marked) if self.marked is not None and not self._is_beside_shown else ""
            self._foot.say("\n".join(filter(None, (whole, found, self._page.foot))))

    def _whole(self, row: Row) -> str:
        """What the marked row says where its cells are too narrow for it."""
        is_cut = any(cell_width(text) > width for text, width in zip(row.cells, self._widths, strict=False))
        return row.whole or ("  ".join(row.cells) if is_cut else "")

    @property
    def _is_beside_shown(self) -> bool:
        return bool(self.beside.display) and not self.has_class("-low")
