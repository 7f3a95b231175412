"""How much work something is, counted and not timed, so that a busy machine changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from storage.disk import sqlite


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs, in this thread."""
    count = 0

    def traced(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def steps_of_sqlite(connection: sqlite.Connection, work: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite's machine takes on `connection` for `work`."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(step, 100)
    try:
        work()
    finally:
        connection.set_progress_handler(None, 0)
    return count
