"""A list to choose from, for all dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual import events
from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list, which bears a click on a line that was there a moment ago, and a page that has no line."""

    def on_click(self, event: events.Click) -> None:
        """What is on the screen may be older than the list: such a click means nothing."""
        line = event.style.meta.get("option")
        if line is not None and line >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """A page back; where the terminal has room for no line there is none."""
        if self.scrollable_content_region.height > 0:
            cast(Callable[[], None], super().action_page_up)()

    def action_page_down(self) -> None:
        """A page on; where the terminal has room for no line there is none."""
        if self.scrollable_content_region.height > 0:
            cast(Callable[[], None], super().action_page_down)()
