"""`hourdesk paper`: a printed sign-in sheet for the time without a laptop, and what was written on it."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group
from tui.cli.paper.entering import enter
from tui.cli.paper.sheet import sheet


@examples(N_("hourdesk paper sheet sign-in.pdf --activity A1"))
@group("paper", N_("Sign-in sheets on paper: print them, and enter what was written on them."))
def paper() -> None:
    """The way without a screen."""


paper.add_command(sheet)
paper.add_command(enter)
