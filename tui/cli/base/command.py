"""Commands that speak the language in use: click keeps the English texts, which are translated when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from inspect import unwrap
from typing import Any, TypeVar, cast

import click

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base.desk_choice import shared_options
from tui.cli.base.help_page import HelpPage
from tui.cli.base.likely import likely_commands
from tui.cli.base.parameters import Argument, Option, translated

_PIECES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))


class SpokenContext(click.Context):
    """click's context with our help page."""

    formatter_class = HelpPage


class Command(click.Command):
    """A command that takes the options that every command takes (--data, --lang, --operator).

    `examples` are command lines that help shows, marked with `N_`.
    """

    context_class = SpokenContext

    def __init__(self, *args: Any, needs: str = "", **attrs: Any) -> None:
        """`needs` is the sentence (marked with `N_`) that is said where none of several options was given; help says it too."""
        super().__init__(*args, **attrs)
        self.needs = needs
        self.examples: tuple[str, ...] = ()
        self.params.extend(shared_options(Option))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command in the line of usage, in the language in use."""
        return [_(piece) if piece in _PIECES else piece for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description at the top of the help."""
        super(Command, translated(self)).format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Add what is needed of several options, a sentence about the PIN where the command asks for it, and examples."""
        if self.needs:
            formatter.write_paragraph()
            formatter.write_text(_(self.needs))
        if _asks_pin(self.callback):
            formatter.write_paragraph()
            formatter.write_text(
                _("If a supervisor's PIN is set, it is asked for; you can also put it into HOURDESK_PIN.")
            )
        if self.examples and isinstance(formatter, HelpPage):
            formatter.write_examples(_(line) for line in self.examples)
        super().format_epilog(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The description in a list of commands."""
        # In full: the list wraps, and half a sentence helps nobody.
        return super(Command, translated(self)).get_short_help_str(max(limit, 400))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the language in use; click keeps the text of the language it was first asked in."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A group whose commands are imported when they are asked for: `lazy` says `module:name` of each.

    Start-up is felt, and most commands need libraries that the others do without. `sections` are the headings under which
    help lists the commands, marked with `N_`, each with the names below it; without them all stand under one heading.
    """

    command_class = Command

    def __init__(
        self,
        *args: Any,
        lazy: Mapping[str, str] | None = None,
        sections: Mapping[str, Sequence[str]] | None = None,
        **attrs: Any,
    ) -> None:
        super().__init__(*args, **attrs)
        self._lazy = dict(lazy or {})
        self._sections = sections or {}

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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with what they do, section by section."""
        if not self._sections:
            super().format_commands(ctx, formatter)
            return
        column = max(map(len, self.list_commands(ctx)))
        for heading, members in self._sections.items():
            rows = [(f"{name:{column}}", self._short_help(ctx, name)) for name in members]
            with formatter.section(_(heading)):
                formatter.write_dl(rows)

    def _short_help(self, ctx: click.Context, name: str) -> str:
        one = self.get_command(ctx, name)
        assert one is not None
        return one.get_short_help_str()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word; for a mistyped one those that were perhaps meant are named."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            vars(error)["possibilities"] = likely_commands(ctx, self, args[0])
            raise


def _asks_pin(function: Callable[..., Any] | None) -> bool:
    """Whether a command calls `need_supervisor`; looked up in its code, so that none can ask and not say it."""
    return function is not None and any(n.startswith("need_supervisor") for n in unwrap(function).__code__.co_names)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
AnyCommand = TypeVar("AnyCommand", bound=click.Command)


def option(*names: str, **attrs: Any) -> Decorator:
    """`click.option` with a help text that is translated where it is shown; mark it with `N_`."""
    return click.option(*names, cls=Option, **attrs)


def argument(*names: str, **attrs: Any) -> Decorator:
    """`click.argument` with a help text that is translated where it is shown; mark it with `N_`."""
    return click.argument(*names, cls=Argument, **attrs)


def command(name: str, help: str, needs: str = "") -> Callable[[Callable[..., Any]], Command]:
    """A command; mark its help text with `N_`, and the sentence of what it `needs` where one of several options will do."""
    return click.command(name, cls=Command, help=help, needs=needs)


def group(name: str, help: str, **attrs: Any) -> Callable[[Callable[..., Any]], Group]:
    """A group of commands; mark its help text with `N_`."""
    return click.group(name, cls=Group, help=help, **attrs)


def examples(*lines: str) -> Callable[[AnyCommand], AnyCommand]:
    """Command lines for the end of a command's help; mark each with `N_`, for names and files differ with the language."""

    def show(one: AnyCommand) -> AnyCommand:
        vars(one)["examples"] = lines
        return one

    return show
