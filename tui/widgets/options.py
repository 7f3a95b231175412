"""A list to choose from, for all dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual import events
from textual.widget import Widget
from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list, which bears a click on a line that was there a moment ago, and a page that has no line. A page further than
    its ends turns what it stands in: a text above it may be longer than the terminal."""

    def on_click(self, event: events.Click) -> None:
        """What is on the screen may be older than the list: such a click means nothing."""
        line = event.style.meta.get("option")
        if line is not None and line >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """A page back; where the terminal has room for no line there is none."""
        if (box := self._longer) and self.highlighted in (None, *self._ends[:1]):
            box.scroll_page_up(animate=False)
        elif self.scrollable_content_region.height > 0:
            cast(Callable[[], None], super().action_page_up)()

    def action_page_down(self) -> None:
        """A page on; where the terminal has room for no line there is none."""
        if (box := self._longer) and self.highlighted in (None, *self._ends[-1:]):
            box.scroll_page_down(animate=False)
        elif self.scrollable_content_region.height > 0:
            cast(Callable[[], None], super().action_page_down)()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The marked line is in sight, also where the list stands in something longer than the terminal."""
        super().watch_highlighted(highlighted)
        if self._longer is not None:
            self.scroll_visible(animate=False)

    @property
    def _longer(self) -> Widget | None:
        """What it stands in, where that is longer than the room it has."""
        return next((one for one in self.ancestors if isinstance(one, Widget) and one.max_scroll_y > 0), None)

    @property
    def _ends(self) -> list[int]:
        """The places of the lines that can be marked, from the first to the last."""
        return [place for place in range(self.option_count) if not self.get_option_at_index(place).disabled]
