"""What stands beside the list, or below it where there is little room: all that is known of the marked row."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from checkin.texts import _
from tui.district.page import Part
from tui.words.wrapping import wrapped

_LEAST = 40


class Beside(VerticalScroll, can_focus=True):
    """Parts below each other, each with its title. Tab reaches it where it must be scrolled."""

    DEFAULT_CSS = """
    Beside { display: none; width: 2fr; padding: 0 1; border-left: vkey $line; background: $background; }
    Beside:focus { border-left: vkey $key; }
    Beside Static { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__(id="beside")
        self._text = Static(markup=False)
        self._parts: Sequence[Part] = ()

    def compose(self) -> list[Static]:
        """One text, which may be longer than the room."""
        return [self._text]

    def show(self, parts: Sequence[Part]) -> None:
        """Other parts, from the top."""
        self._parts = parts
        self.draw()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Sentences are wrapped for another width, once the room is shared out."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """The parts that are shown now, in the colours in use."""
        self._text.update(Content("\n\n").join([self._part(part) for part in self._parts]))

    def _part(self, part: Part) -> Content:
        colours = self.app.theme_variables
        title = Content.styled(part.title, f"bold {colours[part.tone or 'key']}")
        return Content("\n").join([title, *(self._line(*line) for line in part.lines)])

    def _line(self, label: str, value: str) -> Content:
        if not label:
            # Textual would begin a line with a full stop.
            return Content("\n".join(wrapped(value, self.scrollable_content_region.width or _LEAST)))
        return Content.assemble((_("{label}: ").format(label=label), self.app.theme_variables["quiet"]), value)
