"""The desk: the verdict, who is here, who is missing, the last scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from checkin.rules.activities import zone
from checkin.texts import _
from storage.presence.board import Board
from tui.model.commands import Command, action_of, key_text
from tui.model.desk_mode import DeskMode
from tui.model.keys import is_typed
from tui.model.messages import TypedHere
from tui.model.verdicts import Verdict
from tui.widgets.key_bar import Entry, KeyBar
from tui.widgets.line import Line
from tui.widgets.lines_pane import LinesPane
from tui.widgets.message_strip import MessageStrip
from tui.widgets.notice import Notice
from tui.widgets.people import counters_line
from tui.widgets.scan_rows import scan_rows
from tui.widgets.side_column import SideColumn
from tui.widgets.style_classes import use_classes
from tui.widgets.top_bar import TopBar
from tui.widgets.verdict_panel import VerdictPanel
from tui.words.left import reminder
from tui.words.people.guard import guard_line

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


WIDE, TALL = 110, 30
VAST = 160
NARROW, LOW, TINY = 64, 21, 10
"""Below so many columns or lines the verdict takes the room of the lists, and below so many lines that of its frame."""
LONGEST_TYPED = 40


class DeskScreen(Screen[None]):
    """Draws what it is given and decides nothing. `commands` are in its footer; the caller binds their keys."""

    AUTO_FOCUS = ""
    """No list has the focus before a person goes there."""

    DEFAULT_CSS = """
    DeskScreen { layout: vertical; overflow: hidden; }
    #reminder { background: $tone-attention; color: $tone-attention-text; }
    #body { layout: horizontal; width: 1fr; height: 1fr; }
    #left { layout: vertical; width: 1fr; height: 1fr; }
    #verdict { width: 1fr; height: 1fr; min-height: 13; }
    #scans { width: 1fr; height: 4; }
    #counters { text-wrap: nowrap; width: 1fr; height: 1; padding: 0 1; }
    DeskScreen.-said #counters { display: none; }
    DeskScreen.-wide SideColumn { width: 44; }
    DeskScreen.-vast SideColumn { width: 62; }
    DeskScreen.-tall #scans { height: 8; }
    DeskScreen.-tall #verdict { padding: 1 3; }
    DeskScreen.-small SideColumn, DeskScreen.-small #scans, DeskScreen.-small #counters { display: none; }
    DeskScreen.-nameless SideColumn { width: auto; border-left: none; }
    DeskScreen.-nameless #scans, DeskScreen.-nameless #counters, DeskScreen.-nameless #reminder { display: none; }
    DeskScreen.-small #reminder { display: none; }
    DeskScreen.-small MessageStrip, DeskScreen.-small #notice { max-height: 1; }
    DeskScreen.-tiny #verdict.-only { border: none; }
    DeskScreen.-small #verdict { min-height: 1; padding: 0 1; }
    """

    def __init__(self, verdict: Verdict, size: Size, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = commands
        self.top = TopBar()
        self.notice = Notice(id="notice")
        self.reminder = Notice(id="reminder")
        self.verdict = VerdictPanel(verdict, id="verdict")
        self.counters = Line(id="counters")
        self.side = SideColumn()
        self.viewfinder = self.side.viewfinder
        self.scans = LinesPane(id="scans")
        self.strip = MessageStrip()
        self.keys = KeyBar(kept=2)
        self._fit(size)

    def compose(self) -> ComposeResult:
        """The parts of the screen, from top to bottom."""
        yield self.top
        yield self.notice
        yield self.reminder
        with Widget(id="body"):
            with Widget(id="left"):
                yield self.verdict
                yield self.scans
            yield self.side
        yield self.counters
        yield self.strip
        yield self.keys

    def on_screen_suspend(self) -> None:
        """A dialog has keys of its own, some of them the same: only they are shown."""
        self.keys.visible = False

    def on_screen_resume(self) -> None:
        """The desk's keys work again."""
        self.keys.visible = True

    def show_keys(self, entries: Sequence[Entry]) -> None:
        """The keys that fit now; the last two of them always stay."""
        self.keys.show(entries)

    def use_mode(self, mode: DeskMode) -> None:
        """Only where the desk is open there are lists."""
        self.set_class(mode is not DeskMode.OPEN, "-nameless")
        self.side.show_names(mode is DeskMode.OPEN)

    def on_key(self, event: events.Key) -> None:
        """A letter that a person types looks for somebody."""
        if is_typed(event) and event.character and event.character.strip():
            event.stop()
            self.post_message(TypedHere(event.character))

    def on_paste(self, event: events.Paste) -> None:
        """So does a name from an input method."""
        if text := event.text.strip():
            self.post_message(TypedHere(text[:LONGEST_TYPED]))

    def on_resize(self, event: events.Resize) -> None:
        """More room for lists on larger terminals, none for them on small ones."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        # Set by hand and not by breakpoints, so that the first paint is right at once.
        wide, tall = size.width >= WIDE, size.height >= TALL
        small = size.width < NARROW or size.height < LOW
        classes = {
            "-wide": wide,
            "-vast": size.width >= VAST,
            "-tall": tall,
            "-small": small,
            "-tiny": size.height < TINY,
        }
        use_classes(self, classes)
        self.side.show_all(wide and tall)
        self.keys.limit(2 if tall else 1)

    def show_board(self, board: Board | None, now: int, desks: DesksLine | None = None, held: str = "") -> None:
        """Who is here and who is missing, and which desks that includes; `held` tells of scans without an activity."""
        self.counters.say(counters_line(board, desks))
        reminders = [(reminder(board, now), "left"), (guard_line(board, now), "left"), (held, "activities")]
        self.reminder.say("\n".join(f"⚠ {text} · {self._key(name)}" for text, name in reminders if text))
        self.side.show(board)

    def _key(self, name: str) -> str:
        return next(key_text(command.keys[0]) for command in self.commands if command.name == name)

    def show_scans(self, scans: Sequence[Verdict], timezone: str, now: int) -> None:
        """The last scans as of `now` (milliseconds), the newest first."""
        here = zone(timezone)
        shown = list(scans)
        self.scans.head(_("Last scans"))
        self.scans.fill(lambda width: scan_rows(shown, here, width, now))


def bindings_of(commands: Iterable[Command]) -> list[BindingType]:
    """The keys of a registry of commands."""
    return [Binding(",".join(command.keys), action_of(command), show=False) for command in commands if command.keys]
