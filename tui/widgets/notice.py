"""Lines across the screen that stay as long as they are true."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tui.model.rows_of_more import NamesRows


class Notice(Widget):
    """Hidden while there is nothing to say."""

    DEFAULT_CSS = """
    Notice { width: 1fr; height: auto; display: none; background: $tone-lost; color: $tone-lost-text; padding: 0 1; text-style: bold; }
    Notice.-said { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def say(self, text: str) -> None:
        """Show a text; an empty one hides it."""
        if text == self._text:
            return
        self._text = text
        # By a class and not by its own style: a screen that hides it, for its mode or its size, has the last word.
        self.set_class(bool(text), "-said")
        self.refresh(layout=True)

    def render(self) -> Content:
        app = self.app
        return Content(app.named_by_rows(self._text) if isinstance(app, NamesRows) else self._text)
