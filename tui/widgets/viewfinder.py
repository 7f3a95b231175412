"""What the camera sees, in half blocks."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.model.view import Outline, View
from tui.words.cells import cell_width

COLUMNS, ROWS = 28, 10
_STEP = 16
_OUTLINES = {Outline.READ: "rgb(60,220,90)", Outline.FOUND: "rgb(255,190,40)"}
"""The same on the dark and the light screen: they lie on a picture."""


class Viewfinder(Widget):
    """Hidden until there is a picture."""

    DEFAULT_CSS = "Viewfinder { width: 1fr; height: 10; display: none; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._view = View()
        self._word = ""

    @property
    def word(self) -> str:
        """What keeps the picture from being read; empty where nothing does."""
        return self._word

    def show(self, view: View, word: str = "") -> None:
        """Draw a frame, with a word over its last row; a view without lines hides the picture."""
        self._view, self._word = view, word
        self.display = bool(view.lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row: the upper pixel is the colour of the block, the lower one that behind it."""
        lines, outlines = self._view
        if 2 * y + 1 >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        if self._word and y == len(lines) // 2 - 1:
            return self._word_line()
        segments = [Segment(" ", self.rich_style)]
        for x, (upper, lower) in enumerate(zip(lines[2 * y], lines[2 * y + 1], strict=True)):
            above, below = outlines.get((x, 2 * y)), outlines.get((x, 2 * y + 1))
            segments.append(Segment("▀", _style(above or upper // _STEP, below or lower // _STEP)))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _word_line(self) -> Strip:
        warning = self.app.theme_variables.get("warning", "yellow")
        style = Style.parse(f"bold black on {warning}" if warning.startswith("#") else "bold black on yellow")
        room = len(self._view.lines[0])
        text = self._word.center(room - (cell_width(self._word) - len(self._word)))
        return (
            Strip([Segment(" ", self.rich_style), Segment(text, style)])
            .crop(0, room + 1)
            .adjust_cell_length(self.size.width, self.rich_style)
        )


@lru_cache(maxsize=512)
def _style(upper: int | Outline, lower: int | Outline) -> Style:
    return Style.parse(f"{_colour(upper)} on {_colour(lower)}")


def _colour(pixel: int | Outline) -> str:
    if isinstance(pixel, Outline):
        return _OUTLINES[pixel]
    return f"rgb({pixel * 17},{pixel * 17},{pixel * 17})"
