"""The field above the list: what is written in it narrows the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from checkin.texts import _
from tui.screens.dialog import Text
from tui.widgets.search_field import Listed, SearchField


class SearchLine(SearchField):
    """Seen while something is looked for. Enter goes to the list, Esc takes the search away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "end_search", show=False)]

    class Ended(Message):
        """The search was taken away."""

    def __init__(self, beside: Listed) -> None:
        super().__init__(_("name, pinyin, initials, class or number"), beside, id="search")
        self.is_begun = self.can_focus = False

    def begin(self) -> None:
        """Let somebody type."""
        self._begin_or_end(begun=True)
        self.select_all()
        # At once: the next letter belongs into it.
        self.screen.set_focus(self)

    def end(self) -> None:
        """Hide it, and forget what was looked for."""
        self.value = ""
        self._begin_or_end(begun=False)

    def action_end_search(self) -> None:
        """Esc in the field."""
        self.end()
        self.post_message(self.Ended())

    def _begin_or_end(self, *, begun: bool) -> None:
        # While it is hidden no Tab comes here.
        self.is_begun = self.can_focus = begun
        if isinstance(self.parent, SearchBar):
            self.parent.display = begun


class SearchBar(Horizontal):
    """The field with its sign in front."""

    DEFAULT_CSS = """
    SearchBar { display: none; height: 1; background: $panel; padding: 0 1; }
    SearchBar > Text { width: 2; color: $key; text-style: bold; }
    SearchBar > Input, SearchBar > Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """

    def __init__(self, field: SearchLine) -> None:
        super().__init__()
        self._field = field

    def compose(self) -> Iterator[Widget]:
        """The sign and the field."""
        yield Text("/")
        yield self._field
