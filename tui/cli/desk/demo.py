"""`hourdesk demo`: a desk with invented people, to watch and try."""

from __future__ import annotations

import click

from checkin.rules.problems import N_
from checkin.texts import language
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk


@examples(N_("hourdesk demo"))
@command("demo", N_("A desk with invented people and a simulated camera, in a throw-away folder."))
@pass_desk
def demo(choice: DeskChoice) -> None:
    """Play the scene: on the screen, or at speed as a table where there is no terminal."""
    click.get_current_context().exit(choice.screens.open_demo(language(), choice.clock, choice.operator))
