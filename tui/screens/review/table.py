"""The table of the review: it draws only what is seen, however many sessions there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from storage.supervision.review import Review, ReviewRow
from tui.screens.review.lines import columns_for, group_line, heading_line, lines_of, row_line
from tui.screens.review.sorting import Column, Order, in_order


class SessionTable(Widget):
    """Rows under the headings of their causes, one of them pointed at, any number marked. Keys come from the screen."""

    DEFAULT_CSS = "SessionTable { width: 1fr; height: 1fr; text-wrap: nowrap; padding: 0 1; }"

    can_focus = True

    class Opened(Message):
        """A row was clicked that was pointed at before."""

    class Pointed(Message):
        """Another row is pointed at, or the rows changed."""

    class SortAsked(Message):
        """The heading of a column was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ReviewRow] = ()
        self.marked: set[str] = set()
        self.order = Order()
        self.empty = Content()
        """What is said where there is no row."""
        self._review: Review | None = None
        self._lines: list[int | tuple[str, int, bool]] = []
        self._at = 0
        self._top = 0

    @property
    def pointed(self) -> ReviewRow | None:
        """The row that is pointed at."""
        return self.rows[self._at] if self.rows else None

    @property
    def chosen(self) -> list[ReviewRow]:
        """The marked rows; where none is marked, the one that is pointed at."""
        marked = [row for row in self.rows if row.session.key in self.marked] if self.marked else []
        return marked or ([self.pointed] if self.pointed else [])

    def fill(self, review: Review, rows: Sequence[ReviewRow], empty: Content) -> None:
        """Other rows; what was pointed at and marked stays so where it is still there. `empty` is said where there is none."""
        before = self.pointed.session.key if self.pointed else None
        self._review, self.empty = review, empty
        self.rows = in_order(rows, self.order)
        keys = {row.session.key: place for place, row in enumerate(self.rows)}
        self.marked &= keys.keys()
        self._lines = lines_of(self.rows) if self.order.is_grouped else list(range(len(rows)))
        self._point_at(keys.get(before or "", self._at))

    def move(self, by: int) -> None:
        """Point at another row."""
        self._point_at(self._at + by)

    def _point_at(self, place: int) -> None:
        self._at = max(0, min(len(self.rows) - 1, place))
        self._keep_in_sight(self.content_size.height - 1)
        self.post_message(self.Pointed())
        self.refresh()

    def mark(self) -> None:
        """Mark what is pointed at, or take the mark away, and go on to the next."""
        if self.pointed is not None:
            self.marked ^= {self.pointed.session.key}
            self.move(1)
            self.refresh()

    def mark_only(self, keys: Collection[str]) -> None:
        """Mark these and no others."""
        self.marked = set(keys)
        self.refresh()

    def action_first(self) -> None:
        """Point at the first row."""
        self._point_at(0)

    def action_last(self) -> None:
        """Point at the last row."""
        self._point_at(len(self.rows) - 1)

    def action_page_up(self) -> None:
        """Go a page back."""
        self.move(-self.page)

    def action_page_down(self) -> None:
        """Go a page on."""
        self.move(self.page)

    def action_cursor_up(self) -> None:
        """Point at the row above."""
        self.move(-1)

    def action_cursor_down(self) -> None:
        """Point at the row below."""
        self.move(1)

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.content_size.height - 2)

    def render(self) -> Content:
        """The heading, and as many lines as there is room for."""
        width, height = self.content_size
        columns = columns_for(width)
        shown = [heading_line(columns, self.order).truncate(width)]
        if self._review is not None and not self.rows:
            return Content("\n").join([*shown, Content(""), self.empty])
        if self._review is not None:
            self._keep_in_sight(height - 1)
            for line in self._lines[self._top : self._top + height - 1]:
                if isinstance(line, tuple):
                    shown.append(group_line(line[0], line[1], width, urgent=line[2]))
                    continue
                row = self.rows[line]
                text = row_line(row, self._review, columns, width, marked=row.session.key in self.marked)
                text = text.truncate(width, ellipsis=True, pad=True)
                # One colour for the row that is pointed at, whatever its parts are.
                pointed = Content.styled(text.plain, "bold $background on $primary")
                shown.append(pointed if line == self._at else text)
        return Content("\n").join(shown)

    def on_click(self, event: events.Click) -> None:
        """Point at a row; once more opens it. A heading sorts by its column."""
        if event.y == 0 and (column := columns_for(self.content_size.width).at(event.x - self.gutter.left)) is not None:
            self.post_message(self.SortAsked(column))
        place = self._top + event.y - 1
        if event.y >= 1 and place < len(self._lines):
            line = self._lines[place]
            if isinstance(line, int):
                event.stop()
                if line == self._at:
                    self.post_message(self.Opened())
                self._point_at(line)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)

    def _keep_in_sight(self, room: int) -> None:
        """At each step, not only when it is drawn: what is seen does not depend on how often that was."""
        if not self._lines or room < 1:
            self._top = 0
            return
        place = self._lines.index(self._at)
        # The heading of its group is seen with the first row.
        above = place - 1 if place and isinstance(self._lines[place - 1], tuple) else place
        self._top = max(min(self._top, above), place - room + 1, 0)
