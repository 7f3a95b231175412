"""The first page of the volunteer's screen: it draws its charts anew for each size."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content

from tui.screens.dialog import Text
from tui.screens.volunteer.pages import hours_lines
from tui.words.volunteer_page import VolunteerData


class HoursPane(VerticalScroll):
    """Scrolls where the window is too low for all of it."""

    DEFAULT_CSS = "HoursPane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = Text(id="lines")
        self._data: VolunteerData | None = None

    def compose(self) -> Iterator[Text]:
        """One text."""
        yield self._text

    def show(self, data: VolunteerData) -> None:
        """Show the hours of another day, or of another person."""
        self._data = data
        self._draw()

    def on_resize(self) -> None:
        """Drawn once the room is shared out: while it is, Textual keeps the height of the charts that stood there before."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """The charts take the room that there is; one cell is kept for the scroll bar."""
        if self._data is not None and self.size.width:
            width, height = max(20, self.size.width - 3), self.size.height
            self._text.say(Content("\n").join(hours_lines(self._data, width, height)))
