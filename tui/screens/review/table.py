"""The table of the review: it draws only what is seen, however many sessions there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from checkin.rules.review import Wait
from storage.supervision.review import Review, ReviewRow
from tui.screens.review.lines import columns_for, group_line, group_text, heading_line, row_line

_URGENT = (Wait.LATE_CHECK_OUT, Wait.OBJECTION, Wait.CHANGED)


class SessionTable(Widget):
    """Rows under the headings of their causes, one of them pointed at, any number marked. Keys come from the screen."""

    DEFAULT_CSS = "SessionTable { width: 1fr; height: 1fr; text-wrap: nowrap; padding: 0 1; }"

    class Opened(Message):
        """A row was clicked that was pointed at before."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ReviewRow] = ()
        self.marked: set[str] = set()
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
        marked = [row for row in self.rows if row.session.key in self.marked]
        return marked or ([self.pointed] if self.pointed else [])

    def fill(self, review: Review, rows: Sequence[ReviewRow]) -> None:
        """Other rows; what was pointed at and marked stays so where it is still there."""
        before = self.pointed.session.key if self.pointed else None
        self._review, self.rows = review, rows
        keys = {row.session.key: place for place, row in enumerate(rows)}
        self.marked &= keys.keys()
        self._at = keys.get(before or "", min(self._at, max(0, len(rows) - 1)))
        self._lines = _lines_of(rows)
        self.refresh()

    def move(self, by: int) -> None:
        """Point at another row."""
        if self.rows:
            self._at = max(0, min(len(self.rows) - 1, self._at + by))
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

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.content_size.height - 2)

    def render(self) -> Content:
        """The heading, and as many lines as there is room for."""
        width, height = self.content_size
        columns = columns_for(width)
        shown = [heading_line(columns)]
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
        """Point at a row; once more opens it."""
        place = self._top + event.y - 1
        if event.y >= 1 and place < len(self._lines):
            line = self._lines[place]
            if isinstance(line, int):
                event.stop()
                if line == self._at:
                    self.post_message(self.Opened())
                self._at = line
                self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)

    def _keep_in_sight(self, room: int) -> None:
        if not self._lines:
            self._top = 0
            return
        place = self._lines.index(self._at)
        # The heading of its group is seen with the first row.
        above = place - 1 if place and isinstance(self._lines[place - 1], tuple) else place
        self._top = max(min(self._top, above), place - room + 1, 0)


def _lines_of(rows: Sequence[ReviewRow]) -> list[int | tuple[str, int, bool]]:
    """Places of rows, and before each first one of a cause its heading."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[group_text(row)] = counts.get(group_text(row), 0) + 1
    lines: list[int | tuple[str, int, bool]] = []
    last = None
    for place, row in enumerate(rows):
        text = group_text(row)
        if text != last:
            lines.append((text, counts[text], bool(row.waits) and row.waits[0] in _URGENT))
            last = text
        lines.append(place)
    return lines
