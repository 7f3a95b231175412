"""`hourdesk batch`: hours for other systems, by column maps."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk batch formats"))
@group(
    "batch",
    N_("Write hours for the batch entry of other systems, and remember what was reported."),
    lazy={
        "formats": "tui.cli.batch.formats:formats",
        "write": "tui.cli.batch.writing:write",
        "list": "tui.cli.batch.listing:list_",
        "undo": "tui.cli.batch.listing:undo",
    },
)
def batch() -> None:
    """What is done with batches."""
