"""A small button beside a field: Enter, the space bar or a click presses it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.words.cells import cell_width


class SideButton(Widget, can_focus=True):
    """One sign or word; says `Pressed`."""

    DEFAULT_CSS = """
    SideButton { width: auto; height: 1; margin-left: 1; padding: 0 1; background: $panel; color: $key; }
    SideButton:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """The button was pressed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def say(self, text: str) -> None:
        """Another sign or word."""
        self._text = text
        self.refresh(layout=True)

    def get_content_width(self, container: object, viewport: object) -> int:
        """The cells of its text."""
        return cell_width(self._text)

    def render(self) -> Content:
        """The sign."""
        return Content(self._text)

    def on_click(self) -> None:
        """A click presses it."""
        self.action_press()

    def action_press(self) -> None:
        """Say that it was pressed."""
        self.post_message(self.Pressed())
