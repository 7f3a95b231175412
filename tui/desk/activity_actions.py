"""Commands about activities and corrections, and the first start."""

from __future__ import annotations

from textual import work

from checkin.rules.activities import Activity
from checkin.texts import _, ngettext
from storage.presence.board import Board, read_board
from storage.store import Store
from tui.desk.actions import Actions
from tui.devices.clock import wall_ms
from tui.model import jobs
from tui.model.verdicts import Tone, Verdict
from tui.words.amounts import clock_text, countdown_text, planned_text

_NEW = "new"


class ActivityActions(Actions):
    """Commands after which the board is another one."""

    @work(group="dialog", exclusive=True)
    async def action_undo(self) -> None:
        """Strike out the last scan, after showing whose it was."""
        from tui.model.undo import last_scan, strike_out
        from tui.screens.ask import AskDialog

        scan = await self.tried(last_scan)
        if scan is None:
            self.notify(_("There is no scan of this desk to undo."))
            return
        zone = self.state.activity.zone if self.state.activity else None
        time = clock_text(scan.at, zone) if zone else ""
        lines = [_("{time}  {person} {what}").format(time=time, person=scan.whose, what=scan.what())]
        lines += ["", _("It stays in the log, struck out.")]
        if not await self.push_screen_wait(AskDialog(_("Undo this scan?"), lines, _("strike it out"))):
            return
        done = await self.tried(strike_out(scan, self.writer.operator, _("undone at the desk")))
        if done is None:
            return
        detail = _("struck out: {what} at {time}").format(what=scan.what(), time=time)
        verdict = Verdict(
            Tone.CALM,
            "↺",
            _("UNDONE"),
            scan.person.name if scan.person else "",
            scan.who_else,
            detail,
            at=done.event.at,
        )
        self.state.show(verdict)
        self.state.too_soon = None
        self.show_verdict(verdict)
        await self._read_board()

    @work(group="dialog", exclusive=True)
    async def action_activities(self) -> None:
        """Another activity, or a new one."""
        from tui.screens.choose import ChooseDialog

        listed = await self.tried(jobs.activities_with_deadlines)
        if listed is None:
            return
        activities, due = listed
        lines = [(_NEW, _("＋ a new activity"))]
        for a in activities:
            line = f"{planned_text(a):<26} {a.name}" + (_("  (closed)") if a.closed_at else "")
            lines.append((a.key, f"{line}  {countdown_text(due[a.key])}" if a.key in due else line))
        marked = self.state.activity.key if self.state.activity else None
        chosen = await self.push_screen_wait(ChooseDialog(_("Which activity?"), lines, marked))
        if chosen == _NEW:
            await self._make_activity()
        elif chosen is not None:
            await self._go_to(chosen)

    @work(group="dialog", exclusive=True)
    async def action_close_activity(self) -> None:
        """Close, after showing who has not checked out; a closed one can be opened again."""
        from storage.activities.activities import close_activity, reopen_activity
        from storage.presence.board import PresenceState
        from tui.screens.ask import AskDialog
        from tui.widgets.people import shown_name

        board = self.state.board
        if board is None:
            return
        activity, operator = board.activity, self.writer.operator
        if activity.closed_at is not None:
            question = AskDialog(_("This activity is closed"), [activity.name], _("open it again"))
            if await self.push_screen_wait(question):
                await self.tried(lambda store: reopen_activity(store, activity.code, operator))
                await self._read_board()
            return
        here = board.state(PresenceState.ON_SITE)
        lines = [_("{activity}: everybody has checked out.").format(activity=activity.name)]
        if here:
            text = ngettext(
                "One person has not checked out, and gets no hours until a supervisor decides:",
                "{count} people have not checked out, and get no hours until a supervisor decides:",
                len(here),
            )
            lines = [text.format(count=len(here))]
            lines += [f"  {shown_name(row)}  {row.class_name}  {row.number}" for row in here]
        if await self.push_screen_wait(AskDialog(_("Close the activity?"), lines, _("close it"))):
            forgotten = await self.tried(lambda store: close_activity(store, activity.code, operator))
            if forgotten is not None:
                self.activity_closed()
            await self._read_board()
            if forgotten is not None:
                await self.offer_review()

    def activity_closed(self) -> None:
        """An activity was closed at this desk."""

    async def offer_review(self) -> None:
        """What waits for a supervisor can be looked at now."""

    @work(group="dialog", exclusive=True)
    async def begin_without_activity(self, *, has_people: bool) -> None:
        """A desk with nothing to check in to: first somebody to check in, then something to check in to."""
        from tui.screens.first_start.roster import RosterStep

        self.takes_scans = has_people
        try:
            if not has_people and self.state.identity is not None and self.state.identity.first:
                await self.push_screen_wait(RosterStep(self.writer))
            await self._make_activity()
        finally:
            self.takes_scans = True

    @work(group="dialog", exclusive=True)
    async def begin_first_start(self) -> None:
        """An empty folder: the clock, the team; the roster and the activity follow as for any new desk."""
        from tui.screens.first_start.clock import ClockStep
        from tui.screens.first_start.team import TeamStep

        self.takes_scans = False
        if not await self.push_screen_wait(ClockStep()) or not await self.push_screen_wait(TeamStep(self.writer.path)):
            self.exit(0)
            return
        self.writer.open()
        self.look_at(self.writer.submit(jobs.first_look))

    async def _make_activity(self) -> None:
        from tui.screens.new_activity import NewActivityDialog

        if self.state.identity is None:
            return
        made: Activity | None = await self.push_screen_wait(
            NewActivityDialog(self.writer, self.state.identity.timezone)
        )
        if made is not None:
            await self._go_to(made.key)

    async def _go_to(self, activity: str) -> None:
        def go(store: Store) -> Board:
            store.folder.change_settings({jobs.SETTING_ACTIVITY: activity})
            return read_board(store, activity)

        board = await self.tried(go)
        if board is not None:
            self.state.change_activity(board, wall_ms())
            self.desk.verdict.show(self.state.verdict)
            self.show_board()
            self.take_early()

    async def _read_board(self) -> None:
        activity = self.state.activity
        if activity is None:
            return
        board = await self.tried(lambda store: read_board(store, activity.key))
        if board is not None:
            self.show_read(board)
