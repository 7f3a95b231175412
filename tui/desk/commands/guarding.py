"""The command about limits that guard minors."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Minors(DeskCommand):
    __doc__ = N_("See which minors are near a limit of their age class today or past it, and which limits hold.")
    name, label = "minors", N_("Minors")
    also = N_("night, overtime, age limits")
    group, what, cli = Group.PEOPLE, N_("Minors: who is near a limit, and which limits hold"), ("guard",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.minors import show_minors

        await show_minors(desk)
