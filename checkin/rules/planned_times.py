"""The planned end of an activity as people say it, and the nights: activities that go over one midnight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from checkin.rules.activities import Activity, local_days
from checkin.rules.instants import instant, local_time
from checkin.rules.wall_clock import clock_instants, told_if_missing, typed_instant

_ONE_DAY = timedelta(days=1)
_ONE_DAY_MS = _ONE_DAY // timedelta(milliseconds=1)


def end_by_clock(start: int, clock: time, here: tzinfo, where: str = "") -> int:
    """The planned end (milliseconds) that was said as a time of day alone.

    It is on the local day of `start` (milliseconds), or on the next day where that would be before the start: 20:00 to
    02:00 is a night. Raises Refused, with `where`, where the clocks leave that time out.
    """
    return told_if_missing(_next_clock(start, clock, here), clock, here, where)


def planned_end(start: int, day: date | None, clock: time, here: tzinfo, where: str = "") -> int:
    """The planned end (milliseconds) on the day that was said, or by `end_by_clock` where none was. Raises Refused as that does."""
    if day is None:
        return end_by_clock(start, clock, here, where)
    return typed_instant(day, clock, here, where, after=start)


def _next_clock(start: int, clock: time, here: tzinfo) -> int:
    day = local_time(start, here).date()
    after = [at for at in clock_instants(day, clock, here) if at >= start]
    return min(after) if after else instant(datetime.combine(day + _ONE_DAY, clock, here))


def window_by_clock(start: int, end: int | None, clock: time, here: tzinfo, where: str = "") -> int:
    """The end of check-in or the begin of check-out (milliseconds) that was said as a time of day alone.

    It is the one that is nearest to the planned times, of the day of `start` and of the next: at 9:00 to 12:00, 8:30 is
    half an hour before the start; at 20:00 to 02:00, 01:30 is in the night. Raises Refused as `end_by_clock` does.
    """
    at = _next_clock(start, clock, here)
    before = instant(datetime.combine(local_time(start, here).date(), clock, here))
    nearest = before if end is not None and at - end > abs(start - before) else at
    return told_if_missing(nearest, clock, here, where)


def clock_beside(known: int, clock: time, activity: Activity, after: bool | None = None, where: str = "") -> int:
    """The instant of a time of day on the local day of the instant `known`.

    At an overnight activity it is the next day where the time is to be `after` the known one and would not be, and the day
    before where it is to be before it (`after` is False). Where it may be either (None: a time is put right) it is that of
    the day before, the same and the next which lies in the planned times; of several, or of none, the nearest.

    Raises Refused, with `where`, where the clocks leave that time out on that day.
    """
    return told_if_missing(_beside(known, clock, activity, after), clock, activity.zone, where)


def _beside(known: int, clock: time, activity: Activity, after: bool | None) -> int:
    day = local_time(known, activity.zone).date()
    before, at, next_day = (
        instant(datetime.combine(day + days, clock, activity.zone)) for days in (-_ONE_DAY, timedelta(), _ONE_DAY)
    )
    if after:
        # Of an hour that comes twice it may be the second time.
        at = next((one for one in clock_instants(day, clock, activity.zone) if one >= known), at)
    if not activity.overnight:
        return at
    if after is None:
        start, end = activity.start or 0, activity.end or 0
        return min((before, at, next_day), key=lambda one: (not start <= one <= end, abs(one - known)))
    if (at < known) == after and at != known:
        return next_day if after else before
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


def windows_moved_along(before: Activity, after: Activity, said: Mapping[str, Any]) -> dict[str, int]:
    """`check_in_until` and `check_out_from` (milliseconds) of an activity that was moved to another day as a whole.

    They keep their time of day and go along by as many days as start and end; those that are `said` stay as they are said.
    Left on the old day, every scan of the new one would be a check-out. Empty where nothing goes along.
    """
    if before.start is None or before.end is None or after.start is None or after.end is None:
        return {}
    old, new = local_days(before.timezone), local_days(after.timezone)
    by = new.day(after.start) - old.day(before.start)
    if not by or new.day(after.end) - old.day(before.end) != by:
        return {}
    windows = {"check_in_until": before.check_in_until, "check_out_from": before.check_out_from}
    return {
        name: instant(datetime.combine(said_at.date() + by, said_at.time(), after.zone))
        for name, at in windows.items()
        if at is not None and name not in said
        for said_at in (local_time(at, before.zone),)
    }
