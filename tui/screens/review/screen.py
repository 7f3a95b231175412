"""The review on the whole screen: the list, the marked session beside it, the keys that fit. Scans go on meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from checkin.rules.activities import Activity
from checkin.rules.review import Remedy
from checkin.texts import _
from storage.store import Store
from storage.supervision.review import Review, ReviewRow, read_review
from tui.model.desk_services import DeskServices
from tui.model.once import start_once
from tui.model.verdicts import Verdict
from tui.screens.answering import AnsweringScreen
from tui.screens.dialog import Text
from tui.screens.review.detail import DetailPane
from tui.screens.review.ending import AFTER, is_over, next_step
from tui.screens.review.heading import complete, heading, kinds_line, listed
from tui.screens.review.keys import key_entries, letter_action
from tui.screens.review.scanned_line import ScannedLine
from tui.screens.review.sorting import Column
from tui.screens.review.table import SessionTable
from tui.screens.review.telling import Told
from tui.screens.review.ways import ReviewWays
from tui.screens.search_line import SearchBar, SearchLine
from tui.widgets.action_row import ActionRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line import Line
from tui.widgets.notice import Notice
from tui.widgets.style_classes import use_classes

CHANGED_DELAY_S = 0.4
"""Scans come in bursts; the list follows once for several."""
STANDS_STILL_S = 0.15
"""So long the mark stays on a row before all about it is read: whoever runs through the list does not wait for it."""
TICK_S = 1.0
WIDE, NARROW, LOW = 108, 70, 20
"""From this width on the session stands beside the list; below the others it is a page on Enter."""


class ReviewScreen(AnsweringScreen[None]):
    """Draws the list and the marked session; what its keys do is asked and done by `ReviewWays`."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; overflow: hidden; }
    ReviewScreen > #title { width: 1fr; height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    ReviewScreen > #kinds { max-height: 2; background: $panel; padding: 0 1; }
    ReviewScreen > KeyBar { max-height: 4; }
    ReviewScreen > ActionRow { display: none; padding: 0 1; margin-top: 0; }
    ReviewScreen #parts { layout: vertical; width: 1fr; height: 1fr; }
    ReviewScreen DetailPane { width: 1fr; height: 45%; border-top: solid $primary; }
    ReviewScreen.-wide #parts { layout: horizontal; }
    ReviewScreen.-wide DetailPane { width: 40%; min-width: 42; max-width: 84; height: 1fr; border-top: none; border-left: solid $primary; }
    ReviewScreen.-small DetailPane, ReviewScreen.-small > #kinds { display: none; }
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
        Binding("f1,alt+h", "app.command('help')", show=False),
        Binding("f12,alt+t", "app.command('language')", show=False),
        Binding("f11,alt+c", "app.command('theme')", show=False),
    ]

    def __init__(self, desk: DeskServices, activity: Activity) -> None:
        super().__init__()
        self.activity = activity
        self.review: Review | None = None
        self.table = SessionTable()
        self.detail = DetailPane()
        self.search = SearchLine(self.table)
        self.title_line = Line(id="title")
        self.kinds = Text(id="kinds")
        self.scanned = ScannedLine(desk.clock)
        self.notice = Notice(id="notice")
        self.after = ActionRow([(word(), f"app.command('{name}')") for name, word in AFTER])
        self.keys = KeyBar()
        self.everything = False
        self._desk = desk
        self._is_due = False
        self._fitting: frozenset[str] | None = None
        self._told: Told | None = None
        self._is_stale = False
        self._ready = self._on_list = False
        self.ways = ReviewWays(self, desk)

    def own_keys(self) -> tuple[str, list[tuple[str, str]]]:
        """What F1 says first: a heading, then each key of the review with a sentence."""
        from tui.screens.review.key_help import key_sentences

        return _("Keys of the review"), key_sentences()

    def compose(self) -> ComposeResult:
        """The parts of the screen, from top to bottom."""
        yield self.title_line
        yield self.kinds
        yield self.notice
        yield self.scanned
        yield SearchBar(self.search)
        with Container(id="parts"):
            yield self.table
            yield self.detail
        yield self.after
        yield self.keys

    def on_mount(self) -> None:
        """Draw the first line and read the sessions."""
        self.table.focus()
        self.show_title()
        self.look()
        self.set_interval(TICK_S, self.scanned.tell)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, the marked session stands beside the list, else below it, else nowhere."""
        wide = event.size.width >= WIDE
        small = not wide and (event.size.width < NARROW or event.size.height < LOW)
        use_classes(self, {"-wide": wide, "-small": small})
        self.show_title()

    def on_screen_suspend(self) -> None:
        """A dialog has keys of its own: only they are shown."""
        self.keys.visible = False

    def on_screen_resume(self) -> None:
        """The review's keys work again, perhaps in another language."""
        self.show_keys()
        self.keys.visible = True

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Read the sessions anew, and who of them is looked for."""
        key, text = self.activity.key, self.search.value.strip()

        def review_now(store: Store) -> Review:
            return read_review(store, key)

        found = await self._desk.tried(review_now)
        if found is not None:
            self._fitting = await self.ways.narrowed(found.rows, text) if text else None
            self._is_stale = True
            self.show(found)

    def show(self, review: Review) -> None:
        """Show the sessions of `review`: all of them, or only those that wait; of them those who are looked for."""
        self.review = review
        self._ready, self._on_list = bool(complete(review)), bool(listed(review))
        self.activity = review.activity or self.activity
        rows = review.rows if self.everything else review.waiting
        if self._fitting is not None:
            rows = tuple(row for row in rows if row.session.key in self._fitting)
        self.table.fill(review, rows, next_step(review, self.search.value.strip()))
        self.kinds.say(kinds_line(review))
        self.after.display = not rows and is_over(review)
        self.show_title()

    def show_keys(self) -> None:
        """The keys that fit what is marked now."""
        review, rows = self.review, self.table.chosen
        if review is None:
            return
        ready = self._on_list or self._ready
        if self.table.marked:
            ready = any(Remedy.CONFIRM in row.remedies for row in rows)
        self.keys.show(key_entries(rows, to_confirm=ready, clash=bool(review.clashes), publicity=self._on_list))

    def show_title(self) -> None:
        """The first line, as of now, and the keys."""
        marked, room = len(self.table.marked), self.app.size.width - 2
        shown = heading(self.activity, self.review, everything=self.everything, marked=marked, room=room)
        self.title_line.say(shown)
        self.show_keys()

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile: said in one line."""
        self.scanned.show(verdict, self.activity.zone)

    def record_changed(self) -> None:
        """Scans or packs came: the list follows in a moment."""
        if not self._is_due and self.is_running:
            self._is_due = True
            self.set_timer(CHANGED_DELAY_S, self._follow)

    def _follow(self) -> None:
        self._is_due = False
        self.look()

    def on_session_table_pointed(self) -> None:
        """Another row: what the list knows of it at once, the rest as soon as the mark stands still."""
        row = self.table.pointed
        known = self._told if row is not None and self._told is not None and self._told.key == row.session.key else None
        # What was told before stays until it is read again: the pane does not blink at each scan.
        self.detail.show(row, self.activity, known)
        self.show_keys()
        if row is not None and (known is None or self._is_stale):
            self._tell(row)

    @work(exclusive=True, group="tell")
    async def _tell(self, row: ReviewRow) -> None:
        await asyncio.sleep(STANDS_STILL_S)
        told = await self.ways.told(row)
        pointed = self.table.pointed
        if told is not None and pointed is not None and pointed.session.key == told.key:
            self._told, self._is_stale = told, False
            self.detail.show(pointed, self.activity, told)

    async def on_key(self, event: events.Key) -> None:
        """A letter that a hand typed."""
        if event.is_printable and event.character:
            event.stop()
            if self.focused is self.search:
                # It was on its way to the list when the search began.
                self.search.insert_text_at_cursor(event.character)
            else:
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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is looked for."""
        event.stop()
        self.look()

    def on_input_submitted(self) -> None:
        """On from the search to the list."""
        self.table.focus()

    def on_search_line_ended(self) -> None:
        """All of the list again."""
        self.table.focus()

    def on_session_table_opened(self) -> None:
        """A second click on a row."""
        self.action_details()

    def on_session_table_sort_asked(self, event: SessionTable.SortAsked) -> None:
        """A click on a heading."""
        self.action_sort(event.column.value)

    def action_search(self) -> None:
        """Look for somebody in the list."""
        self.search.begin()

    def action_sort(self, column: int) -> None:
        """By another column; the same one once more turns the order around."""
        self.table.order = self.table.order.by(Column(column))
        if self.review is not None:
            self.show(self.review)

    def action_leave(self) -> None:
        """Take the search away, then the marks; without any, back to the desk."""
        if self.search.is_begun:
            self.search.end()
            self.table.focus()
        elif self.table.marked:
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
        self._start(self.ways.decide)

    def action_lost(self) -> None:
        """What a lost laptop said later: accepted or refused, at the first desk."""
        self._start(self.ways.lost)

    def action_details(self) -> None:
        """How the session came about, on a page of its own."""
        row = self.table.pointed
        if row is not None:
            self._start(partial(self.ways.show_details, row))

    def action_mark_kind(self) -> None:
        """Mark all sessions of a kind that the person chooses."""
        self._start(self.ways.mark_kind)

    def action_other(self) -> None:
        """Another activity; scans go on to the same as before."""
        self._start(self.ways.choose_other)

    def action_do(self, what: str) -> None:
        """What a letter does about the marked sessions."""
        self._start(partial(self.ways.correct, what))

    def action_publicity(self) -> None:
        """The publicity list, on paper."""
        self._start(self.ways.print_publicity)

    def _start(self, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        start_once(self.app, "review deed", do)
