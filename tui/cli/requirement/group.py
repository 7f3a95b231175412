"""`hourdesk requirement`: what pupils must reach, and how far each is."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk requirement list --class 7A"), N_("hourdesk requirement table"))
@group(
    "requirement",
    N_("What pupils must reach, how far each is, and by when they would get there."),
    lazy={
        "list": "tui.cli.requirement.listing:list_",
        "chat": "tui.cli.requirement.listing:chat",
        "table": "tui.cli.requirement.listing:table",
    },
)
def requirement() -> None:
    """What is asked of pupils."""
