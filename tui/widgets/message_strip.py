"""One strip above the key bar for what is said in passing: nothing that is said ever covers a verdict (screens.md law 1)."""

from __future__ import annotations

from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widget import Widget

from tui.widgets.style_classes import use_classes
from tui.widgets.text import Paragraphs
from tui.words.lists import in_one_line

_SIGNS = {"information": "ⓘ", "warning": "⚠", "error": "✗"}


class MessageStrip(Widget):
    """Takes no room while there is nothing to say. Its screen has the class `-said` as long as there is something."""

    DEFAULT_CSS = """
    MessageStrip { width: 1fr; height: auto; max-height: 3; display: none; padding: 0 1; background: $panel; color: $foreground; }
    MessageStrip.-warning { color: $warning; text-style: bold; }
    MessageStrip.-error { color: $bad; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._content: Content = Paragraphs.of("")

    def say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a text in place of the one before; an empty one hides the strip. Lines follow each other with a dot."""
        lines = in_one_line(text.splitlines())
        content = Paragraphs.of(f"{_SIGNS[severity]} {lines}" if lines else "")
        if content.plain == self._content.plain:
            return
        self._content = content
        use_classes(self, {f"-{one}": severity == one for one in ("warning", "error")})
        self.display = bool(lines)
        self.screen.set_class(bool(lines), "-said")
        self.refresh(layout=True)

    def render(self) -> Content:
        """The text that was said last."""
        return self._content
