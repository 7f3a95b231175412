"""What a key of the review does: the answers, before and after, a supervisor, done. Each waits for dialogs, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from checkin.rules.activities import Activity
from checkin.texts import _, ngettext
from storage.activities.activities import list_activities
from storage.store import Store
from storage.supervision.correcting import Correction
from storage.supervision.history import HistoryEvent, history
from storage.supervision.review import ReviewRow
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.screens.deed import Deed
from tui.screens.review import amending, deeds
from tui.screens.review.details import DetailsDialog
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.lines import who_text
from tui.screens.review.telling import Told
from tui.words.record.history import history_lines

_WHOLE = "whole"


class ReviewDoing:
    """Of one activity. `app` is Textual's app, for dialogs and messages."""

    def __init__(self, app: App[Any], desk: DeskServices, activity: Activity) -> None:
        self._app = app
        self._desk = desk
        self._activity = activity

    async def correct(self, rows: Sequence[ReviewRow], what: str) -> Correction | None:
        """Do the named thing with these sessions. Returns what was recorded, None if nothing was."""
        deed = await self._deed(rows, what)
        if deed is None:
            return None
        names = {key: _named(row) for row in rows for key in (*row.session.events, row.session.key)}
        return await self._app.push_screen_wait(CorrectionDialog(self._desk, deed, names))

    async def show_details(self, row: ReviewRow, told: Told) -> str | None:
        """How a session came about. Returns what is to be done about it, None for nothing."""
        return await self._app.push_screen_wait(DetailsDialog(row, told, self._activity))

    def _operator(self) -> str | None:
        return self._desk.supervisor_name

    async def _history(self, row: ReviewRow) -> list[HistoryEvent] | None:
        def tell(store: Store) -> list[HistoryEvent]:
            return history(store, row.session)

        return await self._desk.tried(tell)

    async def _deed(self, rows: Sequence[ReviewRow], what: str) -> Deed[Correction] | None:
        operator = self._operator
        match what:
            case "time":
                return deeds.given_time(rows, self._activity, operator)
            case "void" if len(rows) == 1:
                return await self._void_deed(rows[0])
            case "amend":
                changes = set.intersection(*(set(row.clocks) for row in rows))
                if changes and all(row.waits for row in rows):
                    return await self._clock_deed(rows)
                return await self._amend_deed(rows)
        return deeds.DEEDS[what](rows, operator)

    async def _amend_deed(self, rows: Sequence[ReviewRow]) -> Deed[Correction] | None:
        """Other values; another activity is chosen from those that are there."""
        identity, activities = self._desk.identity, await self._desk.tried(list_activities)
        if identity is None or activities is None:
            return None
        return amending.amend(rows, self._activity, identity.team, self._operator, activities)

    async def _void_deed(self, row: ReviewRow) -> Deed[Correction] | None:
        """The whole session, or one of its entries."""
        entries = await self._history(row)
        if entries is None or self._desk.identity is None:
            return None
        standing = [one for one in entries if not one.struck]
        texts = history_lines(standing, self._activity, self._desk.identity.team)
        lines = [(_WHOLE, _("the whole session"))]
        lines += [(one.event.id, text) for one, text in zip(standing, texts, strict=True)]
        chosen = await self._app.push_screen_wait(ChooseDialog(_("Strike out what?"), lines))
        if chosen is None:
            return None
        if chosen == _WHOLE:
            return deeds.strike_out([row], self._operator)
        return deeds.strike_out_event([row], chosen, self._operator)

    async def _clock_deed(self, rows: Sequence[ReviewRow]) -> Deed[Correction] | None:
        """Where a changed clock is the cause: the scans before the change were wrong, or those after it, or something else."""
        operator = self._operator
        (change, *_more) = sorted(set.intersection(*(set(row.clocks) for row in rows)), key=lambda c: c.event)
        before = amending.put_clock_right(rows, change, after=False, operator=operator)
        after = amending.put_clock_right(rows, change, after=True, operator=operator)
        choices = [("before", before.title), ("after", after.title), ("other", _("something else …"))]
        dialog = ChooseDialog(_("The desk's clock was changed: which times are wrong?"), choices)
        chosen = await self._app.push_screen_wait(dialog)
        if chosen == "other":
            return await self._amend_deed(rows)
        return {"before": before, "after": after}.get(chosen or "")


def recorded_text(done: Correction) -> str:
    """How many sessions a correction changed."""
    count = len(done.changed())
    text = ngettext("Recorded: {count} session changed.", "Recorded: {count} sessions changed.", count)
    return text.format(count=count)


def _named(row: ReviewRow) -> str:
    return " ".join(part for part in (who_text(row), row.class_name) if part)
