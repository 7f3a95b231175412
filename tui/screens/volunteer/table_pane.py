"""A table of the volunteer's screen: it sorts by every column, keeps its heading in sight, and is searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text as RichText
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import DataTable

from storage.people.search_text import is_found
from tui.screens.dialog import Text
from tui.widgets.row_table import RowTable
from tui.words.cell_order import cell_order
from tui.words.cells import cell_width, cut, plain
from tui.words.volunteer_page import Section

_NEVER_CUT = 10
"""Dates and figures stay whole."""


class TablePane(Vertical):
    """Shows one section; below it the marked row as a whole where its cells were cut, and the section's foot."""

    DEFAULT_CSS = """
    TablePane { height: 1fr; }
    TablePane DataTable { height: 1fr; background: $background; }
    TablePane > Text { padding: 0 1; }
    TablePane > #whole { color: $quiet; max-height: 4; }
    TablePane > #hint { color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__(id="table")
        self.table = RowTable()
        self._hint, self._whole, self._foot = Text(id="hint"), Text(id="whole"), Text(id="foot")
        self._section: Section | None = None
        self._search = ""
        self._order: dict[str, tuple[int, bool]] = {}
        self._rows: list[Sequence[str]] = []
        self._widths: list[int] = []

    def compose(self) -> Iterator[Widget]:
        """From top to bottom."""
        yield self._hint
        yield self.table
        yield self._whole
        yield self._foot

    def take_focus(self) -> None:
        """The arrows go through the rows."""
        self.table.focus()

    def show(self, section: Section, search: str = "") -> None:
        """Another section, or the same with fewer rows: those that have `search` in them."""
        self._section, self._search = section, search
        self.draw()

    def on_resize(self) -> None:
        """The columns fit the room."""
        self.draw()

    def sort(self, place: int) -> None:
        """By the column that is shown at this place (from 0); once more turns the order around."""
        section = self._section
        if section is not None and place < len(_shown(section)):
            before, is_reversed = self._order.get(section.name, (-1, False))
            self._order[section.name] = (place, place == before and not is_reversed)
            self.draw()

    def draw(self) -> None:
        """All of it anew."""
        section = self._section
        if section is None or not self.size.width:
            return
        columns = _shown(section)
        place, is_reversed = self._order.get(section.name, (-1, False))
        rows = [[plain(row[i]) for i in columns] for row in section.rows if is_found(row, self._search)]
        if 0 <= place < len(columns):
            rows.sort(key=lambda row: cell_order(row[place]), reverse=is_reversed)
        self._rows = list(rows)
        arrows = {place: "▼" if is_reversed else "▲"}
        headings = [arrows.get(at, "") + section.headings[i] for at, i in enumerate(columns)]
        self._widths = _widths([headings, *rows], self.size.width - 2 * len(columns) - 2)
        right = {at for at, i in enumerate(columns) if i in section.right}
        self.table.clear(columns=True)
        for at, heading in enumerate(headings):
            self.table.add_column(RichText(cut(heading, self._widths[at])), width=self._widths[at], key=str(at))
        for row in rows:
            self.table.add_row(*(_cell(text, self._widths[at], right=at in right) for at, text in enumerate(row)))
        self.table.display = bool(section.rows)
        self._hint.say("" if section.rows else section.hint)
        self._foot.say(section.foot)
        self._tell()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A click on a heading."""
        self.sort(event.column_index)

    def on_data_table_row_highlighted(self) -> None:
        """Another row is marked."""
        self._tell()

    def _tell(self) -> None:
        at = self.table.cursor_row
        row = self._rows[at] if 0 <= at < len(self._rows) else []
        is_cut = any(cell_width(text) > width for text, width in zip(row, self._widths, strict=False))
        self._whole.say("  ".join(row) if is_cut else "")


def _shown(section: Section) -> list[int]:
    """The columns for which a screen has room: those without the ids of events."""
    return [i for i in range(len(section.headings)) if i not in section.ids]


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    widths = [max(1, *(cell_width(row[i]) for row in rows)) for i in range(len(rows[0]))]
    while sum(widths) > room and max(widths) > _NEVER_CUT:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(text: str, width: int, *, right: bool) -> RichText:
    shown = cut(text, width)
    return RichText(" " * (width - cell_width(shown)) + shown if right else shown)
