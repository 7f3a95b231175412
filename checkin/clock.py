"""The clocks that all other modules are given: the wall clock, and a steady clock. Nobody can set the steady
clock, and it goes on during sleep.

No other module reads the time of day (design §3, §4). A test gives a clock that stands still.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from checkin.rules.instants import local_time

TOLERANCE_MS = 2000
"""A change of the wall clock up to this many milliseconds is no change (design §4)."""


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


def _steady_ms() -> int:
    # Linux has CLOCK_BOOTTIME; CLOCK_MONOTONIC of macOS and the monotonic clock of Windows run through sleep.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return int(time.clock_gettime_ns(clock)) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class Clock(NamedTuple):
    """`now` gives milliseconds since 1970-01-01T00:00Z by the wall clock, `steady` milliseconds of a clock that runs
    on through sleep and that nobody sets."""

    now: Callable[[], int] = _wall_ms
    steady: Callable[[], int] = _steady_ms

    def today(self, zone: tzinfo) -> date:
        """The present day in a time zone."""
        return local_time(self.now(), zone).date()

    def here(self) -> datetime:
        """The present time in the time zone of this computer."""
        return local_time(self.now(), UTC).astimezone()


SYSTEM_CLOCK = Clock()
"""The computer's own clocks: what the entries of the program hand to everything below them."""


class ClockWatch:
    """Notices that the wall clock was set (design §4)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset = clock.now() - clock.steady()

    def change(self) -> int | None:
        """Milliseconds by which the wall clock was set since the last call; None where it was not."""
        offset = self._clock.now() - self._clock.steady()
        change = offset - self._offset
        if abs(change) <= TOLERANCE_MS:
            return None
        self._offset = offset
        return change
