"""`hourdesk activity`: add, list, edit, close and reopen."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.command import group


@group(
    "activity",
    N_("Add, list, change, close and reopen activities."),
    lazy={
        "add": "tui.cli.activity_changes:add",
        "list": "tui.cli.activity_list:list_",
        "edit": "tui.cli.activity_changes:edit",
        "close": "tui.cli.activity_close:close",
        "reopen": "tui.cli.activity_close:reopen",
    },
)
def activity() -> None:
    """What is done to activities."""
