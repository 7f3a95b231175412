"""Every command of the command line is reached on the desk's or the clerk's screen, or it is said here why not.

So is every option that does another thing than its command.
"""

from __future__ import annotations

import click

from tests.tui.cli.every_command import every_command
from tui.desk.commands import COMMANDS
from tui.desk.first_start import begin_in_empty_folder
from tui.district.commands import COMMANDS as CLERKS
from tui.district.keeping.first_start import make_district
from tui.screens.find import FindDialog
from tui.screens.review.code_clash import decide_on_code

WITHIN_A_SCREEN = {
    "init": begin_in_empty_folder,
    "district init": make_district,
    "roster list": FindDialog,
    "link": FindDialog.action_same,
    "activity clash": decide_on_code,
}
"""What does it where no line of `more` is called so: the first start, the search for people, the review."""
NOT_ON_A_SCREEN = {
    "demo": "shows the desk itself, in a folder that is thrown away",
    "completion": "is for the shell",
    "man": "is for the shell",
}


def _leaves() -> set[str]:
    return {" ".join(words) for words, command in every_command() if not isinstance(command, click.Group)}


def _in_more() -> set[str]:
    """Commands that a line of `more` names, by themselves or by their group; options behind a name don't count."""
    named = {name for command in (*COMMANDS, *CLERKS) for name in command.cli}
    return {leaf for leaf in _leaves() if any(f"{name} ".startswith(f"{leaf} ") or f"{leaf} ".startswith(f"{name} ") for name in named)}  # fmt: skip


def test_every_command_is_reached_on_a_screen_or_has_a_reason_why_not() -> None:
    told = {**WITHIN_A_SCREEN, **NOT_ON_A_SCREEN}
    assert _leaves() - _in_more() == set(told)


def test_more_names_no_command_that_the_command_line_does_not_have() -> None:
    """What stands beside a line can be typed: a command or its group, perhaps with an option or a file behind it."""
    known = {" ".join(words) for words, _command in every_command()}
    for name in (name for command in (*COMMANDS, *CLERKS) for name in command.cli):
        words = name.split()
        assert any(" ".join(words[:count]) in known for count in range(1, len(words) + 1)), name
