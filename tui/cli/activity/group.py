"""`hourdesk activity`: add, copy, list, edit, close, reopen, hide, void; calendars out and in."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk activity list"), N_("hourdesk activity close A1"))
@group(
    "activity",
    N_("Add, copy, list, change, close, reopen, hide and strike out activities; calendars out and in."),
    lazy={
        "add": "tui.cli.activity.changes:add",
        "copy": "tui.cli.activity.copying:copy",
        "list": "tui.cli.activity.listing:list_",
        "edit": "tui.cli.activity.changes:edit",
        "close": "tui.cli.activity.closing:close",
        "reopen": "tui.cli.activity.closing:reopen",
        "hide": "tui.cli.activity.removing:hide",
        "clash": "tui.cli.activity.clash:clash",
        "void": "tui.cli.activity.removing:void",
        "export": "tui.cli.activity.calendars:export",
        "import": "tui.cli.activity.calendars:import_",
    },
)
def activity() -> None:
    """What is done to activities."""
