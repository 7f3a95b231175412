"""A clock for a record whose scans have to lie on one day, however late it is when the test runs."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.rules.instants import instant

_AHEAD = instant(datetime(2026, 11, 11, 10, tzinfo=ZoneInfo("Asia/Shanghai"))) - SYSTEM_CLOCK.now()

DAYTIME = Clock(now=lambda: SYSTEM_CLOCK.now() + _AHEAD)
"""Goes as the computer's clock does, and was at ten in the morning of 2026-11-11 when the tests began. Only within one process: a
program that a test starts has the computer's clock."""
