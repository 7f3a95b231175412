"""A box in front of the screen. Scans go on while it is open, and their verdict appears above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from checkin.texts import _
from tui.model.verdicts import NOTHING, Verdict
from tui.screens.answering import AnsweringScreen
from tui.widgets.action_row import ActionRow, Way
from tui.widgets.key_bar import Entry, KeyBar
from tui.widgets.text import Text
from tui.widgets.verdict_panel import VerdictPanel

T = TypeVar("T")
__all__ = ["Dialog", "Text"]
_HEIGHTS = [(0, "-short"), (22, "-middle"), (32, "-tall")]
"""Lines of the terminal, and the class from there on: a list gets as many as there is room for, below a verdict and without one."""


class Dialog(ModalScreen[T], AnsweringScreen[T]):
    """A kind of dialog says in `parts` what is in the box and in `entries` which keys it has. Its answer is what it is dismissed
    with. The box has no scroll bar: in a terminal that is made larger again the columns of one could keep the keys in so many
    lines that the bar seems needed still."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #above { dock: top; height: 8; display: none; }
    Dialog.-short > #above { height: 6; }
    Dialog.-tall > #above { height: 12; }
    Dialog.-scanned > #above { display: block; }
    Dialog.-scanned { align: center bottom; }
    Dialog > #box { width: 76; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto; scrollbar-size-vertical: 0; background: $surface; border: round $primary; padding: 0 1; }
    Dialog > #box > #foot { dock: bottom; width: 1fr; height: auto; background: $surface; }
    Dialog Input { border: none; padding: 0 1; background: $panel; height: 1; margin-bottom: 1; }
    Dialog Input:focus { border: none; background: $primary 30%; }
    Dialog Input > .input--placeholder, Dialog Input:focus > .input--placeholder { color: $foreground 65%; }
    Dialog OptionList { height: auto; max-height: 12; border: none; background: $surface; }
    Dialog.-tall OptionList { max-height: 50vh; }
    Dialog.-scanned OptionList { max-height: 6; }
    Dialog.-short.-scanned OptionList { max-height: 5; }
    Dialog.-tall.-scanned OptionList { max-height: 40vh; }
    Dialog KeyBar { background: $surface; margin-top: 1; }
    """
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title
        self._stands = False
        self.above = VerdictPanel(NOTHING, id="above")
        self.trouble = Text(warns=True, id="trouble")

    def compose(self) -> ComposeResult:
        """The verdict of a scan in between, the box, its keys."""
        yield self.above
        box = Widget(id="box")
        box.border_title = Content(self._heading)
        with box:
            yield from self.parts()
            with Widget(id="foot"):
                yield self.trouble
                if ways := self.ways():
                    yield ActionRow(ways)
                yield KeyBar(self.all_entries())

    def parts(self) -> Iterable[Widget]:
        """What is in the box."""
        return ()

    def entries(self) -> list[Entry]:
        """Keys of this dialog besides Esc."""
        return []

    def ways(self) -> list[Way]:
        """What can be done here and has no key: buttons, which Tab reaches."""
        return []

    def tab_leads_to_ways(self) -> bool:
        """Whether Tab moves to those buttons from where the focus is."""
        return True

    def scrolling(self, part: Widget, action: str = "") -> list[Entry]:
        """The arrows, as long as there is more to read in this part than it shows."""
        return [("↑↓", _("scroll"), action)] if self._stands and part.max_scroll_y > 0 else []

    def all_entries(self) -> list[Entry]:
        """Those of this dialog, then what Esc does."""
        tab = [("Tab", _("buttons"), "app.focus_next")] if self.ways() and self.tab_leads_to_ways() else []
        return [*self.entries(), *tab, ("Esc", self.leaving(), "screen.leave")]

    def show_keys(self) -> None:
        """The key bar says what fits now."""
        if self._stands:
            self.query_one(KeyBar).show(self.all_entries())

    def leaving(self) -> str:
        """What Esc does, in a word."""
        return _("back")

    def on_mount(self) -> None:
        """Begin once the parts stand; where the app is left in the same moment they never do."""
        self._stands = self.app.return_code is None and bool(self.query("#box KeyBar"))
        if self._stands:
            self.begin()

    @property
    def has_begun(self) -> bool:
        """Whether a key finds what it is meant for: the parts stand, and a field or list has the focus where there is one."""
        return self._stands and (self.focused is not None or not self.query("Input, OptionList"))

    def begin(self) -> None:
        """What is done once, as soon as the parts stand."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """A key that comes before anybody can see the dialog was not meant for it."""
        return self._stands

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile."""
        self.above.show(verdict)
        self.add_class("-scanned")
        self.call_after_refresh(self._keep_focus_in_sight)

    @on(events.Resize)
    def _room_changed(self) -> None:
        """There is more room, or less: the field that somebody types in stays in sight, and whether all is in sight may have changed."""
        self.call_after_refresh(self._keep_focus_in_sight)
        self.call_after_refresh(self.show_keys)

    def _keep_focus_in_sight(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def action_leave(self) -> None:
        """Go back with nothing done: the answer is None."""
        self.dismiss(None)
