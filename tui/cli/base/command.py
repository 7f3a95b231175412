"""Commands that speak the language in use: click keeps the English texts, which are translated when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from importlib import import_module
from inspect import unwrap
from typing import Any, cast

import click

from checkin.texts import _
from tui.cli.base.desk_choice import shared_options
from tui.words.cells import cell_width

_FILLER = "\u200b"


class Option(click.Option):
    """An option whose help text is translated where it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The translated row in the list of options."""
        return super(Option, _translated(self)).get_help_record(ctx)


class Argument(click.Argument):
    """An argument whose help text is translated where it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The translated row in the list of arguments."""
        return super(Argument, _translated(self)).get_help_record(ctx)


class Command(click.Command):
    """A command that takes the options that every command takes (--data, --lang, --operator)."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.params.extend(shared_options(Option))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description at the top of the help."""
        super(Command, _translated(self)).format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Add a sentence about the PIN to the help of a command that asks for it."""
        if _asks_pin(self.callback):
            text = _("If a supervisor's PIN is set, it is asked for; you can also put it into HOURDESK_PIN.")
            formatter.write_paragraph()
            formatter.write_text(_two_cells_wide(text))
        super().format_epilog(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The description in a list of commands."""
        # In full: the list wraps, and half a sentence helps nobody.
        return super(Command, _translated(self)).get_short_help_str(max(limit, 400))

    def get_help(self, ctx: click.Context) -> str:
        """The help text of the command, without the filler behind Chinese characters."""
        return super().get_help(ctx).replace(_FILLER, "")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the language in use; click keeps the text of the language it was first asked in."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A group whose commands are imported when they are asked for: `lazy` says `module:name` of each.

    Start-up is felt, and most commands need libraries that the others do without.
    """

    command_class = Command

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which people need them."""
        return [*self._lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now where it is lazy."""
        place = self._lazy.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, name = place.split(":")
        return cast(click.Command, getattr(import_module(module), name))


def _asks_pin(function: Callable[..., Any] | None) -> bool:
    """Whether a command calls `need_supervisor`; looked up in its code, so that none can ask and not say it."""
    return function is not None and "need_supervisor" in unwrap(function).__code__.co_names


def _translated(thing: Any) -> Any:
    shown = copy(thing)
    shown.help = _two_cells_wide(_(thing.help)) if thing.help else thing.help
    return shown


def _two_cells_wide(text: str) -> str:
    """`text` with a filler behind each Chinese character: click counts characters where a terminal counts cells."""
    return "".join(c + _FILLER if cell_width(c) == 2 else c for c in text)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(*names: str, **attrs: Any) -> Decorator:
    """`click.option` with a help text that is translated where it is shown; mark it with `N_`."""
    return click.option(*names, cls=Option, **attrs)


def argument(*names: str, **attrs: Any) -> Decorator:
    """`click.argument` with a help text that is translated where it is shown; mark it with `N_`."""
    return click.argument(*names, cls=Argument, **attrs)


def command(name: str, help: str) -> Callable[[Callable[..., Any]], Command]:
    """A command; mark its help text with `N_`."""
    return click.command(name, cls=Command, help=help)


def group(name: str, help: str, **attrs: Any) -> Callable[[Callable[..., Any]], Group]:
    """A group of commands; mark its help text with `N_`."""
    return click.group(name, cls=Group, help=help, **attrs)
