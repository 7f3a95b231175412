"""The line that says where the clerk is: the titles from the first page down to this one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from tui.words.cells import cell_width, cut

_BETWEEN = " › "


class WayLine(Widget):
    """Where there is little room the first titles give way, with “…” in their place: the last one says where one is."""

    DEFAULT_CSS = "WayLine { width: 1fr; height: 1; text-wrap: nowrap; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._titles: list[str] = []

    @property
    def text(self) -> str:
        """The whole way, whether there is room for it or not."""
        return _BETWEEN.join(self._titles)

    def say(self, titles: Sequence[str]) -> None:
        """Show the way of these titles."""
        self._titles = list(titles)
        self.refresh()

    def render(self) -> Content:
        """As much of the way as fits, its end before its beginning."""
        return Content(way_text(self._titles, self.content_size.width))


def way_text(titles: Sequence[str], room: int) -> str:
    """The titles in a line of so many cells; the first ones give way."""
    for start in range(len(titles)):
        text = _BETWEEN.join(["…"] * bool(start) + list(titles[start:]))
        if cell_width(text) <= room:
            return text
    return cut("".join(titles[-1:]), room)
