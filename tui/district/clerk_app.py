"""The clerk's screen (`hourdesk district`)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable
from textual.worker import Worker

from checkin.clock import Clock
from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from storage.disk.protection.open_keys import is_locked
from tui.devices.leaving import comes_too_late
from tui.district.arranging import Look
from tui.district.board import Board
from tui.district.clerk_command import ClerkCommand
from tui.district.clerk_title import ClerkTitle
from tui.district.clerk_work import ClerkWork
from tui.district.commands import COMMANDS
from tui.district.keeping.first_start import go_on, make_district
from tui.district.keeping.mending import mend
from tui.district.page import Maker, Page, Row
from tui.district.page_view import PageView
from tui.district.walk import PAGE, Walk
from tui.model.commands import action_of, footer_of
from tui.model.once import start_once
from tui.model.rows_of_more import COMMAND, named_by_rows
from tui.model.themes import THEMES
from tui.screens.message import MessageDialog
from tui.screens.passphrase import PassphraseDialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.notices_app import NoticesApp

R = TypeVar("R")


class ClerkApp(NoticesApp):
    """Shows one page and the keys. Enter goes down, Esc up; all else is a command, which gets the app as its `Clerk`."""

    ENABLE_COMMAND_PALETTE = False
    AWAITED = (PAGE,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(",".join(command.keys), action_of(command), show=False) for command in COMMANDS if command.keys),
        Binding("escape,backspace", "up", show=False),
    ]

    def __init__(self, path: Path, operator: str | None, clock: Clock, *, is_new: bool = False) -> None:
        super().__init__(clock)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.title = _("Hourdesk")
        self.last_words: list[str] = []
        self.operator = operator
        self.by = By.TEAM
        self.path = path
        self.clock = clock
        self.work = ClerkWork(self, path, clock)
        self._view = PageView()
        self._title_line = ClerkTitle(clock)
        self._walk = Walk(self, self.work, self._view, self._title_line)
        self._is_new = is_new

    @property
    def settled(self) -> bool:
        """Whether a page is shown and no other is being made."""
        return self.has_page and not self.work.busy

    @property
    def has_page(self) -> bool:
        """Whether a page is shown already."""
        return self._walk.way.last is not None

    def zone_here(self) -> tzinfo | None:
        """The district's, once it is open."""
        return self._title_line.here

    async def on_event(self, event: events.Event) -> None:
        """Hand on what comes while the app stands."""
        if not comes_too_late(self, event):
            await super().on_event(event)

    def compose(self) -> ComposeResult:
        """Name and clock, the page, the keys."""
        yield self._title_line
        yield self._view
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the figures of the district."""
        self.show_keys()
        if self._is_new:
            self._make_district()
        elif is_locked(self.path):
            self._unlock()
        else:
            self._walk.first()

    async def on_unmount(self) -> None:
        """Let go of the district."""
        self.work.close()

    async def action_command(self, name: str) -> None:
        """Run the command of this name. One that waits goes on though another one is begun, and is not begun twice."""
        if self._is_new and name != "leave":
            return  # There is no district yet.
        command = next(command for command in COMMANDS if command.name == name)
        if command.waits:
            start_once(self, command.name, lambda: command.do(self))
        else:
            await command.do(self)

    def named_by_rows(self, text: str) -> str:
        """A sentence with rows of `more` in place of commands: the clerk's own, and those of a desk."""
        said = named_by_rows(super().named_by_rows(text), COMMANDS)
        if COMMAND not in said:
            return said
        from tui.desk.commands import COMMANDS as AT_A_DESK

        return named_by_rows(said, AT_A_DESK, at_desk=True)

    async def do(self, name: str) -> None:
        """Do what was chosen elsewhere than by its key."""
        await self.action_command(name)

    async def action_quit(self) -> None:
        """Textual's own name for it."""
        await self.action_command("leave")

    def action_up(self) -> None:
        """To the page above."""
        self._walk.up()

    def action_down(self) -> None:
        """A click on the key bar: what Enter does."""
        self._view.open()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter was pressed on a row: show the page below it."""
        row = self._view.marked
        if self.page is not None and row is not None and row.down is not None:
            self._walk.down(row.down, event.cursor_row)

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A heading was clicked: the rows stand by its column."""
        self.arrange(lambda look: Look(0, look.order.by(event.column_index), look.only))

    def on_page_view_marked(self, event: PageView.Marked) -> None:
        """Tell beside the list what is known of the marked row, and in the key bar what can be done with it."""
        self.show_keys()
        if event.row is not None and event.row.aside is not None:
            self._walk.tell_aside(event.row, event.row.aside)

    def on_board_opened(self, event: Board.Opened) -> None:
        """A card or a chart was chosen: show its page."""
        self._walk.down(event.down)

    @property
    def commands(self) -> Sequence[ClerkCommand]:
        """All that can be done here."""
        return COMMANDS

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        step = self._walk.way.last
        return None if step is None else step.page

    def stands_at(self, maker: Callable[..., Page]) -> bool:
        """Whether the page that is shown was made by this, of whatever arguments."""
        step = self._walk.way.last
        return step is not None and getattr(step.maker, "func", step.maker) is maker

    @property
    def conflict(self) -> Conflict | None:
        """The one that is marked, else the one whose page is shown."""
        if self.page is None:
            return None
        marked = self._view.marked
        return (marked.conflict if marked is not None else None) or self.page.conflict

    @property
    def marked(self) -> Row | None:
        """The marked row."""
        return self._view.marked

    @property
    def shown_rows(self) -> list[Row]:
        """The rows of the page in the order in which they are shown."""
        return self._view.shown_rows

    @property
    def look(self) -> Look:
        """How the page is looked at now."""
        return self._view.look

    def arrange(self, change: Callable[[Look], Look]) -> None:
        """Show the page in another order, or only some of its rows."""
        self._walk.arrange(change)

    def begin(self, maker: Maker) -> None:
        """A page right below the first one."""
        self._walk.begin(maker)

    def home(self) -> None:
        """Back to the first page."""
        self._walk.home()

    def replace(self, maker: Maker) -> None:
        """A page in the place of the one that is shown."""
        self._walk.replace(maker)

    def again(self) -> None:
        """All pages of the way anew: the record or the language has changed."""
        self._walk.again()

    def show_keys(self) -> None:
        """Draw the key bar again: what fits the page and its marked row, in the language in use."""
        fitting = [command for command in COMMANDS if command.fits(self)]
        # Where the program ends, a message of the list may still come when the bar is gone already.
        for bar in self.query(KeyBar):
            bar.show([*footer_of(fitting), *self._walk.way.keys(opens=self._view.opens)])

    def turn_light(self) -> None:
        """Change to the other theme."""
        dark = THEMES["dark"].name
        self.theme = THEMES["light"].name if self.theme == dark else dark

    async def answer(self, dialog: Screen[R]) -> R | None:
        """What a dialog gives back; in a worker."""
        return await self.push_screen_wait(dialog)

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Some lines to read."""
        self.push_screen(MessageDialog(title, lines))

    def note(self, text: str) -> None:
        """A sentence in passing."""
        self.notify(text, markup=False)

    def start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """In a worker of its own."""
        _worker: Worker[None] = self.run_worker(work, group="beside")

    def walk_on(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """In a worker; of one group only the newest."""
        _worker: Worker[None] = self.run_worker(work, group=group, exclusive=True)

    def leave(self) -> None:
        """The end, with exit code 0."""
        self.exit(0)

    def end(self, lines: Sequence[str]) -> None:
        """The end; with lines, that something went wrong."""
        self.last_words = list(lines)
        self.exit(1 if lines else 0)

    async def mended(self) -> bool:
        """Whether a record that can't be opened was made anew now, for the clerk wants it."""
        return bool(self.work.damaged) and self.is_running and await mend(self, self.work.damaged)

    @work(exclusive=True, group=PAGE)
    async def _unlock(self) -> None:
        explanation = _("This district's folder is protected. Type its passphrase, or the code on the recovery sheet.")
        if await self.push_screen_wait(PassphraseDialog(self.path, _("Open the district"), explanation)):
            self._walk.first()
        else:
            self.exit(0)

    @work(group="first start")
    async def _make_district(self) -> None:
        made = await make_district(self, self.path, self.clock)
        self._is_new = False
        if made is None:
            self.exit(0)
            return
        if await self._walk.begin_here():
            self._walk.show()
            await go_on(self, made)
