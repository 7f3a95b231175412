"""Sentences that screen and command line share name a command; on the screen they name the row of `more` that does it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from checkin.texts import _
from tui.model.commands import Command

COMMAND = "hourdesk "
OPTION = "--"
"""Without one of them there is nothing to say otherwise."""
_WHY = r"(?: --reason [A-Z]+)?"
_LOOKS = r"(?: --dry-run)?"
"""On the screen each way shows first what it comes to."""
_OPTION = r" --[a-z]"
_GAP = r"(?: (?=[\u4e00-\u9fff]))?"
"""Chinese stands off from the letters of a command, and not from the quotation mark that ends a row."""
_WORD = r"[a-z][a-z-]*(?!\w|\.\w)"
_SAID = rf"hourdesk ({_WORD})(?: ({_WORD}))?{_LOOKS}(?: (--[a-z]+))?{_WHY}(?!{_OPTION}){_GAP}"


_ASKED = re.compile(r"^--[a-z][a-z-]*(?:: |：)", re.MULTILINE)
"""An option of the command line, named as the place of what is wrong."""


def without_options(text: str) -> str:
    """`text` without the option that a line begins with: on the screen what stood in a field is wrong, and the form says in which."""
    return _ASKED.sub("", text) if OPTION in text else text


@runtime_checkable
class NamesRows(Protocol):
    """An app that has `more`."""

    def named_by_rows(self, text: str) -> str:
        """The text with rows of `more` in place of commands."""


def named_by_rows(text: str, commands: Iterable[Command], *, at_desk: bool = False) -> str:
    """`text` with `F10 “Check the record”` in place of `hourdesk check`. A command that has no row, or stands there with an
    option that no row takes, stays as it is. `at_desk`: these are the rows of a desk, and the text is not shown at one.
    """
    if COMMAND not in text:
        return text
    rows = {name: command for command in commands for name in reversed(command.cli)}

    def named(command: Command) -> str:
        return (_("F10 “{row}” (at a desk)") if at_desk else _("F10 “{row}”")).format(row=command.line())

    def row(found: re.Match[str]) -> str:
        first, second, option = found.groups()
        if option is not None and option != "--reason":
            known = rows.get(" ".join(word for word in (first, second, option) if word))
            return named(known) if known is not None else found[0]
        if second is not None and f"{first} {second}" in rows:
            return named(rows[f"{first} {second}"])
        if first in rows:
            return named(rows[first]) + (f" {second}" if second else "")
        return found[0]

    return re.sub(_SAID, row, text)
