"""The wall clock against a clock that runs on through sleep: is the time still what it was (design §4)."""

from __future__ import annotations

import time
from collections.abc import Callable

TOLERANCE_MS = 2000


def wall_ms() -> int:
    """Milliseconds since the epoch by the wall clock."""
    return time.time_ns() // 1_000_000


def steady_ms() -> int:
    """Milliseconds of a clock that nobody sets and that sleep does not stop."""
    # Linux has CLOCK_BOOTTIME; CLOCK_MONOTONIC of macOS and the monotonic clock of Windows run through sleep.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return int(time.clock_gettime_ns(clock)) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class ClockWatch:
    """Notices that the wall clock was set."""

    def __init__(self, wall: Callable[[], int] = wall_ms, steady: Callable[[], int] = steady_ms) -> None:
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()

    def change(self) -> int | None:
        """Milliseconds by which the wall clock was set since the last call; None where it was not."""
        offset = self._wall() - self._steady()
        change = offset - self._offset
        if abs(change) <= TOLERANCE_MS:
            return None
        self._offset = offset
        return change
