"""The registry of commands: every key, footer text, help line and line of `more` comes from it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.desks import make_desk
from tests.tui.driving import opened
from tui.desk.app import FirstScreen
from tui.desk.commands import COMMANDS
from tui.desk.commands.laptop import Help
from tui.district.commands import COMMANDS as CLERKS_COMMANDS
from tui.model.command_groups import Group
from tui.model.commands import Command, action_of, key_text, registry
from tui.model.more_lines import found, line_of
from tui.screens.dialog import Text


def test_the_keys_of_the_desk_are_function_keys_with_alt_and_a_letter_beside_them() -> None:
    """Terminals keep some function keys to themselves; letters alone are typed text. No Ctrl and letter but P and Q."""
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {key for key in keys if key.startswith("ctrl+")} == {"ctrl+p", "ctrl+q"}
    for command in COMMANDS:
        kinds = [re.sub(r"f\d+$", "F", re.sub("(?<=[+])[a-z]$", "letter", key)) for key in command.keys]
        assert kinds in ([], ["F", "alt+letter"], ["shift+F", "alt+letter"], ["alt+letter"], ["F", "ctrl+letter"], ["ctrl+letter"], ["alt+right"], ["alt+left"], ["alt+down"], ["alt+up"])  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "name", "said"),
    [(("alt+9", "f1"), "another", "same key: f1"), (("alt+9", "alt+9"), "another", "key: alt+9"), (("alt+9", "alt+8"), "help", "same name: help")],
)  # fmt: skip
def test_a_registry_that_names_a_key_or_a_name_twice_refuses_to_load(
    keys: tuple[str, str], name: str, said: str
) -> None:
    more = type("More", (Help,), {"name": name, "keys": keys})
    with pytest.raises(ValueError, match=re.escape(said)):
        registry(*COMMANDS, more())


@pytest.mark.parametrize("commands", [COMMANDS, CLERKS_COMMANDS], ids=["desk", "clerk"])
def test_every_command_is_reached_from_more_in_a_group(commands: Sequence[Command]) -> None:
    """All but `more` itself; leaving is the last line."""
    lines = [line_of(command) for command in commands if command.name != "more"]
    assert {line.command for line in lines if line.group is Group.NONE} == set()
    assert found(lines, "")[-1].command == "leave"
    assert [line.command for line in lines if line.group is Group.LEAVE] == ["leave"]


def test_every_command_does_something_and_says_what() -> None:
    """A name of its own, something to do, a help sentence, a word."""
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert inspect.iscoroutinefunction(command.do)
        assert command.help().endswith(".") and command.title()


def test_the_keys_of_the_desk_are_the_registry() -> None:
    """Nothing is bound that is not in it."""
    bound = {binding.action for binding in FirstScreen.BINDINGS}
    assert bound == {action_of(command) for command in COMMANDS if command.keys}


def test_keys_are_written_as_on_the_keyboard() -> None:
    """F2, Ctrl+F, Shift+F9, Alt+G, Alt+→, Alt+↓, Alt+↑."""
    keys = ("f2", "ctrl+f", "shift+f9", "alt+g", "alt+right", "alt+down", "alt+up")
    assert [key_text(key) for key in keys] == ["F2", "Ctrl+F", "Shift+F9", "Alt+G", "Alt+→", "Alt+↓", "Alt+↑"]


async def test_help_lists_every_command_and_the_language_changes_it(tmp_path: Path) -> None:
    """F1 shows all; F12 turns the footer over and is remembered."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        shown = " ".join(w.render().plain for w in app.screen.query(Text))
        assert all(command.help() in shown for command in COMMANDS)
        await pilot.press("escape", "f12", "f11", "shift+f9")
        await pilot.pause(0.3)
        settings = await app.desk.writer.ask(lambda store: store.folder.settings())
        assert settings == {"language": "zh", "theme": "light", "sound": False}
        await pilot.press("f12")
