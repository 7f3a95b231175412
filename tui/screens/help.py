"""All keys, from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.model.commands import COMMANDS, key_text
from tui.screens.dialog import Dialog, Text
from tui.words.cells import cell_width


class HelpDialog(Dialog[None]):
    """What each key does."""

    DEFAULT_CSS = "HelpDialog VerticalScroll { height: auto; max-height: 18; }"

    def __init__(self) -> None:
        super().__init__(_("Help"))

    def parts(self) -> Iterable[Widget]:
        """One paragraph on how it works, then a line a key."""
        yield VerticalScroll(Text(_guide()))


def _guide() -> Content:
    begin = _(
        "Show a badge to the scanner: the first scan checks in, the next one checks out. Nobody needs to press a key. "
        "Type a letter to look for a person."
    )
    lines = [Content(begin), Content("")]
    for command in COMMANDS:
        keys = "  ".join(key_text(key) for key in command.keys)
        lines.append(
            Content.assemble((keys + " " * max(1, 18 - cell_width(keys)), "bold $key"), (command.title(), "bold"))
        )
        lines.append(Content.assemble("   ", (command.help(), "$quiet")))
    return Content("\n").join(lines)
