"""Whether there is a person at a terminal."""

from __future__ import annotations

import sys

import click


def need_terminal(told: str) -> None:
    """Raises a usage error that says `told` where a screen can't be shown: input or output is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(told)


def can_ask() -> bool:
    """Whether somebody could answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_read_there() -> bool:
    """Whether a person reads what is printed: standard output is no pipe and no file."""
    return sys.stdout.isatty()
