"""What the camera sees, in half blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

COLUMNS, ROWS = 28, 10
_STEP = 16


class Viewfinder(Widget):
    """Hidden until there is a picture."""

    DEFAULT_CSS = "Viewfinder { width: 1fr; height: 10; display: none; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[bytes] = ()

    def show(self, lines: Sequence[bytes]) -> None:
        """Draw a frame: two lines of brightness (0 to 255) for each row."""
        self._lines = lines
        self.display = bool(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row: the upper pixel is the colour of the block, the lower one that behind it."""
        if 2 * y + 1 >= len(self._lines):
            return Strip.blank(self.size.width)
        upper, lower = self._lines[2 * y], self._lines[2 * y + 1]
        segments = [Segment(" ")]
        segments += [Segment("▀", _style(a // _STEP, b // _STEP)) for a, b in zip(upper, lower, strict=True)]
        return Strip(segments).adjust_cell_length(self.size.width)


@lru_cache(maxsize=256)
def _style(upper: int, lower: int) -> Style:
    a, b = upper * 17, lower * 17
    return Style.parse(f"rgb({a},{a},{a}) on rgb({b},{b},{b})")
