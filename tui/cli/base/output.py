"""Results go to standard output, messages to standard error, and questions too; all of it is harmless to a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import BufferedWriter, RawIOBase, TextIOWrapper
from json import JSONEncoder
from typing import Any

import click

from checkin.rules.problems import N_, Problem, refuse
from checkin.texts import say
from tui.cli.base.terminal import can_ask
from tui.words.harmless import harmless, harmless_json
from tui.words.put_line import put_json, put_line, put_lines, put_message

_encode = JSONEncoder(ensure_ascii=False).encode


def result(line: str) -> None:
    """One line of the result, out at once: a pipe may be waiting for it."""
    put_line(line)


def result_json(value: dict[str, Any]) -> None:
    """One JSON object on a line of its own, out at once."""
    put_json(_encode(value))


def results(lines: Iterable[str]) -> None:
    """Many lines of the result."""
    put_lines(lines)


def results_json(lines: Iterable[str]) -> None:
    """Many lines of JSON."""
    put_lines(lines, harmless_json)


def message(line: str) -> None:
    """One line to whoever sits at the terminal."""
    put_message(line)


def agrees(question: str) -> bool:
    """Whether the person at the terminal says yes; Enter alone is no."""
    return click.confirm(harmless(question), default=False, err=True)


def need_agreed(question: str) -> None:
    """Ask the person who can be asked. Raises Refused for a no; where nobody can be asked nothing is."""
    if can_ask() and not agrees(question):
        raise refuse("not_agreed", "", N_("nothing was changed"))


def answer_to(question: str, proposed: str = "") -> str:
    """What the person at the terminal types; `proposed`, where there is something, is shown and is what Enter says."""
    return str(click.prompt(harmless(question), default=proposed, show_default=bool(proposed), err=True))


def unseen_answer_to(question: str, again: str = "") -> str:
    """What is typed unseen, for secrets; with the question `again` it is typed twice."""
    twice = harmless(again) if again else False
    return str(click.prompt(harmless(question), hide_input=True, err=True, confirmation_prompt=twice))


def tell(problems: Iterable[Problem]) -> None:
    """Problems as messages, a line each."""
    for problem in problems:
        message(say(problem))


def finish(refused: bool) -> None:
    """End the command. The exit code is 1 if data was refused."""
    if refused:
        click.get_current_context().exit(1)


def forget_what_cant_be_written() -> None:
    """Once it was said that the disk took no more: else Python tries it again at the end, in its own words and with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def prepare_streams() -> None:
    """No character stops the program: what a terminal can't show is escaped. What is piped is UTF-8, for programs.

    A stream that was closed is put in its place, empty: else Python has none, and a file of the record could take its number.
    One that Python was told not to buffer is buffered and flushed by us: it would pass over a disk that takes only a part.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            if type(stream) is TextIOWrapper and isinstance(stream.buffer, RawIOBase):
                known = stream.encoding
                stream = TextIOWrapper(BufferedWriter(stream.detach()), known, line_buffering=True)
                # Screens draw by the other name.
                setattr(sys, name, stream)
                setattr(sys, f"__{name}__", stream)
            with suppress(OSError, ValueError):
                encoding = None if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="backslashreplace")
