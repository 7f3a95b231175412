"""A key means one thing (screens.md law 4): at the desk, in its dialogs and pages, and on the clerk's screen."""

from __future__ import annotations

import re

from textual.binding import Binding

from tests.tui.test_supervisors_ways import screens
from tui.desk.commands import COMMANDS
from tui.district.commands import COMMANDS as CLERKS

DESK = {key: command.name for command in COMMANDS for key in command.keys}
SAME = {"search": "find"}
"""A command of the clerk's screen that is called otherwise than the desk's of the same meaning."""
ITS_OWN = {("ReviewScreen", "shift+f1"), ("ReviewScreen", "alt+r"), ("ActivitiesDialog", "f6")}
"""The key that opens a page closes it again, or goes one step further in it: F6 lists the activities, F6 again makes a new one."""


def bound_keys() -> dict[tuple[str, str], str]:
    """What each key of each screen and dialog of the desk does: by the screen's class and the key."""
    return {
        (screen.__name__, key): binding.action
        for screen in screens()
        if screen.__name__ != "FirstScreen"
        for binding in screen.__dict__.get("BINDINGS", [])
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


def test_ctrl_and_a_letter_is_save_in_forms_and_nothing_else() -> None:
    """At the desk P and Q alone."""
    found = {(key, action) for (_screen, key), action in bound_keys().items() if key.startswith("ctrl+")}
    assert found == {("ctrl+s", "save")}
    assert {key for key in DESK if key.startswith("ctrl+")} == {"ctrl+p", "ctrl+q"}


def test_a_function_key_means_in_dialogs_and_pages_what_it_means_at_the_desk() -> None:
    """So does Alt with a letter."""
    others = {
        place: action
        for place, action in bound_keys().items()
        if re.fullmatch(r"(shift\+)?f\d+|alt\+\w", place[1])
        and place not in ITS_OWN
        and action != f"app.command('{DESK.get(place[1])}')"
    }
    assert others == {}


def test_a_key_of_the_clerks_screen_means_what_it_means_at_the_desk() -> None:
    """Letters alone are commands there: nobody types names into the screen itself."""
    for command in CLERKS:
        for key in command.keys:
            if len(key) > 1 and key in DESK:
                assert SAME.get(command.name, command.name) == DESK[key], key
            assert not re.fullmatch(r"ctrl\+[a-z]", key) or key in ("ctrl+p", "ctrl+q")
