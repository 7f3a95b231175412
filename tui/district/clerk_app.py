"""The clerk's screen (`hourdesk district`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from exports.district.district import District
from storage.disk.protection.open_keys import is_locked
from tui.devices.leaving import comes_too_late
from tui.district.arranging import Look
from tui.district.board import Board
from tui.district.clerk_command import ClerkCommand
from tui.district.clerk_title import ClerkTitle
from tui.district.commands import COMMANDS
from tui.district.dashboard import dashboard_page
from tui.district.first_start import go_on, make_district
from tui.district.mending import is_mendable, mend
from tui.district.page import Aside, Maker, Page, Row
from tui.district.page_view import PageView
from tui.district.way import Step, Way
from tui.district.work import DistrictWork, stopped_text, told_aside
from tui.model.commands import action_of, footer_of
from tui.model.long_work import Stopped
from tui.model.once import start_once
from tui.model.themes import THEMES
from tui.screens.message import MessageDialog
from tui.screens.passphrase import PassphraseDialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.notices_app import NoticesApp
from tui.words.faults import sentences

T = TypeVar("T")
R = TypeVar("R")


class ClerkApp(NoticesApp):
    """Shows one page and the keys. Enter goes down, Esc up; all else is a command, which gets the app as its `Clerk`."""

    ENABLE_COMMAND_PALETTE = False
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
        self._work = DistrictWork(self, path, clock)
        self._way = Way()
        self._view = PageView()
        self._title_line = ClerkTitle(clock)
        self._asking = 0
        self._is_new = is_new
        self._damaged: list[str] = []
        """What is said of a record that can't be opened, and that can be made anew."""

    @property
    def settled(self) -> bool:
        """Whether a page is shown and no other is being made."""
        return self._way.last is not None and not self._asking

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
            self._make(dashboard_page)

    async def on_unmount(self) -> None:
        """Let go of the district."""
        self._work.close()

    async def action_command(self, name: str) -> None:
        """Run the command of this name. One that waits goes on though another one is begun, and is not begun twice."""
        if self._is_new and name != "leave":
            return  # There is no district yet.
        command = next(command for command in COMMANDS if command.name == name)
        if command.waits:
            start_once(self, command.name, lambda: command.do(self))
        else:
            await command.do(self)

    async def do(self, name: str) -> None:
        """Do what was chosen elsewhere than by its key."""
        await self.action_command(name)

    async def action_quit(self) -> None:
        """Textual's own name for it."""
        await self.action_command("leave")

    def action_up(self) -> None:
        """To the page above."""
        if self._way.up():
            self._show()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter was pressed on a row: show the page below it."""
        row = self._view.marked
        if self.page is not None and row is not None and row.down is not None:
            self._way.keep(self._view.look._replace(row=event.cursor_row))
            self._make(row.down)

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A heading was clicked: the rows stand by its column."""
        self.arrange(lambda look: Look(0, look.order.by(event.column_index), look.only))

    def on_page_view_marked(self, event: PageView.Marked) -> None:
        """Tell beside the list what is known of the marked row, and in the key bar what can be done with it."""
        self.show_keys()
        if event.row is not None and event.row.aside is not None:
            self._tell_aside(event.row, event.row.aside)

    def on_board_opened(self, event: Board.Opened) -> None:
        """A card or a chart was chosen: show its page."""
        self._way.keep(self._view.look)
        self._make(event.down)

    @property
    def commands(self) -> Sequence[ClerkCommand]:
        """All that can be done here."""
        return COMMANDS

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._way.last.page if self._way.last is not None else None

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

    def arrange(self, change: Callable[[Look], Look]) -> None:
        """Show the page in another order, or only some of its rows."""
        self._way.keep(change(self._view.look))
        self._show()

    def begin(self, maker: Maker) -> None:
        """A page right below the first one."""
        self._way.to_first()
        self._make(maker)

    def home(self) -> None:
        """Back to the first page."""
        self._way.to_first()
        self.again()

    def replace(self, maker: Maker) -> None:
        """A page in the place of the one that is shown."""
        self._make(maker, instead=True)

    def show_keys(self) -> None:
        """Draw the key bar again: what fits the page and its marked row, in the language in use."""
        fitting = [command for command in COMMANDS if command.fits(self)]
        self.query_one(KeyBar).show([*footer_of(fitting), *self._way.keys(self.marked)])

    def turn_light(self) -> None:
        """Change to the other theme."""
        dark = THEMES["dark"].name
        self.theme = THEMES["light"].name if self.theme == dark else dark

    async def ask(self, job: Callable[[District], T]) -> T:
        """For forms, which say themselves what went wrong."""
        return await self._work.ask(job)

    async def made(self, title: str, job: Callable[[District], T]) -> T:
        """For forms, with a bar in front of them while it runs."""
        return await self._work.within_form(title, job)

    async def tried(self, job: Callable[[District], T]) -> T | None:
        """What went wrong is told; where there is no page yet the screen ends with it."""
        return await self._told(self._work.ask(job))

    async def long(self, title: str, job: Callable[[District], T]) -> T | None:
        """With a bar in front while it runs in the district's thread."""
        return await self._told(self._work.long(title, job))

    async def alone(self, work: Callable[[], T]) -> T:
        """For forms, which say themselves what went wrong."""
        return await self._work.alone(work)

    async def long_alone(self, title: str, work: Callable[[], T]) -> T | None:
        """With a bar in front while the district is closed."""
        return await self._told(self._work.long_alone(title, work))

    async def _told(self, asked: Awaitable[T]) -> T | None:
        self._asking += 1
        try:
            done = await asked
            if said := self._work.mended():
                self.note(said)
            return done
        except Stopped:
            self.note(stopped_text())
            return None
        except (Refused, OSError) as error:
            lines, can_be_mended = sentences(error), is_mendable(error)
        finally:
            self._asking -= 1
        if self._way.last is None and can_be_mended and not self._damaged:
            self._damaged = lines
        elif self._way.last is None:
            self.last_words = lines
            self.exit(1)
        else:
            self.tell(_("That did not work"), lines)
        return None

    async def answer(self, dialog: Screen[R]) -> R | None:
        """What a dialog gives back; in a worker."""
        return await self.push_screen_wait(dialog)

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Some lines to read."""
        self.push_screen(MessageDialog(title, lines))

    def note(self, text: str) -> None:
        """A sentence in passing."""
        self.notify(text, markup=False)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """In a worker of its own."""
        self.run_worker(work, group="beside")

    def leave(self) -> None:
        """The end, with exit code 0."""
        self.exit(0)

    @work(exclusive=True, group="page")
    async def _unlock(self) -> None:
        explanation = _("This district's folder is protected. Type its passphrase, or the code on the recovery sheet.")
        if await self.push_screen_wait(PassphraseDialog(self.path, _("Open the district"), explanation)):
            self._make(dashboard_page)
        else:
            self.exit(0)

    @work(group="first start")
    async def _make_district(self) -> None:
        made = await make_district(self, self.path, self.clock)
        self._is_new = False
        if made is None:
            self.exit(0)
            return
        if await self._begin_here():
            self._show()
            await go_on(self, made)

    @work(exclusive=True, group="page")
    async def again(self) -> None:
        """All pages of the way, so that those above are right too when one goes back to them."""
        self._way.keep(self._view.look)
        made = []
        for step in list(self._way.steps):
            page = await self.tried(step.maker)
            if page is None:
                return
            made.append(page)
        self._way.renew(made)
        self._show()

    @work(exclusive=True, group="page")
    async def _make(self, maker: Maker, *, instead: bool = False) -> None:
        if self._way.last is None and not await self._begin_here():
            return
        page = await self.tried(maker) if maker is not dashboard_page else None
        if page is not None:
            self._way.down(Step(maker, page), instead=instead)
        self._show()

    @work(exclusive=True, group="aside")
    async def _tell_aside(self, row: Row, aside: Aside) -> None:
        # Who holds the arrow down passes rows of which nothing need be asked any more.
        parts = await told_aside(self._work, lambda district: aside(district) if self._view.marked is row else ())
        if self._view.marked is row:
            self._view.beside.show(parts)

    async def _begin_here(self) -> bool:
        """The first page, which every way begins with, also where a key came before it was made; False where it can't be made."""
        identity = await self.tried(lambda district: district.identity)
        page = await self.tried(dashboard_page) if identity is not None else None
        if identity is None or page is None:
            is_mended = bool(self._damaged) and self.is_running and await mend(self, self._damaged)
            return is_mended and await self._begin_here()
        self._title_line.show(identity)
        self._way.down(Step(dashboard_page, page))
        return True

    def _show(self) -> None:
        if (step := self._way.last) is not None:
            self._view.show(step.page, self._way.titles, step.look)
            self.show_keys()
