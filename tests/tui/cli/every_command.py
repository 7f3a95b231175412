"""Every command of the program with its parameters, for tests that hold something about all of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tui.cli.main import hourdesk


def every_command(
    command: click.Command = hourdesk, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The words that name a command, and the command; groups too, and the root by no words."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            assert one is not None
            yield from every_command(one, (*words, name))


def every_option() -> Iterator[tuple[tuple[str, ...], click.Parameter]]:
    """The words of a command, and each of its options and arguments."""
    for words, command in every_command():
        for one in command.params:
            yield words, one
