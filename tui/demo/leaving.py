"""A terminal window that is closed, or a polite request to end, lets the demonstration tidy up as any other end."""

from __future__ import annotations

import secrets
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
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


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """A folder that only this user can look into, gone after the block.

    Its name is known before it is made: a signal that arrives while it is being made leaves nothing behind either.
    """
    folder = Path(gettempdir()) / f"hourdesk-demo-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
