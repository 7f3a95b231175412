"""What the pairing of scans asks of an activity again and again, looked up once for each activity."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.far_scans import days_reached
from checkin.rules.instants import LocalDays

_EVER = 1 << 62
"""Milliseconds: before and after all instants."""


class Occasion(NamedTuple):
    """An activity with the local days of its zone, and the instants (milliseconds) between which a scan is not far from it:
    from `reached_from` on, before `reached_until`. `has_windows`: the time of a scan may say its direction (design §4.1).
    """

    activity: Activity
    days: LocalDays
    reached_from: int
    reached_until: int
    has_windows: bool


def occasion_of(activity: Activity) -> Occasion:
    """What the pairing asks of an activity."""
    reached_from, reached_until = days_reached(activity) or (-_EVER, _EVER)
    has_windows = activity.check_in_until is not None or activity.check_out_from is not None
    return Occasion(activity, local_days(activity.timezone), reached_from, reached_until, has_windows)
