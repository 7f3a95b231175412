"""What is said of a wrong command line: usage, where help is, and the mistake, in colour where the terminal has any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

import click

from checkin.texts import _, language
from tui.words.harmless import harmless_lines


@contextmanager
def usage_errors_told() -> Iterator[None]:
    """Let click tell a wrong command line in our way, and harmlessly: it quotes what was typed, perhaps a stranger's file."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        # Its message is our own page of help, with its colours.
        raise
    except click.ClickException as error:
        vars(error).update(message=harmless_lines(error.message))
        if isinstance(error, click.UsageError):
            vars(error).update(show=partial(_show, error))
        raise


def _show(error: click.UsageError, file: IO[Any] | None = None) -> None:
    """Instead of `UsageError.show`."""
    colour = error.ctx.color if error.ctx is not None else None
    lines = [*_usage(error.ctx)] if error.ctx is not None else []
    click.echo("\n".join([*lines, _mistake(error)]), file, err=True, color=colour)


def _usage(context: click.Context) -> Iterator[str]:
    yield context.get_usage()
    hint = _("Try '{command} {option}' for help.")
    yield hint.format(command=context.command_path, option="--help")
    yield ""


def _mistake(error: click.UsageError) -> str:
    """The sentence with its red beginning; in Chinese no blank follows a full stop."""
    before, after = _("Error: {message}").split("{message}")
    text = error.format_message()
    return click.style(before, fg="red") + (text.replace("。 ", "。") if language() == "zh" else text) + after
