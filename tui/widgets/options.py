"""A list to choose from, for all dialogs."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list, which bears a click on a line that was there a moment ago."""

    def on_click(self, event: events.Click) -> None:
        """What is on the screen may be older than the list: such a click means nothing."""
        line = event.style.meta.get("option")
        if line is not None and line >= self.option_count:
            event.prevent_default()
