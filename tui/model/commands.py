"""What a command is: its keys, its word in the footer, its sentence of help. Each app adds what its commands do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from checkin.texts import _
from tui.model.command_groups import Group

MORE_KEYS = ("f10", "ctrl+p")
"""The keys of `more`, at the desk as on the clerk's screen: what has no key of its own is reached by them."""


class Command:
    """One thing to do. Its docstring is its help text, an English sentence that is translated where it is shown."""

    __doc__ = ""
    name: ClassVar[str]
    """The name by which an action of Textual runs it."""
    keys: ClassVar[tuple[str, ...]] = ()
    """The first one stands in the footer. A command without keys is reached from `more` alone."""
    label: ClassVar[str]
    """A word or two for the footer."""
    what: ClassVar[str] = ""
    """What it does in a few words, for its line in `more`; where it is empty the footer's word stands there."""
    also: ClassVar[str] = ""
    """Other words that find it in `more`, with commas between them."""
    in_footer: ClassVar[bool] = True
    """Whether it may stand in the footer. It needs a key for that."""
    group: ClassVar[Group] = Group.NONE
    """Where it stands in `more`."""
    cli: ClassVar[tuple[str, ...]] = ()
    """What it is called on the command line, without `hourdesk`: `more` finds it by these, and shows the first one."""

    @classmethod
    def title(cls) -> str:
        """The footer's word in the language in use."""
        return _(cls.label)

    @classmethod
    def line(cls) -> str:
        """Its line in `more`, in the language in use."""
        return _(cls.what or cls.label)

    @classmethod
    def help(cls) -> str:
        """What it does, in the language in use."""
        return _(cls.__doc__) if cls.__doc__ else cls.__name__


C = TypeVar("C", bound=Command)


def registry(*commands: C) -> tuple[C, ...]:
    """The commands in this order. Raises ValueError where two have a key or a name in common."""
    for what, texts in (("key", [key for c in commands for key in c.keys]), ("name", [c.name for c in commands])):
        twice = sorted({text for text in texts if texts.count(text) > 1})
        if twice:
            raise ValueError(f"two commands have the same {what}: {', '.join(twice)}")
    return commands


def action_of(command: Command) -> str:
    """The action of Textual that runs a command: the app's `action_command` gets its name."""
    return f"app.command('{command.name}')"


def footer_of(commands: Iterable[Command]) -> list[tuple[str, str, str]]:
    """The footer of a registry of commands, in the language in use: key, word, and the action that a click runs."""
    return [(key_text(c.keys[0]), c.title(), action_of(c)) for c in commands if c.in_footer and c.keys]


_SIGNS = {"slash": "/", "question_mark": "?", "less_than_sign": "<", "greater_than_sign": ">"}


def key_text(key: str) -> str:
    """A key as people write it: `F2`, `Ctrl+F`, `/`; a letter that is pressed alone stays small."""
    if len(key) == 1 or key in _SIGNS:
        return _SIGNS.get(key, key)
    return (
        "+".join(part.upper() if len(part) <= 3 and part != "tab" else part.capitalize() for part in key.split("+"))
        .replace("CTRL", "Ctrl")
        .replace("ALT", "Alt")
        .replace("Right", "→")
        .replace("Left", "←")
        .replace("Down", "↓")
        .replace("+UP", "+↑")
    )
