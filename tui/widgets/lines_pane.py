"""A pane of lines under a heading that draws only what is seen, however long the list is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

LayOut = Callable[[int], Sequence[Content]]
"""Lines for a width."""


class LinesPane(Widget):
    """The mouse wheel moves through it; nothing in it takes the focus."""

    DEFAULT_CSS = """
    LinesPane {
        width: 1fr; text-wrap: nowrap; padding: 0 1;
        border-top: solid $line; border-title-color: $primary; border-title-style: bold; border-title-background: $background;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lay_out: LayOut = lambda _width: ()
        self._lines: Sequence[Content] = ()
        self._laid_out_for: int | None = None
        self._top = 0

    def fill(self, heading: str, lay_out: LayOut) -> None:
        """Show other lines; `lay_out` gives them for the width at which they are drawn."""
        self.border_title = Content(heading)
        self._lay_out, self._laid_out_for = lay_out, None
        self.refresh()

    def render(self) -> Content:
        """As many lines as there is room for, the last one saying how many more there are."""
        width, height = self.content_size
        if width != self._laid_out_for:
            self._lines, self._laid_out_for = self._lay_out(width), width
            self._top = min(self._top, max(0, len(self._lines) - 1))
        seen = list(self._lines[self._top : self._top + height])
        below = len(self._lines) - self._top - len(seen)
        if below and seen:
            seen[-1] = Content.styled(f"… +{below + 1}", "$quiet")
        return Content("\n").join([line.truncate(width, ellipsis=True) for line in seen])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Further down, until the last line is seen."""
        self._move(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up, until the first line is seen."""
        self._move(-3)
        event.stop()

    def _move(self, by: int) -> None:
        most = max(0, len(self._lines) - max(1, self.content_size.height))
        self._top = min(most, max(0, self._top + by))
        self.refresh()
