"""`hourdesk thing`: vests, keys, radios are handed out and given back."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk thing give 0007 vest --piece 12 --activity A1"), N_("hourdesk thing list --outstanding"))
@group(
    "thing",
    N_("Things handed out and given back, such as vests, keys and radios: who still has what."),
    lazy={
        "give": "tui.cli.thing.handing:give_",
        "back": "tui.cli.thing.handing:back",
        "list": "tui.cli.thing.listing:list_",
        "write": "tui.cli.thing.listing:write",
    },
)
def thing() -> None:
    """Hours have nothing to do with it."""
