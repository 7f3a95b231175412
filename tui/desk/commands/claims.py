"""The command of claims: service outside the school's activities."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Claims(DeskCommand):
    __doc__ = N_(
        "Enter what pupils did on their own outside the school, with the evidence; verify or refuse it as a supervisor."
    )
    name, label = "claims", N_("Claims")
    also = N_("evidence, own service, external, outside school")
    group, what, cli = (
        Group.PEOPLE,
        N_("Service of their own: enter claims, verify or refuse them"),
        ("claim add", "claim import", "claim list", "claim verify", "claim refuse", "claim evidence"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.claims.ways import claims_at_desk

        await claims_at_desk(desk)
