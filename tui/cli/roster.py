"""`hourdesk roster`: import, export, template, list and find."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.command import group


@group(
    "roster",
    N_("Bring in the roster, look people up, write it out."),
    lazy={
        "import": "tui.cli.roster_import:import_",
        "export": "tui.cli.roster_files:export",
        "template": "tui.cli.roster_files:template",
        "add": "tui.cli.roster_add:add",
        "list": "tui.cli.roster_list:list_",
        "find": "tui.cli.roster_list:find",
    },
)
def roster() -> None:
    """What is done with the roster."""
