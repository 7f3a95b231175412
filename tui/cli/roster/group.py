"""`hourdesk roster`: import, export, template, list and find."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk roster import roster.xlsx"), N_("hourdesk roster find zhangwei"))
@group(
    "roster",
    N_("Bring in the roster, look people up, write it out."),
    lazy={
        "import": "tui.cli.roster.importing:import_",
        "export": "tui.cli.roster.files:export",
        "template": "tui.cli.roster.files:template",
        "add": "tui.cli.roster.adding:add",
        "list": "tui.cli.roster.listing:list_",
        "find": "tui.cli.roster.listing:find",
    },
)
def roster() -> None:
    """What is done with the roster."""
