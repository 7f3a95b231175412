"""Times of day as the clocks on the wall show them, on the days on which they are put forward or back.

The hour that clocks leave out is explained to whoever types it; of the hour that they go through twice the first is meant.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from checkin.rules.instants import instant, local_time
from checkin.rules.problems import N_, refuse

_MS = timedelta(milliseconds=1)


def typed_instant(day: date, clock: time, zone: tzinfo, where: str = "", after: int | None = None) -> int:
    """The instant (milliseconds) of a time of day that somebody typed for a day. Of one that comes twice it is the first, or the
    second where the first is not behind `after`.

    Raises Refused, with `where`, for one that the clocks leave out on that day.
    """
    found = clock_instants(day, clock, zone)
    behind = [at for at in found if after is not None and at > after]
    return told_if_missing(min(behind, default=found[0]), clock, zone, where)


def clock_instants(day: date, clock: time, zone: tzinfo) -> tuple[int, ...]:
    """The instants (milliseconds) at which clocks show a time on a day: one, or two where it comes twice. Where they leave it out
    it is the instant that would have been it.
    """
    first, second = (instant(datetime.combine(day, clock, zone).replace(fold=fold)) for fold in (0, 1))
    return (first, second) if first < second else (first,)


def told_if_missing(at: int, clock: time, zone: tzinfo, where: str = "") -> int:
    """The instant that was found for a time of day, where the clocks show that time then. Raises Refused where they leave it out;
    the time at which they are put forward is no such time, for it is the end of the hour before."""
    shown, reached = local_time(at, zone), local_time(at - 1, zone).replace(tzinfo=None) + _MS
    if clock in (shown.time(), reached.time()):
        return at
    message = N_(
        "there is no {time} on {day} in {zone}: clocks are put forward over it. What would be {time} is {shown}: write that"
    )
    raise refuse(
        "no_such_time",
        where,
        message,
        time=f"{clock:%H:%M}",
        day=f"{shown:%Y-%m-%d}",
        zone=str(zone),
        shown=f"{shown:%H:%M}",
    )
