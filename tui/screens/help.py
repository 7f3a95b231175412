"""All keys and what they do, from a registry of commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from textual.content import Content

from checkin.texts import _
from tui.model.commands import MORE_KEYS, Command, key_text
from tui.screens.message import MessageDialog
from tui.words.cells import cell_width

NARROWEST = 10
"""Cells that the column of keys takes at least."""


@runtime_checkable
class HasOwnKeys(Protocol):
    """A screen with keys that the registry of commands does not hold."""

    def own_keys(self) -> tuple[str, list[tuple[str, str]]]:
        """A heading, and each key with a sentence."""
        ...


class ModeDialog(MessageDialog):
    """What is said while the desk is locked, or people scan by themselves."""

    in_every_mode: ClassVar[bool] = True


def mode_dialog(text: str, title: str = "") -> ModeDialog:
    """How the lock, or self-service, ends; or what else a person must read then."""
    return ModeDialog(title or _("All keys"), [text])


def help_dialog(
    commands: Iterable[Command], begin: str = "", said: Sequence[tuple[str, str]] = (), screen: object = None
) -> MessageDialog:
    """Two lines for each command: its keys (of one without keys that of `more`) and what it is, then its sentence. `begin` and the messages of today, each with its
    time, stand above them; the keys that only `screen` has come first."""
    keys = [("  ".join(map(key_text, command.keys or MORE_KEYS[:1])), command) for command in commands]
    width = max(NARROWEST, *(cell_width(text) + 1 for text, _command in keys))
    lines = [Content(begin), Content("")] if begin else []
    if isinstance(screen, HasOwnKeys):
        lines = _own_lines(*screen.own_keys())
    if said:
        lines.append(Content.styled(_("Messages of today"), "bold"))
        lines += [Content.assemble((time + "  ", "$quiet"), text) for time, text in said]
        lines.append(Content(""))
    for text, command in keys:
        filling = " " * (width - cell_width(text))
        lines.append(Content.assemble((text + filling, "bold $key"), (command.line(), "bold")))
        lines.append(Content.assemble("   ", (command.help(), "$quiet")))
    return MessageDialog(_("All keys"), lines, long=True)


def _own_lines(heading: str, keys: list[tuple[str, str]]) -> list[Content]:
    width = max(NARROWEST, *(cell_width(key) + 1 for key, _text in keys))
    lines = [Content.styled(heading, "bold")]
    for key, text in keys:
        lines.append(Content.assemble((key + " " * (width - cell_width(key)), "bold $key"), text))
    return [*lines, Content("")]
