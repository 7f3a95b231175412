"""`hourdesk transfer`: a leaver gets record and certificate as a file; another school of the district takes it."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk transfer give 0031.hdleave 0031"), N_("hourdesk transfer take 0031.hdleave 0107"))
@group(
    "transfer",
    N_("Leavers' files: record and certificate for another school of the district, and their taking there."),
    lazy={
        "give": "tui.cli.transfer.giving:give",
        "take": "tui.cli.transfer.taking:take",
        "show": "tui.cli.transfer.showing:show_",
        "list": "tui.cli.transfer.showing:list_",
        "undo": "tui.cli.transfer.taking:undo",
    },
)
def transfer() -> None:
    """What is done when somebody changes school."""
