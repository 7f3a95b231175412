"""A row of buttons in a dialog, for what has no key there: Tab reaches it, the arrows move along it (screens.md law 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import NULL_OFFSET, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tui.widgets.text import Paragraphs
from tui.words.cells import cell_width

Way = tuple[str, str]
"""A word, and the action of the screen that its button runs."""


class ActionButton(Widget, can_focus=True):
    """A word; Enter, the space bar or a click does what it says."""

    DEFAULT_CSS = """
    ActionButton { width: auto; height: auto; margin-right: 1; padding: 0 1; background: $panel; color: $key; }
    ActionButton:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "press", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self, word: str, action: str) -> None:
        super().__init__()
        self._word = word
        self.action = action

    def get_content_width(self, container: object, viewport: object) -> int:
        """The cells of its word."""
        return cell_width(self._word)

    def render(self) -> Content:
        """The word."""
        return Paragraphs.of(self._word)

    async def on_click(self) -> None:
        """A click presses it."""
        await self.action_press()

    async def action_press(self) -> None:
        """Do what it says, and give the focus back to the first part of the dialog: a second Enter is not this button's."""
        await self.screen.run_action(self.action)
        if self.screen.focused is self:
            self.screen.focus_chain[0].focus()


class InLines(Layout):
    """Side by side, and on in the next line where one is full, as words in a text. Only a word that is longer than a line takes
    several."""

    name = "in lines"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Where each button stands."""
        placed, x, y, height = list[WidgetPlacement](), 0, 0, 0
        screen = parent.app.viewport_size
        for child in children:
            gutter, margin = child.styles.gutter.width, child.styles.margin
            width = min(size.width, child.get_content_width(size, screen) + gutter)
            if x and x + width > size.width:
                x, y = 0, y + height
            height = child.get_content_height(size, screen, max(1, width - gutter))
            placed.append(WidgetPlacement(Region(x, y, width, height), NULL_OFFSET, margin, child))
            x += width + margin.right
        return placed


_IN_LINES = InLines()


class ActionRow(Widget):
    """The buttons side by side, in as many lines as they need."""

    DEFAULT_CSS = """
    ActionRow { width: 1fr; height: auto; margin-top: 1; }
    """

    def __init__(self, ways: Sequence[Way]) -> None:
        super().__init__()
        self._ways = list(ways)

    @property
    def layout(self) -> Layout:
        """Where the buttons stand."""
        return _IN_LINES

    def compose(self) -> Iterable[Widget]:
        """A button for each way."""
        for word, action in self._ways:
            yield ActionButton(word, action)
