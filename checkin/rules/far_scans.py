"""Scans far from the days for which their activity is planned: a scanner's clock that began at 2000, or is years ahead (design §4, "Clock")."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from checkin.rules.activities import Activity, local_days, zone
from checkin.rules.instants import instant

_DAYS_AROUND = timedelta(days=1)


def is_far(activity: Activity, at: int) -> bool:
    """Whether `at` (milliseconds) is more than one local day before the planned start's day or after the planned end's.

    False where the activity has no planned times.
    """
    reach = days_reached(activity)
    return reach is not None and not reach[0] <= at < reach[1]


def days_reached(activity: Activity) -> tuple[int, int] | None:
    """The instants (milliseconds) between which a scan is not far, the second one excluded; None without planned times."""
    if activity.start is None or activity.end is None:
        return None
    return _days_reached(activity.start, activity.end, activity.timezone)


@lru_cache(maxsize=4096)
def _days_reached(start: int, end: int, timezone: str) -> tuple[int, int]:
    days = local_days(timezone)
    first, last = days.day(start) - _DAYS_AROUND, days.day(end) + _DAYS_AROUND
    return _midnight(first, timezone), _midnight(last + timedelta(days=1), timezone)


def _midnight(day: date, timezone: str) -> int:
    return instant(datetime.combine(day, time(), zone(timezone)))
