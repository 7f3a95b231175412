"""Commands about scans: their direction, undo, check out now, and the scans that are not recorded."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from checkin.rules.events import Direction as Way
from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_activity
from tui.model.command_groups import Group
from tui.words.amounts import zone_of

_PATIENCE_S = 1.0
_AFTER = {Way.AUTO: Way.IN, Way.IN: Way.OUT, Way.OUT: Way.AUTO}


class Direction(DeskCommand):
    __doc__ = N_("Choose what a scan means: in or out by itself (auto), only in, or only out.")
    name, keys, label = "direction", ("f3", "alt+d"), N_("In/out")
    group, what = Group.ACTIVITY, N_("Only in, only out, or both")
    waits = False

    async def do(self, desk: Desk) -> None:
        """Change the direction of the next scans: auto → in → out → auto."""
        desk.state.direction = _AFTER[desk.state.direction]
        desk.display.show_board()


class Undo(DeskCommand):
    __doc__ = N_("Strike out the last scan of this desk, after showing whose it was. Nothing is erased.")
    name, keys, label = "undo", ("f4", "alt+z"), N_("Undo")
    also = N_("mistaken scan, wrong scan, delete a scan, misoperation")
    group, what, cli = Group.ACTIVITY, N_("Undo the last scan"), ("void",)

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Show whose scan it was, strike it out, and say so."""
        from tui.desk.undoing import undo_last

        await undo_last(desk)


class TodaysScans(DeskCommand):
    __doc__ = N_(
        "Search the scans that this desk took today, and strike out any of them: the supervisor's PIN is asked."
    )
    name, keys, label = "todays_scans", ("alt+i",), N_("Scans")
    group, what, cli = Group.RECORD, N_("Today's scans: search, undo one"), ("void",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """List them, and strike out the one that was chosen."""
        from tui.desk.undoing import undo_one_of_today

        await undo_one_of_today(desk)


class CheckOut(DeskCommand):
    __doc__ = N_("Check out the person of the last scan now, though it is sooner than usual.")
    name, keys, label = "check_out", ("f7", "alt+o"), N_("Out now")
    group, what, cli = Group.ACTIVITY, N_("Check out now, though it is soon"), ("scan",)

    def why_not(self, desk: Desk) -> str:
        """It is about the scan before."""
        if desk.state.too_soon is not None:
            return ""
        return _("This key checks out the person whose last scan was too soon; find others with F2.")

    waits = False

    async def do(self, desk: Desk) -> None:
        """The person of a scan that was too soon leaves after all."""
        if desk.state.too_soon is not None:
            volunteer, desk.state.too_soon = desk.state.too_soon, None
            desk.taking.take_by_hand(volunteer, Way.OUT)


class Retry(DeskCommand):
    __doc__ = N_("Look at the scans that are not recorded yet: try again now, or give one up.")
    name, keys, label = "waiting", ("shift+f8", "alt+j"), N_("Not recorded")
    group, what, cli = Group.RECORD, N_("Scans that are not recorded"), ("held",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """Mostly there is none."""
        return "" if desk.taking.waiting else _("Every scan is recorded.")

    async def do(self, desk: Desk) -> None:
        """List them; try all again, or give the chosen one up."""
        from tui.screens.unwritten import GIVE_UP, LEAVE, people_of, unwritten_dialog
        from tui.words.faults import Trouble

        taking = desk.taking
        scans = taking.waiting.scans()
        here = zone_of(desk.state.activity, desk.identity, desk.clock)
        people: dict[str, str] = {}
        # What keeps scans from being recorded may also keep the record from being read, or let it wait.
        with suppress(*Trouble, TimeoutError):
            people = await asyncio.wait_for(desk.writer.ask(people_of(scans)), _PATIENCE_S)
        dialog = unwritten_dialog(scans, people, here, may_leave=taking.may_leave)
        chosen = await desk.app.push_screen_wait(dialog)
        if chosen is None:
            return
        if chosen == LEAVE:
            desk.app.exit(0)
            return
        for scan in scans:
            if chosen == GIVE_UP + scan.arrival.id:
                taking.give_up(scan.arrival.id)
            else:
                taking.write_again(scan.arrival)
        desk.display.show_notice()
