"""The desk: the verdict, who is here, who is missing, the last scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from checkin.rules.activities import zone
from checkin.texts import _
from storage.presence.board import Board
from tui.model.commands import Command, action_of, footer_of, key_text
from tui.model.keys import is_typed
from tui.model.lights import Lights
from tui.model.messages import TypedHere
from tui.model.verdicts import Verdict
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines_pane import LinesPane
from tui.widgets.message_strip import MessageStrip
from tui.widgets.notice import Notice
from tui.widgets.people import absent_lines, counters_line, on_site_lines, scan_lines
from tui.widgets.top_bar import TopBar
from tui.widgets.verdict_panel import VerdictPanel
from tui.widgets.viewfinder import Viewfinder
from tui.words.left import reminder

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


WIDE, TALL = 110, 30
NARROW, LOW = 64, 21
"""Below this many columns or lines the verdict takes the room of the lists."""
LONGEST_TYPED = 40


class DeskScreen(Screen[None]):
    """Draws what it is given and decides nothing. `commands` are in its footer; the caller binds their keys."""

    DEFAULT_CSS = """
    DeskScreen { layout: vertical; overflow: hidden; }
    #reminder { background: $tone-attention; color: $tone-attention-text; }
    #body { layout: horizontal; width: 1fr; height: 1fr; }
    #left { layout: vertical; width: 1fr; height: 1fr; }
    #right { layout: vertical; width: 30; height: 1fr; border-left: solid $line; }
    #verdict { width: 1fr; height: 1fr; min-height: 13; }
    #scans { width: 1fr; height: 4; }
    #counters { text-wrap: nowrap; width: 1fr; height: 1; padding: 0 1; }
    #on_site { height: 1fr; }
    #absent { height: 1fr; }
    DeskScreen.-said #counters { display: none; }
    DeskScreen.-wide #right { width: 44; }
    DeskScreen.-tall #scans { height: 8; }
    DeskScreen.-tall #verdict { padding: 1 3; }
    DeskScreen.-small #right, DeskScreen.-small #scans, DeskScreen.-small #counters { display: none; }
    DeskScreen.-small #reminder { display: none; }
    DeskScreen.-small MessageStrip, DeskScreen.-small #notice, DeskScreen.-small KeyBar { max-height: 1; }
    DeskScreen.-small #verdict { min-height: 1; padding: 0 1; }
    """

    def __init__(self, verdict: Verdict, size: Size, commands: Sequence[Command]) -> None:
        super().__init__()
        self._fit(size)
        self.commands = commands
        self.top = TopBar()
        self.notice = Notice(id="notice")
        self.reminder = Notice(id="reminder")
        self.verdict = VerdictPanel(verdict, id="verdict")
        self.counters = Line(id="counters")
        self.viewfinder = Viewfinder()
        self.on_site = LinesPane(id="on_site")
        self.absent = LinesPane(id="absent")
        self.scans = LinesPane(id="scans")
        self.strip = MessageStrip()
        self.keys = KeyBar(footer_of(commands))

    def compose(self) -> ComposeResult:
        """The parts of the screen, from top to bottom."""
        yield self.top
        yield self.notice
        yield self.reminder
        with Widget(id="body"):
            with Widget(id="left"):
                yield self.verdict
                yield self.scans
            with Widget(id="right"):
                yield self.viewfinder
                yield self.on_site
                yield self.absent
        yield self.counters
        yield self.strip
        yield self.keys

    def on_screen_suspend(self) -> None:
        """A dialog has keys of its own, some of them the same: only they are shown."""
        self.keys.visible = False

    def on_screen_resume(self) -> None:
        """The desk's keys work again."""
        self.keys.visible = True

    def show_keys(self) -> None:
        """The footer in the language in use."""
        self.keys.show(footer_of(self.commands))

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
        small = size.width < NARROW or size.height < LOW
        for name, fits in (("-wide", size.width >= WIDE), ("-tall", size.height >= TALL), ("-small", small)):
            if self.has_class(name) != fits:
                self.set_class(fits, name)

    def show_board(self, board: Board | None, now: int, desks: DesksLine | None = None, held: str = "") -> None:
        """Who is here and who is missing, and which desks that includes; `held` tells of scans without an activity."""
        self.counters.say(counters_line(board, desks))
        reminders = [(reminder(board, now), "left"), (held, "activities")]
        self.reminder.say("\n".join(f"⚠ {text} · {self._key(name)}" for text, name in reminders if text))
        away = board.signed_up is not None if board else False
        self.on_site.fill(
            _heading(_("On site"), board.on_site if board else 0),
            lambda width: on_site_lines(board, now, width) if board else (),
        )
        count = sum(1 for row in board.rows if row.state == "absent") if board else 0
        self.absent.fill(
            _heading(_("Not here yet"), count if away else None),
            lambda width: absent_lines(board, width) if board else (),
        )

    def _key(self, name: str) -> str:
        return next(key_text(command.keys[0]) for command in self.commands if command.name == name)

    def show_scans(self, scans: Sequence[Verdict], timezone: str, now: int) -> None:
        """The last scans as of `now` (milliseconds), the newest first."""
        here = zone(timezone)
        shown = list(scans)
        self.scans.fill(_heading(_("Last scans"), None), lambda width: scan_lines(shown, here, width, now))

    def show_top(
        self, activity: str, marks: Sequence[str], desk: str, time: str, lights: Lights, gone: tuple[int, str] | None
    ) -> None:
        """The first line; drawn anew only where it differs."""
        top = self.top
        shown = (activity, tuple(marks), desk, time, lights, gone)
        if shown != (top.activity, top.marks, top.desk, top.time, top.lights, top.gone):
            top.activity, top.marks, top.desk, top.time, top.lights, top.gone = shown
            top.refresh()


class Line(Widget):
    """One line of text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content("")

    def say(self, content: Content) -> None:
        """Show `content` in place of the text before."""
        self._content = content
        self.refresh()

    def render(self) -> Content:
        return self._content


def bindings_of(commands: Iterable[Command]) -> list[BindingType]:
    """The keys of a registry of commands."""
    return [Binding(",".join(command.keys), action_of(command), show=False) for command in commands if command.keys]


def _heading(text: str, count: int | None) -> str:
    return text if count is None else f"{text}  {count}"
