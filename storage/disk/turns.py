"""Taking turns, so that no scan waits long: for the lock of a record, and for the interpreter in one process."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from storage.disk import sqlite

_OFTEN_S, _LATER_S = 0.001, 0.01
_OFTEN = 200
"""So many times the lock is asked for every millisecond; who waits longer than that asks less often."""


def ask_often(connection: sqlite.Connection, seconds: float) -> None:
    """Ask again every millisecond for a lock that another connection holds, and give up after about so many seconds.

    SQLite's own way asks after 33, 53, 78, 103 … milliseconds: a scan would wait for longer than the lock is held. The standard
    library's `sqlite3` takes no handler; there that way stays.
    """
    set_handler = getattr(connection, "set_busy_handler", None)
    if set_handler is None:
        return
    most = _OFTEN + int((seconds - _OFTEN * _OFTEN_S) / _LATER_S)

    def wait(asked: int) -> bool:
        time.sleep(_OFTEN_S if asked < _OFTEN else _LATER_S)
        return asked < most

    set_handler(wait)


@contextmanager
def yielding_often() -> Iterator[None]:
    """Let other threads run ten times as often during long work: a scan asks for the interpreter a dozen times."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
