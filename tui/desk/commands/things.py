"""The command of things: vests, keys and radios that are handed out and given back."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class LastThings(DeskCommand):
    __doc__ = N_("Take back what the person who was scanned last still has, or give them something.")
    name, keys, label = "last_things", ("alt+up",), N_("Things")
    group, what = Group.PEOPLE, N_("Things of who was scanned last")
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one person."""
        return "" if desk.state.last_scanned is not None else _("Nobody was scanned yet.")

    async def do(self, desk: Desk) -> None:
        """The list of that person."""
        from tui.screens.things.hands import hands_of

        last = desk.state.last_scanned
        if last is None:
            desk.app.notify(_("Nobody was scanned yet."))
        else:
            await hands_of(desk.app, desk, last.volunteer, desk.state.activity)


class Things(DeskCommand):
    __doc__ = N_("Hand out vests, keys or radios and take them back; see who still has something.")
    name, label = "things", N_("Things")
    also = N_("collect, return, borrow, lend, umbrella, gloves, materials, key")
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
