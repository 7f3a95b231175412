"""The command that opens `more`: everything that can be done, grouped and searched (screens.md law 9)."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.commands import MORE_KEYS, action_of


class More(DeskCommand):
    __doc__ = N_("Everything that can be done here, in groups; type a word of it to find it.")
    name, keys, label = "more", MORE_KEYS, N_("More")

    async def do(self, desk: Desk) -> None:
        """Do what was chosen."""
        from tui.model.more_lines import line_of
        from tui.screens.more import MoreDialog

        others = [
            command
            for command in desk.screen.commands
            if isinstance(command, DeskCommand) and command.name != self.name
        ]
        lines = [line_of(command, command.why_not(desk)) for command in others]
        name = await desk.app.push_screen_wait(MoreDialog(lines, desk.screen.verdict.verdict, desk.state.frame()))
        chosen = next((command for command in others if command.name == name), None)
        if chosen is not None:
            await desk.app.run_action(action_of(chosen))
