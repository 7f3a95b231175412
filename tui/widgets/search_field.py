"""The field above a list: letters go into the field, the keys that move in a list into the list."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Listed(Protocol):
    """A list that the field is beside."""

    def action_first(self) -> None:
        """Mark the first line."""

    def action_last(self) -> None:
        """Mark the last line."""

    def action_page_up(self) -> None:
        """Go a page back."""

    def action_page_down(self) -> None:
        """Go a page on."""

    def action_cursor_up(self) -> None:
        """Mark the line above."""

    def action_cursor_down(self) -> None:
        """Mark the line below."""


class SearchField(Input):
    """Arrows and pages move in the list. Home and End do so where the text cursor stands at that end of the text already, as in an
    empty field: else they move in the text, as everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "in_list('cursor_up')", show=False),
        Binding("down", "in_list('cursor_down')", show=False),
        Binding("pageup", "in_list('page_up')", show=False),
        Binding("pagedown", "in_list('page_down')", show=False),
        Binding("home", "to_first", show=False),
        Binding("end", "to_last", show=False),
    ]

    def __init__(self, placeholder: str, beside: Listed, *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False, id=id)
        self._beside = beside

    def action_in_list(self, how: str) -> None:
        """Move in the list."""
        getattr(self._beside, f"action_{how}")()

    def action_to_first(self) -> None:
        """To the start of the text; from there to the first line of the list."""
        if self.cursor_position or not self.selection.is_empty:
            self.action_home()
        else:
            self._beside.action_first()

    def action_to_last(self) -> None:
        """To the end of the text; from there to the last line of the list."""
        if self.cursor_position < len(self.value) or not self.selection.is_empty:
            self.action_end()
        else:
            self._beside.action_last()
