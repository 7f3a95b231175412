"""The one place that writes to the terminal outside of the screens: what it writes is harmless."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TextIO

from tui.words.harmless import harmless, harmless_json

_LINES_AT_ONCE = 512


def put_line(line: str) -> None:
    """One line to standard output, out at once."""
    _write(sys.stdout, harmless(line))


def put_json(line: str) -> None:
    """One line of JSON to standard output, out at once; it is read as the same value."""
    _write(sys.stdout, harmless_json(line))


def put_message(line: str) -> None:
    """One line to standard error, out at once."""
    _write(sys.stderr, harmless(line))


def put_lines(lines: Iterable[str], clean: Callable[[str], str] = harmless) -> None:
    """Many lines to standard output, several hundred at once; `clean` is `harmless_json` for lines of JSON."""
    batch: list[str] = []
    for line in lines:
        batch.append(clean(line))
        if len(batch) == _LINES_AT_ONCE:
            sys.stdout.write("\n".join(batch) + "\n")
            batch.clear()
    sys.stdout.write("\n".join([*batch, ""]))
    sys.stdout.flush()


def _write(stream: TextIO, line: str) -> None:
    stream.write(line + "\n")
    stream.flush()
