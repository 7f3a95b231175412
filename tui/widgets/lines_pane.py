"""A pane of rows under a heading that draws only what is seen, however long the list is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.widgets.marked_rows import MarkedRows
from tui.widgets.rows import Row

LayOut = Callable[[int], Sequence[Row]]
"""Rows for a width."""
WHEEL = 3
"""Rows that a turn of the wheel moves."""


class LinesPane(Widget, can_focus=True):
    """Tab and a click reach it, arrows and the wheel move in it, Enter and a click open the person that is marked."""

    DEFAULT_CSS = """
    LinesPane {
        width: 1fr; text-wrap: nowrap; padding: 0 1;
        border-top: solid $line; border-title-color: $primary; border-title-style: bold; border-title-background: $background;
    }
    LinesPane:focus { border-top: heavy $key; border-title-color: $key; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "by_row(-1)", show=False),
        Binding("down", "by_row(1)", show=False),
        Binding("left", "by_piece(-1)", show=False),
        Binding("right", "by_piece(1)", show=False),
        Binding("pageup", "by_page(-1)", show=False),
        Binding("pagedown", "by_page(1)", show=False),
        Binding("home", "to_first", show=False),
        Binding("end", "to_last", show=False),
        Binding("enter", "open", show=False),
        Binding("escape", "let_go", show=False),
    ]

    class Opened(Message):
        """A person was chosen; `volunteer` is the key."""

        def __init__(self, volunteer: str) -> None:
            super().__init__()
            self.volunteer = volunteer

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lay_out: LayOut = lambda _width: ()
        self._list = MarkedRows()
        self._laid_out_for: int | None = None
        self._top = 0

    def fill(self, lay_out: LayOut) -> None:
        """Show other rows; `lay_out` gives them for the width at which they are drawn. The mark stays with its person."""
        self._lay_out, self._laid_out_for = lay_out, None
        self.refresh()

    def head(self, heading: str) -> None:
        """Show another heading."""
        self.border_title = Content(heading)

    @property
    def marked(self) -> str:
        """The key of the volunteer under the mark; empty where there is none."""
        return self._list.opens

    def render(self) -> Content:
        """As many rows as there is room for, the last one saying how many more there are."""
        width, height = self.content_size
        if width != self._laid_out_for:
            self._list.take(self._lay_out(width))
            self._laid_out_for = width
        self._stay_within(max(1, height))
        rows = self._list.rows
        seen = range(self._top, min(len(rows), self._top + height))
        shown = [self._list.shown(row, with_mark=self.has_focus).truncate(width, ellipsis=True) for row in seen]
        below = len(rows) - self._top - len(shown)
        if below and shown and self._marked_row != seen[-1]:
            shown[-1] = Content.styled(f"… +{below + 1}", "$quiet")
        return Content("\n").join(shown)

    @property
    def _marked_row(self) -> int | None:
        place = self._list.place if self.has_focus else None
        return None if place is None else place.row

    def _stay_within(self, height: int) -> None:
        """Begin at a row such that the mark is seen, and that no room is left below."""
        if (row := self._marked_row) is not None:
            self._top = max(min(self._top, row), row - height + 1)
        self._top = max(0, min(self._top, len(self._list.rows) - height))

    def action_by_piece(self, by: int) -> None:
        """To the next person, or the one before."""
        self._list.by_piece(by)
        self.refresh()

    def action_by_row(self, by: int) -> None:
        """Up or down; where nothing opens anything the rows move."""
        if not self._list.by_row(by):
            self._top += by
        self.refresh()

    def action_by_page(self, by: int) -> None:
        """A screenful up or down."""
        for _row in range(max(1, self.content_size.height - 1)):
            self.action_by_row(by)

    def action_to_first(self) -> None:
        """To the first person."""
        self._list.to_first()
        self._top = 0
        self.refresh()

    def action_to_last(self) -> None:
        """To the last person."""
        self._list.to_last()
        self._top = len(self._list.rows)
        self.refresh()

    def action_open(self) -> None:
        """The page of who is marked."""
        if volunteer := self.marked:
            self.post_message(self.Opened(volunteer))

    def action_let_go(self) -> None:
        """Back to the desk as a whole."""
        self.screen.set_focus(None)

    def on_click(self, event: events.Click) -> None:
        """Open the person under the mouse."""
        at = event.get_content_offset(self)
        if at is not None and self._list.to_cell(self._top + at.y, at.x):
            self.refresh()
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Further down, until the last row is seen."""
        self._turn(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up, until the first row is seen."""
        self._turn(-WHEEL)
        event.stop()

    def _turn(self, by: int) -> None:
        if self._marked_row is None:
            self._top += by
            self.refresh()
        else:
            for _row in range(abs(by)):
                self.action_by_row(1 if by > 0 else -1)
