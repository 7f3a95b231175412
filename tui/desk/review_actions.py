"""The supervisor's review: which dialog a key opens, and that it is done only by a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work

from checkin.rules.activities import Activity
from checkin.rules.review import Remedy
from checkin.texts import _, ngettext
from storage.store import Store
from storage.supervision.history import Told, history
from storage.supervision.review import Review, ReviewRow, read_review
from tui.desk.sheet_actions import SheetActions
from tui.words.amounts import planned_text

if TYPE_CHECKING:
    from storage.supervision.correcting import Correction
    from tui.screens.review.deed import Deed
    from tui.screens.review.screen import ReviewScreen

_WHOLE = "whole"


class ReviewActions(SheetActions):
    """Scans go on while a supervisor works."""

    @work(group="dialog", exclusive=True)
    async def action_review(self) -> None:
        """The review of the activity that scans go to; where there is none, of one that is chosen."""
        activity = self.state.activity or await self._choose_activity(None)
        if activity is not None:
            self._open_review(activity)

    @work(group="dialog", exclusive=True)
    async def review_other(self, screen: ReviewScreen) -> None:
        """Another activity's sessions; scans go on to the same as before."""
        chosen = await self._choose_activity(screen.activity)
        if chosen is not None:
            screen.change_activity(chosen)

    async def _choose_activity(self, marked: Activity | None) -> Activity | None:
        from storage.activities.activities import list_activities
        from tui.screens.choose import ChooseDialog

        activities = await self.tried(list_activities)
        if not activities:
            return None
        lines = [(a.key, f"{planned_text(a):<26} {a.name}") for a in activities]
        chosen = await self.push_screen_wait(
            ChooseDialog(_("Review which activity?"), lines, marked.key if marked else None)
        )
        return next((a for a in activities if a.key == chosen), None)

    def _open_review(self, activity: Activity) -> None:
        from tui.screens.review.screen import ReviewScreen

        if not any(isinstance(screen, ReviewScreen) for screen in self.screen_stack):
            self.push_screen(ReviewScreen(self, activity))
            self.call_after_refresh(self.show_notice)

    async def offer_review(self) -> None:
        """After an activity was closed: go to the review where something waits."""
        from tui.screens.ask import AskDialog

        activity = self.state.activity
        if activity is None:
            return

        def review_now(store: Store) -> Review:
            return read_review(store, activity.key)

        review = await self.tried(review_now)
        if review is None or not review.waiting:
            self.notify(_("Closed. Nothing waits for a supervisor."), timeout=6)
            return
        count = len(review.waiting)
        text = ngettext(
            "Closed. {count} session waits for a supervisor.", "Closed. {count} sessions wait for a supervisor.", count
        )
        lines = [text.format(count=count), "", _("Later: Shift+F1 or Alt+R.")]
        if await self.push_screen_wait(AskDialog(_("Look at them now?"), lines, _("go to the review"))):
            self._open_review(activity)

    @work(group="dialog", exclusive=True)
    async def review_do(self, screen: ReviewScreen, what: str) -> None:
        """One thing about the chosen sessions: a supervisor, the answers, before and after, done."""
        rows = self._rows_for(screen, what)
        if not rows or not await self.as_supervisor():
            return
        deed = await self._deed(screen, rows, what)
        if deed is not None:
            from tui.screens.review.dialog import CorrectionDialog

            names = {key: _named(row) for row in rows for key in (*row.session.events, row.session.key)}
            done = await self.push_screen_wait(CorrectionDialog(self.writer, deed, names))
            screen.done(done)
            if done is not None:
                self._told_done(done)
                await self._read_board()

    @work(group="dialog", exclusive=True)
    async def review_mark_kind(self, screen: ReviewScreen) -> None:
        """Choose what to mark."""
        from tui.screens.choose import ChooseDialog
        from tui.screens.review.kinds import kinds, of_kind

        chosen = await self.push_screen_wait(ChooseDialog(_("Mark which?"), kinds(screen.table.rows)))
        if chosen is not None:
            screen.table.mark_only(of_kind(screen.table.rows, chosen))
            screen.show_title()

    @work(group="dialog", exclusive=True)
    async def review_details(self, screen: ReviewScreen, row: ReviewRow) -> None:
        """How a session came about."""
        from tui.screens.review.details import DetailsDialog

        told = await self._history(row)
        if told is not None and self.state.identity is not None:
            await self.push_screen_wait(DetailsDialog(row, told, screen.activity, self.state.identity.team))

    async def _history(self, row: ReviewRow) -> list[Told] | None:
        def tell(store: Store) -> list[Told]:
            return history(store, row.session)

        return await self.tried(tell)

    def _rows_for(self, screen: ReviewScreen, what: str) -> Sequence[ReviewRow]:
        """The chosen rows that it can be done about; for confirming without marks all that are complete."""
        remedy = _REMEDIES[what]
        if what == "confirm" and not screen.table.marked and screen.review is not None:
            chosen = [row for row in screen.review.rows if not row.waits]
        else:
            chosen = screen.table.chosen
        fitting = [row for row in chosen if remedy in row.remedies]
        if not fitting:
            self.notify(_NOTHING[what](), severity="warning", timeout=6)
        elif len(fitting) < len(chosen) and what != "confirm":
            left = len(chosen) - len(fitting)
            text = ngettext("{count} session is left out of it.", "{count} sessions are left out of it.", left)
            self.notify(text.format(count=left), timeout=6)
        return fitting

    async def _deed(self, screen: ReviewScreen, rows: Sequence[ReviewRow], what: str) -> Deed | None:
        from tui.screens.review import amending, deeds

        operator = self.supervisor_name
        match what:
            case "time":
                return deeds.given_time(rows, screen.activity, operator)
            case "void" if len(rows) == 1:
                return await self._void_deed(screen, rows[0])
            case "amend":
                changes = set.intersection(*(set(row.clocks) for row in rows))
                if changes and all(row.waits for row in rows):
                    return await self._clock_deed(screen, rows)
                identity = self.state.identity
                return None if identity is None else amending.amend(rows, screen.activity, identity.team, operator)
        make: dict[str, Callable[[Sequence[ReviewRow], str | None], Deed]] = {
            "planned": deeds.planned_end,
            "minutes": deeds.minutes,
            "none": deeds.no_credit,
            "void": deeds.strike_out,
            "scans": deeds.let_scans_count,
            "keep": deeds.keep,
            "consent": deeds.consent,
            "settle": deeds.settle,
            "confirm": deeds.confirm,
        }
        return make[what](rows, operator)

    async def _void_deed(self, screen: ReviewScreen, row: ReviewRow) -> Deed | None:
        """The whole session, or one of its entries."""
        from tui.screens.choose import ChooseDialog
        from tui.screens.review import deeds
        from tui.words.history import told_lines

        told = await self._history(row)
        if told is None or self.state.identity is None:
            return None
        standing = [one for one in told if not one.struck]
        texts = told_lines(standing, screen.activity, self.state.identity.team)
        lines = [(_WHOLE, _("the whole session"))]
        lines += [(one.event.id, text) for one, text in zip(standing, texts, strict=True)]
        chosen = await self.push_screen_wait(ChooseDialog(_("Strike out what?"), lines))
        if chosen is None:
            return None
        if chosen == _WHOLE:
            return deeds.strike_out([row], self.supervisor_name)
        return deeds.strike_out_event([row], chosen, self.supervisor_name)

    async def _clock_deed(self, screen: ReviewScreen, rows: Sequence[ReviewRow]) -> Deed | None:
        """Where a changed clock is the cause: the scans before the change were wrong, or those after it, or something else."""
        from tui.screens.choose import ChooseDialog
        from tui.screens.review import amending

        (change, *_more) = sorted(set.intersection(*(set(row.clocks) for row in rows)), key=lambda c: c.event)
        before = amending.put_clock_right(rows, change, after=False, operator=self.supervisor_name)
        after = amending.put_clock_right(rows, change, after=True, operator=self.supervisor_name)
        choices = [("before", before.title), ("after", after.title), ("other", _("something else …"))]
        chosen = await self.push_screen_wait(
            ChooseDialog(_("The desk's clock was changed: which times are wrong?"), choices)
        )
        if chosen == "other" and self.state.identity is not None:
            return amending.amend(rows, screen.activity, self.state.identity.team, self.supervisor_name)
        return {"before": before, "after": after}.get(chosen or "")

    def _told_done(self, done: Correction) -> None:
        count = len(done.changed())
        text = ngettext("Recorded: {count} session changed.", "Recorded: {count} sessions changed.", count)
        self.notify(text.format(count=count), timeout=5)


def _named(row: ReviewRow) -> str:
    from tui.screens.review.lines import who_text

    return " ".join(part for part in (who_text(row), row.class_name) if part)


_REMEDIES = {
    "planned": Remedy.PLANNED_END,
    "time": Remedy.TIME,
    "minutes": Remedy.MINUTES,
    "none": Remedy.MINUTES,
    "void": Remedy.VOID,
    "amend": Remedy.AMEND,
    "scans": Remedy.SCANS,
    "keep": Remedy.KEEP,
    "consent": Remedy.CONSENT,
    "settle": Remedy.SETTLE,
    "confirm": Remedy.CONFIRM,
}


def _not_here() -> str:
    return _("This can't be done here: confirmed hours must be opened again first (V), added ones are struck out.")


_NOTHING: dict[str, Callable[[], str]] = {
    **dict.fromkeys(_REMEDIES, _not_here),
    "scans": lambda: _("This is for check-outs that came after a ruling."),
    "keep": lambda: _("This is for check-outs that came after a ruling."),
    "consent": lambda: _("No guardian's consent is waited for here."),
    "settle": lambda: _("Nobody objects to this session."),
    "confirm": lambda: _("There is nothing complete to confirm."),
}
