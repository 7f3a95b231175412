"""The registry of commands: every key, footer text, help line and palette entry comes from it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from string import ascii_lowercase

import pytest

from tests.tui.desks import make_desk
from tests.tui.driving import opened
from tui.desk.app import DeskApp, FirstScreen
from tui.desk.commands import COMMANDS
from tui.desk.commands.laptop import Help
from tui.model.commands import action_of, footer_of, key_text, registry
from tui.screens.dialog import Text


def test_every_command_has_a_function_key_and_a_second_one_and_no_key_is_taken_twice() -> None:
    """Terminals keep some function keys to themselves; letters alone are typed text."""
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys)) == 2 * len(COMMANDS)
    assert all(len(key) > 1 for key in keys)
    # Ctrl with these letters is Backspace, Tab, Enter and Escape to a terminal; C copies.
    assert not {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+c"} & set(keys)


@pytest.mark.parametrize(
    ("keys", "name", "said"),
    [(("alt+x", "f1"), "more", "same key: f1"), (("alt+x", "alt+x"), "more", "key: alt+x"), (("alt+x", "alt+y"), "help", "same name: help")],
)  # fmt: skip
def test_a_registry_that_names_a_key_or_a_name_twice_refuses_to_load(
    keys: tuple[str, str], name: str, said: str
) -> None:
    more = type("More", (Help,), {"name": name, "keys": keys})
    with pytest.raises(ValueError, match=re.escape(said)):
        registry(*COMMANDS, more())


def test_a_new_command_has_only_alt_left() -> None:
    """As the keys' docstring says. Ctrl+P opens the palette; C, H, I, J and M are the terminal's."""
    taken = {key for command in COMMANDS for key in command.keys} | {f"ctrl+{letter}" for letter in "chijmp"}
    functions = {f"{shift}f{number}" for shift in ("", "shift+") for number in range(1, 13)}
    assert taken >= functions | {f"ctrl+{letter}" for letter in ascii_lowercase}
    assert DeskApp.COMMAND_PALETTE_BINDING == "ctrl+p"


def test_every_command_does_something_and_says_what() -> None:
    """A name of its own, something to do, a help sentence, a word."""
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert inspect.iscoroutinefunction(command.do)
        assert command.help().endswith(".") and command.title()


def test_the_footer_and_the_keys_of_the_desk_are_the_registry() -> None:
    """Nothing is bound that is not in it."""
    bound = {binding.action for binding in FirstScreen.BINDINGS}
    assert bound == {action_of(command) for command in COMMANDS}
    assert [entry[2] for entry in footer_of(COMMANDS)] == [action_of(c) for c in COMMANDS if c.in_footer]


def test_keys_are_written_as_on_the_keyboard() -> None:
    """F2, Ctrl+F, Shift+F9, Alt+G."""
    keys = ("f2", "ctrl+f", "shift+f9", "alt+g")
    assert [key_text(key) for key in keys] == ["F2", "Ctrl+F", "Shift+F9", "Alt+G"]


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


async def test_the_palette_holds_the_same_commands(tmp_path: Path) -> None:
    """Ctrl+P opens the palette with the commands of the registry."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, _pilot):
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert titles == [command.title() for command in COMMANDS]
