"""`hourdesk year`: the school year is closed, undone and opened; hours by year and stage of school."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk year close --dry-run"), N_("hourdesk year figures"))
@group(
    "year",
    N_("The school year: classes move up, leavers leave; hours by year and stage of school."),
    lazy={
        "close": "tui.cli.year.closing:close",
        "undo": "tui.cli.year.undoing:undo",
        "open": "tui.cli.year.opening:open_",
        "list": "tui.cli.year.listing:list_",
        "figures": "tui.cli.year.figures:figures",
        "table": "tui.cli.year.table:table",
    },
)
def year() -> None:
    """What is done at the end of a school year."""
