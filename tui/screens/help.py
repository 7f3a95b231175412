"""All keys and what they do, from a registry of commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from checkin.texts import _
from tui.model.commands import Command, key_text
from tui.screens.message import MessageDialog
from tui.words.cells import cell_width

NARROWEST = 10
"""Cells that the column of keys takes at least."""


def help_dialog(commands: Iterable[Command], begin: str = "", said: Sequence[tuple[str, str]] = ()) -> MessageDialog:
    """Two lines for each command: its keys and its word, then its sentence. `begin` and the messages of today, each with its
    time, stand above them."""
    keys = [("  ".join(key_text(key) for key in command.keys), command) for command in commands]
    width = max(NARROWEST, *(cell_width(text) + 1 for text, _command in keys))
    lines = [Content(begin), Content("")] if begin else []
    if said:
        lines.append(Content.styled(_("Messages of today"), "bold"))
        lines += [Content.assemble((time + "  ", "$quiet"), text) for time, text in said]
        lines.append(Content(""))
    for text, command in keys:
        filling = " " * (width - cell_width(text))
        lines.append(Content.assemble((text + filling, "bold $key"), (command.title(), "bold")))
        lines.append(Content.assemble("   ", (command.help(), "$quiet")))
    return MessageDialog(_("Help"), lines, long=True)
