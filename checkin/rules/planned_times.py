"""The planned end of an activity as people say it, and the nights: activities that go over one midnight."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from checkin.rules.activities import Activity, local_days
from checkin.rules.instants import instant, local_time

_ONE_DAY = timedelta(days=1)
_ONE_DAY_MS = _ONE_DAY // timedelta(milliseconds=1)


def end_by_clock(start: int, clock: time, here: tzinfo) -> int:
    """The planned end (milliseconds) that was said as a time of day alone.

    It is on the local day of `start` (milliseconds), or on the next day where that would be before the start: 20:00 to
    02:00 is a night.
    """
    day = local_time(start, here).date()
    at = instant(datetime.combine(day, clock, here))
    return at if at >= start else instant(datetime.combine(day + _ONE_DAY, clock, here))


def clock_beside(known: int, clock: time, activity: Activity, after: bool | None = None) -> int:
    """The instant of a time of day on the local day of the instant `known`.

    At an overnight activity it is the next day where the time is to be `after` the known one and would not be, and the day
    before where it is to be before it (`after` is False).
    """
    day = local_time(known, activity.zone).date()
    at = instant(datetime.combine(day, clock, activity.zone))
    if activity.overnight and after is not None and (at < known) == after and at != known:
        at = instant(datetime.combine(day + (_ONE_DAY if after else -_ONE_DAY), clock, activity.zone))
    return at


def is_one_night(activity: Activity) -> bool:
    """Whether the planned times go over exactly one local midnight and are less than 24 hours apart.

    A camp of several days is none: there everybody checks in and out each day.
    """
    if activity.start is None or activity.end is None:
        return False
    days = local_days(activity.timezone)
    one_midnight = days.day(activity.end) - days.day(activity.start) == _ONE_DAY
    return one_midnight and activity.end - activity.start < _ONE_DAY_MS


def overnight_by_times(before: Activity, after: Activity) -> bool:
    """What `overnight` is after planned times were changed, where nobody says it.

    One night is overnight. An overnight activity whose planned times were one night is not overnight any more once they
    are not; everything else stays as it is.
    """
    if (before.start, before.end, before.timezone) == (after.start, after.end, after.timezone):
        return after.overnight
    if is_one_night(after):
        return True
    return after.overnight and not is_one_night(before)
