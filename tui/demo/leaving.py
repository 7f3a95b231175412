"""A terminal window that is closed, or a polite request to end, lets the demonstration tidy up as any other end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def tidy_leaving() -> Iterator[None]:
    """Signals that would end the program on the spot raise SystemExit in the main thread, within the block."""
    there = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in there}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
