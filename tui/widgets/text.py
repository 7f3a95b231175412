"""Some lines of text in a box. A Chinese text breaks behind any character, a Latin word stays whole."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from tui.model.rows_of_more import COMMAND, NamesRows
from tui.words.wrapping import breaks


class Paragraphs(Content):
    """A text that is broken where Chinese is broken: Textual breaks at blanks alone."""

    @classmethod
    def of(cls, text: str | Content) -> Paragraphs:
        """The same text with the same styles."""
        content = Content(text) if isinstance(text, str) else text
        return cls(content.plain, list(content.spans), strip_control_codes=False)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines that it takes at this width."""
        if self.plain.isascii() or _is_unbroken(rules):
            return super().get_height(rules, width)
        return Content("\n").join(self._lines(width)).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as they are drawn."""
        if self.plain.isascii() or _is_unbroken(options.rules):
            return super().render_strips(width, height, style, options)
        return Content("\n").join(self._lines(width)).render_strips(width, height, style, options)

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        content = Content(self.plain, list(self.spans), strip_control_codes=False)
        for line in content.split("\n", allow_blank=True):
            at = 0
            for end, after in breaks(line.plain, width):
                lines.append(line[at:end])
                at = after
            lines.append(line[at:])
        return lines


class Text(Widget):
    """`warns` makes it stand out; an empty text takes no room."""

    DEFAULT_CSS = """
    Text { width: 1fr; height: auto; }
    Text.-warns { color: $bad; text-style: bold; }
    Text.-empty { display: none; }
    """

    def __init__(
        self, text: str | Content = "", *, id: str | None = None, classes: str | None = None, warns: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._content = Paragraphs.of(text)
        self.set_class(warns, "-warns")
        self.set_class(not self._content.plain, "-empty")

    def say(self, text: str | Content) -> None:
        """Show another text; an empty one takes no room."""
        content = Paragraphs.of(text)
        if content.is_same(self._content):
            # The whole screen would be laid out and drawn once more.
            return
        self._content = content
        self.set_class(not content.plain, "-empty")
        self.refresh(layout=True)

    def render(self) -> Content:
        """The text that was said last."""
        content, app = self._content, self.app
        if COMMAND in content.plain and isinstance(app, NamesRows):
            return Paragraphs.of(app.named_by_rows(content.plain))
        return content


def _is_unbroken(rules: RulesMap) -> bool:
    return rules.get("text_wrap", "wrap") == "nowrap"
