"""Where somebody fills in a field of a kind: each has a `text`, and says `Edited` when it is another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList
from textual.widgets.selection_list import Selection

from checkin.texts import _
from tui.screens.fields.kinds import YES, ids_of, text_of


class Edited(Message):
    """What stands in a field is another text than before."""


class LineEditor(Input):
    """One line; what stands there is selected when the focus comes by a key, so that typing replaces it."""

    def __init__(
        self, text: str, id: str, *, example: str = "", secret: bool = False, suggester: Suggester | None = None
    ) -> None:
        super().__init__(text, placeholder=example, password=secret, id=id, suggester=suggester, compact=True)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.value

    @text.setter
    def text(self, text: str) -> None:
        self.value = text

    def on_input_changed(self) -> None:
        """Somebody types, or the form writes."""
        self.post_message(Edited())

    def action_copy(self) -> None:
        """A secret leaves the field for nowhere."""
        if self.password:
            raise SkipAction
        super().action_copy()

    def action_cut(self) -> None:
        """A password is not cut either."""
        if self.password:
            raise SkipAction
        super().action_cut()


class ListEditor(Select[str], inherit_bindings=False):
    """One of some lines: the space bar or a click opens them below the field."""

    DEFAULT_CSS = """
    ListEditor { width: 1fr; height: auto; }
    ListEditor > SelectCurrent, ListEditor.-textual-compact > SelectCurrent { padding: 0 1; background: $panel; border: none; }
    ListEditor:focus > SelectCurrent { background: $primary 30%; border: none; }
    ListEditor > SelectOverlay { overlay: none; border: none; max-height: 6; padding: 0; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "show_overlay", show=False)]

    def __init__(self, lines: Sequence[tuple[str, str]], text: str, id: str) -> None:
        ids = [one for one, _shown in lines]
        shown = [(Content(line), one) for one, line in lines]
        begin = text if text in ids else ids[0]
        super().__init__(shown, allow_blank=False, value=begin, type_to_search=False, id=id, compact=True)
        self._begin = begin

    @property
    def text(self) -> str:
        """The id of the line."""
        return self.value if isinstance(self.value, str) else self._begin

    @text.setter
    def text(self, text: str) -> None:
        self.value = text

    def on_select_changed(self) -> None:
        """Another line was chosen."""
        self.post_message(Edited())

    def action_show_overlay(self) -> None:
        """Open the list where it can be seen."""
        super().action_show_overlay()
        self.call_after_refresh(self.scroll_visible)


class TicksEditor(SelectionList[str], inherit_bindings=False):
    """Some of some lines: the space bar or a click ticks."""

    DEFAULT_CSS = """
    TicksEditor { width: 1fr; height: auto; max-height: 6; border: none; padding: 0; background: $surface; }
    TicksEditor:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self, lines: Sequence[tuple[str, str]], text: str, id: str) -> None:
        ticked = set(ids_of(text))
        super().__init__(*[Selection(Content(line), one, one in ticked) for one, line in lines], id=id, compact=True)
        self._order = [one for one, _shown in lines]

    def render_line(self, y: int) -> Strip:
        """A line with its box as that of a single one: Textual's own box shows by its colour alone that it is ticked."""
        line = list(super().render_line(y))
        at = self.scroll_offset.y + y
        if at >= len(self._order):
            return Strip(line)
        box = "[✓] " if self._order[at] in self.selected else "[ ] "
        plain = line[3].style or Style()
        return Strip([Segment(box, plain + Style(bold=True, meta={"option": at})), *line[4:]])

    @property
    def text(self) -> str:
        """The ids that are ticked, in the order of the list."""
        ticked = set(self.selected)
        return text_of(one for one in self._order if one in ticked)

    @text.setter
    def text(self, text: str) -> None:
        self.deselect_all()
        for one in ids_of(text):
            self.select(one)

    def on_selection_list_selected_changed(self) -> None:
        """Another line was ticked."""
        self.post_message(Edited())


class TickEditor(Widget, can_focus=True):
    """A box to tick: the space bar or a click turns it."""

    DEFAULT_CSS = """
    TickEditor { width: 1fr; height: 1; padding: 0 1; background: $panel; }
    TickEditor:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]

    def __init__(self, label: str, text: str, id: str) -> None:
        super().__init__(id=id)
        self._label = label
        self._text = text

    @property
    def text(self) -> str:
        """`YES`, or empty."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        self.refresh()
        self.post_message(Edited())

    def render(self) -> Content:
        """The box and what it means."""
        return Content.assemble(("[✓] " if self._text else "[ ] ", "bold"), self._label or _("yes"))

    def on_click(self) -> None:
        """A click turns it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Yes becomes no."""
        self.text = "" if self._text else YES
