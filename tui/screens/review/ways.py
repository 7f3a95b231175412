"""What the keys of the review lead to: each waits for dialogs, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from textual.app import App
from textual.notifications import SeverityLevel

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.store import Store
from storage.supervision.correcting import Correction
from storage.supervision.review import Review, ReviewRow
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.screens.review.code_clash import decide_on_code
from tui.screens.review.doing import ReviewDoing, recorded_text
from tui.screens.review.fitting import fitting_rows, left_out_text, nothing_text, wanted_rows
from tui.screens.review.kinds import kinds, of_kind
from tui.screens.review.narrowing import narrowed
from tui.screens.review.publicity import print_publicity
from tui.screens.review.table import SessionTable
from tui.screens.review.telling import Told, tell
from tui.screens.review.which import choose_activity
from tui.screens.supervisor.lost_desks import decide_on_lost_desks


class ReviewPage(Protocol):
    """What is needed of the review's screen."""

    activity: Activity
    review: Review | None
    table: SessionTable

    @property
    def app(self) -> App[Any]:
        """Textual's app, for dialogs."""

    def look(self) -> object:
        """Read the sessions anew."""

    def show_title(self) -> None:
        """Draw the first line anew."""

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float | None = None
    ) -> None:
        """Say something for `timeout` seconds."""


class ReviewWays:
    """Of the activity that `page` shows, with the services of the desk."""

    def __init__(self, page: ReviewPage, desk: DeskServices) -> None:
        self._page, self._desk = page, desk

    @property
    def _doing(self) -> ReviewDoing:
        return ReviewDoing(self._page.app, self._desk, self._page.activity)

    async def told(self, row: ReviewRow) -> Told | None:
        """All that is told of a row; None where it could not be read."""
        activity = self._page.activity

        def told_now(store: Store) -> Told:
            return tell(store, row, activity)

        return await self._desk.tried(told_now)

    async def narrowed(self, rows: Sequence[ReviewRow], text: str) -> frozenset[str] | None:
        """The keys of the sessions whose person fits a text."""

        def narrowed_now(store: Store) -> frozenset[str]:
            return narrowed(store, rows, text)

        return await self._desk.tried(narrowed_now)

    async def show_details(self, row: ReviewRow) -> None:
        """The page of one session, and what the person wants to do about it there."""
        told = await self.told(row)
        what = await self._doing.show_details(row, told) if told is not None else None
        if what is not None:
            await self._record(await self._doing.correct([row], what))

    async def mark_kind(self) -> None:
        """Mark all sessions of a kind that the person chooses."""
        table = self._page.table
        chosen = await self._page.app.push_screen_wait(ChooseDialog(_("Mark which?"), kinds(table.rows)))
        if chosen is not None:
            table.mark_only(of_kind(table.rows, chosen))
            self._page.show_title()

    async def choose_other(self) -> None:
        """Ask for another activity, and review that one; Esc changes nothing."""
        chosen = await choose_activity(self._page.app, self._desk, self._page.activity)
        if chosen is not None:
            self._page.activity, self._page.review = chosen, None
            self._page.table.mark_only(())
            self._page.show_title()
            self._page.look()

    async def decide(self) -> None:
        """Whether a code that several desks made is one activity."""
        review = self._page.review
        clashes = review.clashes if review is not None else ()
        if clashes and await decide_on_code(self._page.app, self._desk, clashes[0]):
            await self._changed()

    async def lost(self) -> None:
        """What a lost laptop said later."""
        if await decide_on_lost_desks(self._page.app, self._desk):
            await self._changed()

    async def correct(self, what: str) -> None:
        """What a letter does about the marked sessions."""
        rows = self._rows_for(what)
        if rows:
            await self._record(await self._doing.correct(rows, what))

    async def _record(self, done: Correction | None) -> None:
        """Say what was recorded, and read it again; None where nothing was."""
        if done is not None:
            # Marks have done their work.
            self._page.table.mark_only(())
            self._page.notify(recorded_text(done), timeout=5)
            await self._changed()

    async def print_publicity(self) -> None:
        """The publicity list of this activity as PDF, and what becomes of it."""
        await print_publicity(self._page.app, self._desk, self._page.activity)

    async def _changed(self) -> None:
        self._page.look()
        await self._desk.read_board()

    def _rows_for(self, what: str) -> list[ReviewRow]:
        """The sessions about which it is done; what is left out is said."""
        table, review = self._page.table, self._page.review
        wanted = wanted_rows(what, table.chosen, table.marked, review.rows if review is not None else ())
        fitting = fitting_rows(what, wanted)
        if not fitting:
            self._page.notify(nothing_text(what, wanted), severity="warning", timeout=6)
        elif text := left_out_text(what, len(wanted) - len(fitting)):
            self._page.notify(text, timeout=6)
        return fitting
