"""The command of things: vests, keys and radios that are handed out and given back."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Things(DeskCommand):
    __doc__ = N_("Hand out vests, keys or radios and take them back; see who still has something.")
    name, label = "things", N_("Things")
    group, what, cli = (
        Group.PEOPLE,
        N_("Things handed out and given back"),
        ("thing give", "thing back", "thing list", "thing write"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.things.ways import things_at_desk

        await things_at_desk(desk)
