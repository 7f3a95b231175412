"""`hourdesk team`: what a school says of its team, and whether anything is missing."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.command import group


@group(
    "team",
    N_("The team: leader, safety, cadres, paired units, projects, and its report form."),
    lazy={
        "show": "tui.cli.team_show:show",
        "check": "tui.cli.team_show:check",
        "set": "tui.cli.team_changes:set_",
        "cadre": "tui.cli.team_changes:cadre",
        "pair": "tui.cli.team_changes:pair",
        "project": "tui.cli.team_changes:project",
        "form": "tui.cli.team_form:form",
    },
)
def team() -> None:
    """What is done with the team."""
