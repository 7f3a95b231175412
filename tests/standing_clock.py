"""A clock for tests: it stands still until it is moved."""

from __future__ import annotations

from datetime import datetime

from checkin.clock import Clock
from checkin.rules.instants import instant


class StandingClock:
    """Begins at `at`: milliseconds since 1970-01-01T00:00Z, or an aware datetime. Hand `clock` to what takes one."""

    def __init__(self, at: int | datetime) -> None:
        self.now_ms = at if isinstance(at, int) else instant(at)
        self._steady_ms = 0
        self.clock = Clock(now=lambda: self.now_ms, steady=lambda: self._steady_ms)

    def advance(self, ms: int) -> None:
        """Let time pass: both clocks go on by so many milliseconds."""
        self.now_ms += ms
        self._steady_ms += ms

    def set(self, at: int | datetime) -> None:
        """Somebody sets the wall clock; the steady one does not notice."""
        self.now_ms = at if isinstance(at, int) else instant(at)
