"""What the clerk is asked for: a path, minutes, a reason; and what a merge came to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.district.commands import COMMANDS, shown_key
from tui.screens.dialog import Dialog, Text
from tui.screens.form import Field, FormDialog

Save = Callable[[dict[str, str]], Awaitable[str]]


class AskDialog(FormDialog[str]):
    """Fields whose values go to `save`; what is wrong with them is shown, and they stay."""

    def __init__(self, title: str, explanation: str, fields: Sequence[Field], save: Save) -> None:
        super().__init__(title, fields, save, explanation)


class ReadDialog(Dialog[None]):
    """Some lines to read."""

    DEFAULT_CSS = "ReadDialog VerticalScroll { height: auto; max-height: 18; }"

    def __init__(self, title: str, lines: Sequence[str | Content]) -> None:
        super().__init__(title)
        self._lines = [line if isinstance(line, Content) else Content(line) for line in lines]

    def parts(self) -> Iterable[Widget]:
        """The lines."""
        yield VerticalScroll(Text(Content("\n").join(self._lines)))


def help_dialog() -> ReadDialog:
    """All keys and what they do."""
    lines: list[Content] = []
    for command in COMMANDS:
        keys = "  ".join(dict.fromkeys((shown_key(command), *(k.upper() for k in command.keys[1:] if k[0] == "f"))))
        lines.append(Content.assemble((f"{keys:<10}", "bold $key"), (command.title(), "bold")))
        lines.append(Content.assemble("   ", (command.help(), "$quiet")))
    return ReadDialog(_("Help"), lines)
