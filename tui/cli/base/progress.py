"""A bar on standard error while a long work runs: what is counted, how many of how many, and the time that is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import Any

import click

from checkin.clock import Clock
from checkin.progress import listening
from tui.cli.interrupt import leave_if_asked

_PATIENCE_MS = 700
"""Shorter works show nothing: a bar that flashes says nothing."""
_BETWEEN_MS = 100


def progress_shown(clock: Clock) -> AbstractContextManager[None]:
    """Show what is counted within the block, where standard error is a terminal that can draw a bar."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return nullcontext()
    return listening(TerminalBar(clock.steady))


class TerminalBar:
    """The bar; `now` gives milliseconds that run on."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._bar: Any = None
        self._words = ""
        self._total: int | None = None
        self._begun = self._next = self._done = 0

    def begin(self, words: str, total: int | None) -> None:
        """Wait whether it takes long."""
        self._words, self._total, self._done, self._bar = words, total, 0, None
        self._begun = self._now()
        self._next = self._begun + _PATIENCE_MS

    def reached(self, done: int) -> None:
        """Draw the bar anew where it is time; how often this is called does not matter. Raises SystemExit after a Ctrl+C."""
        leave_if_asked()
        self._done = done
        now = self._now()
        if now < self._next:
            return
        self._next = now + _BETWEEN_MS
        if self._bar is None:
            self._bar = _bar(self._words, self._total)
            # The library counts the time from when the bar is drawn.
            self._bar.start -= (now - self._begun) / 1000
        self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Leave the line of the bar as it is; what is printed next begins on its own."""
        if self._bar is not None:
            self._bar.update(self._done - self._bar.pos)
            self._bar.render_finish()
            self._bar = None


def _bar(words: str, total: int | None) -> Any:
    # Where the number is not known, a sign that moves, and how many there are so far.
    things = None if total is not None else count()
    return click.progressbar(things, total, words, show_pos=True, show_percent=False, file=sys.stderr)
