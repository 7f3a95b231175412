"""Commands for the day on which a laptop of the team is lost: any other one, or the first desk itself."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class LostLaptop(DeskCommand):
    __doc__ = N_("Revoke a laptop of the team that was lost, and accept or refuse what its record says later.")
    name, label = "lost_laptop", N_("Lost laptop")
    also = N_("stolen, theft")
    group, what, cli = Group.LAPTOP, N_("A laptop was lost"), ("revoke-desk",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """List what can be done, and do it with before → after; it is the supervisor's, at the first desk."""
        from tui.screens.supervisor.lost_desks import decide_on_lost_desks

        if desk.identity is not None and await decide_on_lost_desks(desk.app, desk):
            await desk.read_board()


class RecoverTeam(DeskCommand):
    __doc__ = N_("The team's first desk was lost: make this one the first, with the code on its recovery sheet.")
    name, label = "recover_team", N_("First desk")
    group, what, cli = Group.LAPTOP, N_("The first desk was lost"), ("recover-team",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Ask for the code and go on as the first desk; it is the supervisor's."""
        from tui.desk.recovering import recover_team

        if desk.identity is not None:
            await recover_team(desk)
