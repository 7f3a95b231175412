"""The one wall clock of what is written to the log."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def version_of_now() -> int:
    """The UTC time as a number that rises from second to second and can be read: 20260305070000."""
    return int(datetime.now(UTC).strftime("%Y%m%d%H%M%S"))
