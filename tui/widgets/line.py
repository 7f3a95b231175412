"""One line of text."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Line(Widget):
    """What is too long is cut, with “…” in its place."""

    DEFAULT_CSS = "Line { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content("")

    def say(self, content: Content | str) -> None:
        """Show `content` in place of the text before."""
        shown = Content(content) if isinstance(content, str) else content
        if shown != self._content:
            self._content = shown
            self.refresh()

    def render(self) -> Content:
        """The text that was said last."""
        return self._content
