"""Some lines of text in a box. A Chinese text breaks behind any character, a Latin word stays whole."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from tui.model.rows_of_more import COMMAND, OPTION, NamesRows
from tui.words.wrapping import SLASHES, breaks

MOST_INDENT = 8
"""More blanks than these before a line align it with something, and don't indent a paragraph."""


class Paragraphs(Content):
    """A text that is broken where Chinese is broken: Textual breaks at blanks alone."""

    @classmethod
    def of(cls, text: str | Content) -> Paragraphs:
        """The same text with the same styles."""
        content = Content(text) if isinstance(text, str) else text
        return cls(content.plain, list(content.spans), strip_control_codes=False)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines that it takes at this width."""
        if self._is_broken_by_textual(rules):
            return super().get_height(rules, width)
        return Content("\n").join(self._lines(width)).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as they are drawn; where there is room for fewer of them the last one ends in “…”."""
        most = height or 0
        is_cut = 0 < most < self.get_height(options.rules, width) and not _is_unbroken(options.rules)
        if self._is_broken_by_textual(options.rules) and not is_cut:
            return super().render_strips(width, height, style, options)
        lines = self._lines(width)
        if is_cut:
            last = Content.assemble(lines[most - 1].rstrip(), "…").truncate(width, ellipsis=True)
            lines = [*lines[: most - 1], last]
        return Content("\n").join(lines).render_strips(width, height, style, options)

    def _is_broken_by_textual(self, rules: RulesMap) -> bool:
        """Latin lines without a blank before them, which break at blanks and go on at the margin; no path among them."""
        text = self.plain
        latin = text.isascii() and not any(slash in text for slash in SLASHES)
        return _is_unbroken(rules) or (latin and not text.startswith(" ") and "\n " not in text)

    def _lines(self, width: int) -> list[Content]:
        """The lines; what goes on below an indented line is indented as that."""
        lines: list[Content] = []
        content = Content(self.plain, list(self.spans), strip_control_codes=False)
        for line in content.split("\n", allow_blank=True):
            at = indent = _indent(line.plain, width)
            for end, after in breaks(line.plain[indent:], width - indent):
                lines.append(Content(" " * indent) + line[at : indent + end])
                at = indent + after
            lines.append(Content(" " * indent) + line[at:] if at > indent else line)
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
        if (COMMAND in content.plain or OPTION in content.plain) and isinstance(app, NamesRows):
            said = app.named_by_rows(content.plain)
            return content if said == content.plain else Paragraphs.of(said)
        return content


def _indent(text: str, width: int) -> int:
    """The blanks before a line, unless they are an empty line's, or so many that little room is left."""
    blanks = len(text) - len(text.lstrip(" "))
    return blanks if blanks < len(text) and blanks <= min(MOST_INDENT, width // 3) else 0


def _is_unbroken(rules: RulesMap) -> bool:
    return rules.get("text_wrap", "wrap") == "nowrap"
