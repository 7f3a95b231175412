"""Commands about the column beside the verdict."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class NextPanel(DeskCommand):
    __doc__ = N_("Turn the column beside the verdict: who is here, who is missing, the classes. Tab goes into a list.")
    name, keys, label, in_footer = "next_panel", ("alt+right",), N_("Next panel"), False
    group, what = Group.LAPTOP, N_("Turn the column beside the verdict")
    waits = False

    async def do(self, desk: Desk) -> None:
        """The next one; where all are shown, nothing changes."""
        desk.screen.side.turn(1)


class PanelBefore(DeskCommand):
    __doc__ = N_("Turn the column beside the verdict back.")
    name, keys, label, in_footer = "panel_before", ("alt+left",), N_("Panel before"), False
    group, what = Group.LAPTOP, N_("Turn the column back")
    waits = False

    async def do(self, desk: Desk) -> None:
        """The one before; where all are shown, nothing changes."""
        desk.screen.side.turn(-1)
