"""What the pairing of scans asks of an activity again and again, looked up once for each activity."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.far_scans import days_reached
from checkin.rules.instants import LocalDays, span_of_day

_EVER = 1 << 62
"""Milliseconds: before and after all instants."""


class Occasion(NamedTuple):
    """An activity with the local days of its zone, and the instants (milliseconds) between which a scan is not far from it:
    from `reached_from` on, before `reached_until`. `has_windows`: the time of a scan may say its direction (design §4.1).
    From `plain_from` on, before `plain_until`, nothing in the activity hinders a plain session: most sessions lie there, and their
    days need not be looked up.
    """

    activity: Activity
    days: LocalDays
    reached_from: int
    reached_until: int
    has_windows: bool
    plain_from: int
    plain_until: int


def occasion_of(activity: Activity) -> Occasion:
    """What the pairing asks of an activity."""
    reached_from, reached_until = days_reached(activity) or (-_EVER, _EVER)
    has_windows = activity.check_in_until is not None or activity.check_out_from is not None
    days = local_days(activity.timezone)
    plain_from, plain_until = 0, 0
    if activity.start is not None and not activity.overnight and not has_windows:
        plain_from, plain_until = span_of_day(days.day(activity.start), activity.zone)
        closed = _EVER if activity.closed_at is None else activity.closed_at + 1
        plain_from, plain_until = max(plain_from, reached_from), min(plain_until, reached_until, closed)
    return Occasion(activity, days, reached_from, reached_until, has_windows, plain_from, plain_until)
