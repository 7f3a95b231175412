"""Commands about paper: the muster list goes onto it, and what was kept on a sheet comes from it."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_activity
from tui.model.command_groups import Group

_SHEET = "\0sheet"
"""The key for the teacher who kept the last sheet, beside the keys of classes."""


class Muster(DeskCommand):
    __doc__ = N_("Print who is on site right now, by class, with boxes to tick.")
    name, keys, label = "muster", ("shift+f5", "alt+m"), N_("Muster list")
    also = N_("evacuation, evacuate, fire, attendance, roll call, count heads")
    group, what, cli = Group.PRINT, N_("Muster list: who is on site"), ("muster",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Write the list as it is now, and print it where there is a printer. The writer's thread is free for scans."""
        from tui.desk.making.printed.muster import make_muster

        if desk.state.board is not None:
            await make_muster(desk, desk.state.board)


class Paper(DeskCommand):
    __doc__ = N_("Enter a sign-in sheet that was kept on paper, row by row.")
    name, keys, label = "paper", ("alt+p",), N_("Paper sheet")
    also = N_("missed check-in, late sign-in, late entry")
    group, what, cli = Group.RECORD, N_("Enter a paper sign-in sheet"), ("paper enter",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Ask who kept the sheet, and at which post where there are posts, then take its rows."""
        from tui.desk.posts.here import ask_post_of_sheet
        from tui.screens.paper.form import PaperDialog

        activity = desk.state.activity
        if activity is None:
            return
        teacher = await desk.ask_voucher(_("Paper sheet: who kept it?"), _SHEET)
        post = None if teacher is None else await ask_post_of_sheet(desk, activity)
        if teacher is not None and post is not None:
            now = desk.clock.now()
            await desk.app.push_screen_wait(PaperDialog(desk.writer, activity, teacher, now, post or None))
            await desk.read_board()
