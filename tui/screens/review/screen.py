"""The review on the whole screen: scans go on meanwhile, and what they came to stands in the first line."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from checkin.rules.activities import Activity
from checkin.rules.review import Wait
from checkin.texts import _
from storage.store import Store
from storage.supervision.review import Review, ReviewRow, read_review
from tui.model.desk_services import DeskServices
from tui.model.once import start_once
from tui.model.verdicts import Verdict
from tui.screens.answering import AnsweringScreen
from tui.screens.choose import ChooseDialog
from tui.screens.desk import Line
from tui.screens.review.code_clash import decide_on_code
from tui.screens.review.doing import ReviewDoing, recorded_text
from tui.screens.review.fitting import fitting_rows, left_out_text, nothing_text, wanted_rows
from tui.screens.review.heading import heading, scan_line
from tui.screens.review.keys import key_entries, letter_action
from tui.screens.review.kinds import kinds, of_kind
from tui.screens.review.table import SessionTable
from tui.screens.review.which import choose_activity
from tui.screens.supervisor.lost_desks import decide_on_lost_desks
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice import Notice

CHANGED_DELAY_S = 0.4
"""Scans come in bursts; the list follows once for several."""


class ReviewScreen(AnsweringScreen[None]):
    """Draws the list; what its keys do is asked and done above it, with the services of the desk."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; overflow: hidden; }
    ReviewScreen > #title { width: 1fr; height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    ReviewScreen > KeyBar { max-height: 4; }
    ReviewScreen > #scanned { width: 1fr; height: 1; padding: 0 1; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,shift+f1,alt+r", "leave", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("enter", "details", show=False),
        Binding("f12,ctrl+t", "app.command('language')", show=False),
        Binding("f11,ctrl+l", "app.command('theme')", show=False),
    ]

    def __init__(self, desk: DeskServices, activity: Activity) -> None:
        super().__init__()
        self.activity = activity
        self.review: Review | None = None
        self.table = SessionTable()
        self.title_line = Line(id="title")
        self.scanned = Line(id="scanned")
        self.notice = Notice(id="notice")
        self.keys = KeyBar(key_entries())
        self.everything = False
        self._desk = desk
        self._is_due = False

    def compose(self) -> ComposeResult:
        """The parts of the screen, from top to bottom."""
        yield self.title_line
        yield self.notice
        yield self.scanned
        yield self.table
        yield self.keys

    def on_mount(self) -> None:
        """Draw the first line and read the sessions."""
        self.show_title()
        self.look()

    def on_screen_suspend(self) -> None:
        """A dialog has keys of its own: only they are shown."""
        self.keys.visible = False

    def on_screen_resume(self) -> None:
        """The review's keys work again, perhaps in another language."""
        self.show_keys()
        self.keys.visible = True

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Read the sessions anew."""
        key = self.activity.key

        def review_now(store: Store) -> Review:
            return read_review(store, key)

        found = await self._desk.tried(review_now)
        if found is not None:
            self.show(found)

    def show(self, review: Review) -> None:
        """Show the sessions of `review`: all of them, or only those that wait."""
        self.review = review
        self.activity = review.activity or self.activity
        self.table.fill(review, review.rows if self.everything else review.waiting)
        self.show_keys()
        self.show_title()

    def show_keys(self) -> None:
        """The keys that fit now."""
        review = self.review
        lost = review is not None and any(Wait.LOST_DESK in row.waits for row in review.rows)
        self.keys.show(key_entries(clash=review is not None and bool(review.clashes), lost=lost))

    def show_title(self) -> None:
        """The first line, as of now."""
        marked = len(self.table.marked)
        self.title_line.say(heading(self.activity, self.review, everything=self.everything, marked=marked))

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile: said in one line."""
        self.scanned.say(scan_line(verdict, self.activity.zone, max(1, self.size.width - 2)))

    def record_changed(self) -> None:
        """Scans or packs came: the list follows in a moment."""
        if not self._is_due and self.is_running:
            self._is_due = True
            self.set_timer(CHANGED_DELAY_S, self._follow)

    def _follow(self) -> None:
        self._is_due = False
        self.look()

    async def on_key(self, event: events.Key) -> None:
        """A letter that a hand typed."""
        if event.is_printable and event.character:
            event.stop()
            await self.letter(event.character)

    async def on_paste(self, event: events.Paste) -> None:
        """A letter that an input method committed."""
        if len(event.text.strip()) == 1:
            event.stop()
            await self.letter(event.text.strip())

    async def letter(self, char: str) -> None:
        """Do what a letter means."""
        action = letter_action(char)
        if action is not None:
            await self.run_action(action)

    def action_leave(self) -> None:
        """Take the marks away; without any, back to the desk."""
        if self.table.marked:
            self.table.mark_only(())
            self.show_title()
        else:
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Go up or down by `by` rows."""
        self.table.move(by)

    def action_page(self, by: int) -> None:
        """Go up or down by pages."""
        self.table.move(by * self.table.page)

    def action_mark(self) -> None:
        """Mark a row, or take its mark away."""
        self.table.mark()
        self.show_title()

    def action_everything(self) -> None:
        """All sessions of the activity, or only those that wait."""
        self.everything = not self.everything
        if self.review is not None:
            self.show(self.review)

    def action_decide(self) -> None:
        """Whether a code that several desks made is one activity."""
        self._start(self._decide)

    def action_lost(self) -> None:
        """What a lost laptop said later: accepted or refused, at the first desk."""
        self._start(self._lost)

    def action_details(self) -> None:
        """How the session came about."""
        row = self.table.pointed
        if row is not None:
            self._start(partial(ReviewDoing(self.app, self._desk, self.activity).show_details, row))

    def action_mark_kind(self) -> None:
        """Mark all sessions of a kind that the person chooses."""
        self._start(self._mark_kind)

    def action_other(self) -> None:
        """Another activity; scans go on to the same as before."""
        self._start(self._choose_other)

    def action_do(self, what: str) -> None:
        """What a letter does about the marked sessions."""
        self._start(partial(self._correct, what))

    def _start(self, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        start_once(self.app, "review deed", do)

    async def _mark_kind(self) -> None:
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Mark which?"), kinds(self.table.rows)))
        if chosen is not None:
            self.table.mark_only(of_kind(self.table.rows, chosen))
            self.show_title()

    async def _choose_other(self) -> None:
        chosen = await choose_activity(self.app, self._desk, self.activity)
        if chosen is not None:
            self.activity, self.review = chosen, None
            self.table.mark_only(())
            self.show_title()
            self.look()

    async def _decide(self) -> None:
        clashes = self.review.clashes if self.review is not None else ()
        if clashes and await decide_on_code(self.app, self._desk, clashes[0]):
            self.look()
            await self._desk.read_board()

    async def _lost(self) -> None:
        if await decide_on_lost_desks(self.app, self._desk):
            self.look()
            await self._desk.read_board()

    async def _correct(self, what: str) -> None:
        rows = self._rows_for(what)
        done = await ReviewDoing(self.app, self._desk, self.activity).correct(rows, what) if rows else None
        if done is not None:
            # Marks have done their work.
            self.table.mark_only(())
            self.look()
            self.notify(recorded_text(done), timeout=5)
            await self._desk.read_board()

    def _rows_for(self, what: str) -> list[ReviewRow]:
        """The sessions about which it is done; what is left out is said."""
        table = self.table
        wanted = wanted_rows(what, table.chosen, table.marked, self.review.rows if self.review is not None else ())
        fitting = fitting_rows(what, wanted)
        if not fitting:
            self.notify(nothing_text(what), severity="warning", timeout=6)
        elif text := left_out_text(what, len(wanted) - len(fitting)):
            self.notify(text, timeout=6)
        return fitting

    def on_session_table_opened(self) -> None:
        """A second click on a row."""
        self.action_details()
