"""A list to choose from, and beside the marked line what would come of it; in a narrow terminal below the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from checkin.texts import _
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.words.faults import Trouble, sentences

Tell = Callable[[str], Awaitable[Sequence[str]]]
_WIDTHS = [(0, "-narrow"), (100, "-wide")]


class Consequences(VerticalScroll, can_focus=False):
    """The lines about what is marked. `tell` gives them for an id; where it can't be done they say why. Tab reaches them where there
    are more of them than there is room for."""

    DEFAULT_CSS = """
    Consequences { height: auto; max-height: 40vh; }
    """

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell
        self._lines = Text()

    def compose(self) -> Iterable[Widget]:
        """The lines alone."""
        yield self._lines

    @work(exclusive=True)
    async def show(self, marked: str | None) -> None:
        """Say it of another one; of nobody nothing."""
        if marked is None:
            self._lines.say("")
            return
        try:
            lines = await self._tell(marked)
        except Trouble as error:
            lines = sentences(error)
        self._lines.say(Content("\n").join(Content(line) for line in lines))
        self.scroll_home(animate=False)
        self.call_after_refresh(self._let_read)

    def on_resize(self) -> None:
        """There is room for more of them, or for fewer."""
        self._let_read()

    def entries(self) -> list[Entry]:
        """The key that leads here, where there is more to read than is seen."""
        return [("Tab", _("read on"), "app.focus_next")] if self.is_long else []

    @property
    def is_long(self) -> bool:
        """Whether there are more lines than are seen."""
        return self.max_scroll_y > 0

    def _let_read(self) -> None:
        if self.can_focus != self.is_long and self.is_attached and isinstance(self.screen, Dialog):
            if self.has_focus:
                self.screen.focus_previous()
            self.can_focus = self.is_long
            self.screen.show_keys()


class ChooseBesideDialog(ChooseDialog):
    """As `ChooseDialog`; `tell` gives the lines about the line of an id."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    DEFAULT_CSS = """
    ChooseBesideDialog > #box { width: 110; }
    ChooseBesideDialog #pair { height: auto; }
    ChooseBesideDialog.-wide #pair { layout: horizontal; }
    ChooseBesideDialog.-wide #pair OptionList { width: 2fr; }
    ChooseBesideDialog.-wide #pair Consequences { width: 3fr; border-left: solid $line; padding-left: 1; margin-left: 1; }
    ChooseBesideDialog.-narrow #pair Consequences { margin-top: 1; max-height: 8; }
    ChooseBesideDialog.-narrow.-scanned #pair Consequences { max-height: 3; }
    """

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], tell: Tell, explanation: str = "") -> None:
        super().__init__(title, lines, None, explanation)
        self._beside = Consequences(tell)

    def parts(self) -> Iterable[Widget]:
        """The list, and beside it what would come of the marked line."""
        *before, found = super().parts()
        yield from before
        with Widget(id="pair"):
            yield found
            yield self._beside

    def entries(self) -> list[Entry]:
        """Also how to read on beside."""
        return [*super().entries(), *self._beside.entries()]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another line is marked."""
        self._beside.show(event.option_id)
