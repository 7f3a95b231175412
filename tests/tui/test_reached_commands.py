"""Every command of the command line is reached on the desk's or the clerk's screen, or it is said here why not."""

from __future__ import annotations

import click

from tests.tui.cli.every_command import every_command
from tui.desk.commands import COMMANDS
from tui.desk.first_start import begin_in_empty_folder
from tui.district.commands import COMMANDS as CLERKS
from tui.district.keeping.first_start import make_district
from tui.screens.find import FindDialog
from tui.screens.review.code_clash import decide_on_code

ON_THE_CLERKS_SCREEN = {
    "district merge": "merge",
    "district trust": "trust",
    "district conflicts": "conflicts",
    "district rule": "rule",
    "district totals": "totals",
    "district sessions": "totals",
    "district shares": "shares",
    "district audit list": "audit",
    "district audit show": "audit",
    "district audit rules": "audit",
    "district audit answer": "answer_question",
    "district audit draw": "sample",
    "district audit results": "sample",
    "district audit report": "sample",
    "district missing": "packs",
    "district summary": "copy",
    "district export": "save",
    "district report": "save",
    "district teams": "teams",
    "district kit": "kit",
    "district receipt": "receipts",
    "district credentials": "credentials",
    "district stars": "stars",
    "district requirement": "requirements",
    "district form": "forms",
    "district returns": "returns",
    "district check": "check",
    "district rebuild": "rebuild",
    "district protect": "protect",
    "district unprotect": "protect",
}
"""The name of the clerk's command that does it."""
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
    """Commands that a line of `more` at the desk names, by themselves or by their group; options behind a name don't count."""
    named = {name for command in COMMANDS for name in command.cli}
    return {leaf for leaf in _leaves() if any(f"{name} ".startswith(f"{leaf} ") or f"{leaf} ".startswith(f"{name} ") for name in named)}  # fmt: skip


def test_every_command_is_reached_on_a_screen_or_has_a_reason_why_not() -> None:
    told = {**ON_THE_CLERKS_SCREEN, **WITHIN_A_SCREEN, **NOT_ON_A_SCREEN}
    assert _leaves() - _in_more() == set(told)


def test_what_is_said_to_be_on_the_clerks_screen_is_there() -> None:
    assert set(ON_THE_CLERKS_SCREEN.values()) <= {command.name for command in CLERKS}


def test_more_names_no_command_that_the_command_line_does_not_have() -> None:
    """What stands beside a line can be typed: a command or its group, perhaps with an option or a file behind it."""
    known = {" ".join(words) for words, _command in every_command()}
    for name in (name for command in COMMANDS for name in command.cli):
        words = name.split()
        assert any(" ".join(words[:count]) in known for count in range(1, len(words) + 1)), name
