"""Every command of the command line is reached on the desk's or the clerk's screen, or it is said here why not.

So is every option: it has a field, a key or a line there, or a reason why a screen needs none (option_ways.py).
"""

from __future__ import annotations

from pathlib import Path

import click

import tui
from tests.tui.cli.every_command import every_command
from tests.tui.option_ways import EVERYWHERE, WAYS, Needless
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


def _options(command: click.Command) -> set[str]:
    """The options of a command by their longest names, and its arguments in capitals."""
    return {
        max(one.opts, key=len) if isinstance(one, click.Option) else str(one.name).upper()
        for one in command.params
        if not (isinstance(one, click.Option) and one.hidden)
    }


def test_every_option_has_a_way_on_a_screen_or_a_reason_why_it_needs_none() -> None:
    options = {
        " ".join(words): _options(command)
        for words, command in every_command()
        if not isinstance(command, click.Group) and " ".join(words) not in NOT_ON_A_SCREEN
    }
    lacking = {
        name: left for name, of in options.items() if (left := of - EVERYWHERE.keys() - WAYS.get(name, {}).keys())
    }
    assert not lacking, lacking
    gone = {name: left for name, of in WAYS.items() if (left := of.keys() - options.get(name, set()))}
    assert not gone, gone


def test_every_way_of_an_option_is_there() -> None:
    below, wrong = Path(tui.__file__).parent, []
    for name, of in {"": EVERYWHERE, **WAYS}.items():
        for option, way in of.items():
            if isinstance(way, Needless):
                assert way.why, (name, option)
                continue
            file = below / way.file
            if not way.text or not file.is_file() or way.text not in file.read_text("utf-8"):
                wrong.append((name, option, way))
    assert not wrong, wrong
