"""`hourdesk activity`: add, list, edit, close and reopen."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import group


@group(
    "activity",
    N_("Add, list, change, close and reopen activities."),
    lazy={
        "add": "tui.cli.activity.changes:add",
        "list": "tui.cli.activity.listing:list_",
        "edit": "tui.cli.activity.changes:edit",
        "close": "tui.cli.activity.closing:close",
        "reopen": "tui.cli.activity.closing:reopen",
    },
)
def activity() -> None:
    """What is done to activities."""
