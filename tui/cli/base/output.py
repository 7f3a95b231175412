"""Results go to standard output, messages to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from json import JSONEncoder
from typing import Any

import click

from checkin.rules.problems import Problem
from checkin.texts import say

_encode = JSONEncoder(ensure_ascii=False).encode
_LINES_AT_ONCE = 512


def result(line: str) -> None:
    """One line of the result, out at once: a pipe may be waiting for it."""
    click.echo(line)


def result_json(value: dict[str, Any]) -> None:
    """One JSON object on a line of its own, out at once."""
    click.echo(_encode(value))


def results(lines: Iterable[str]) -> None:
    """Many lines of the result."""
    out = sys.stdout
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES_AT_ONCE:
            batch.append("")
            out.write("\n".join(batch))
            batch.clear()
    if batch:
        batch.append("")
        out.write("\n".join(batch))
    out.flush()


def message(line: str) -> None:
    """One line to whoever sits at the terminal."""
    click.echo(line, err=True)


def tell(problems: Iterable[Problem]) -> None:
    """Problems as messages, a line each."""
    for problem in problems:
        message(say(problem))


def finish(refused: bool) -> None:
    """End the command. The exit code is 1 if data was refused."""
    if refused:
        click.get_current_context().exit(1)


def prepare_streams() -> None:
    """No character stops the program: what a terminal can't show is escaped. What is piped is UTF-8, for programs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError, ValueError):
                encoding = None if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="backslashreplace")
