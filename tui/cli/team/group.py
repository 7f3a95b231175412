"""`hourdesk team`: what a school says of its team, and whether anything is missing."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk team show"), N_("hourdesk team check"))
@group(
    "team",
    N_("The team: leader, safety, cadres, paired units, projects, and its report form."),
    lazy={
        "show": "tui.cli.team.profile:show",
        "check": "tui.cli.team.profile:check",
        "set": "tui.cli.team.changes:set_",
        "cadre": "tui.cli.team.changes:cadre",
        "pair": "tui.cli.team.changes:pair",
        "project": "tui.cli.team.changes:project",
        "form": "tui.cli.team.form:form",
    },
)
def team() -> None:
    """What is done with the team."""
