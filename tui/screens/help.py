"""All keys and what they do, from a registry of commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.content import Content

from checkin.texts import _
from tui.model.commands import MORE_KEYS, Command, key_text
from tui.screens.message import MessageDialog
from tui.words.cells import cell_width

NARROWEST = 10
"""Cells that the column of keys takes at least."""


class ModeDialog(MessageDialog):
    """What is said while the desk is locked, or people scan by themselves."""

    in_every_mode: ClassVar[bool] = True


def mode_dialog(text: str) -> ModeDialog:
    """How the lock, or self-service, ends."""
    return ModeDialog(_("Help"), [text])


def help_dialog(commands: Iterable[Command], begin: str = "", said: Sequence[tuple[str, str]] = ()) -> MessageDialog:
    """Two lines for each command: its keys (of one without keys that of `more`) and what it is, then its sentence. `begin` and the messages of today, each with its
    time, stand above them."""
    keys = [("  ".join(map(key_text, command.keys or MORE_KEYS[:1])), command) for command in commands]
    width = max(NARROWEST, *(cell_width(text) + 1 for text, _command in keys))
    lines = [Content(begin), Content("")] if begin else []
    if said:
        lines.append(Content.styled(_("Messages of today"), "bold"))
        lines += [Content.assemble((time + "  ", "$quiet"), text) for time, text in said]
        lines.append(Content(""))
    for text, command in keys:
        filling = " " * (width - cell_width(text))
        lines.append(Content.assemble((text + filling, "bold $key"), (command.line(), "bold")))
        lines.append(Content.assemble("   ", (command.help(), "$quiet")))
    return MessageDialog(_("Help"), lines, long=True)
