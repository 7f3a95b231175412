"""Whether there is a person at a terminal."""

from __future__ import annotations

import sys

import click

from checkin.texts import _


def need_terminal() -> None:
    """Raises a usage error where the screen can't be shown: input or output is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            _("The desk needs a terminal. Start hourdesk in a terminal window, or name a command: hourdesk --help.")
        )


def can_ask() -> bool:
    """Whether somebody could answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()
