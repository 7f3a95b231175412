"""Times as people write them on a paper sheet: `9:05`, `0905`, `9.05`, `9点05分`; and the instants that they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from checkin.rules.activities import Activity, planned_days
from checkin.rules.instants import instant
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_day_and_time
from checkin.rules.wall_clock import typed_instant
from checkin.rules.wrong_times import another_day


@dataclass(frozen=True, slots=True)
class SheetTime:
    """A time of the day; `day` only where it was written with it."""

    clock: time
    day: date | None = None


def read_time(text: str, where: str = "") -> SheetTime | Problem | None:
    """The time in a cell; None for an empty cell; a problem, with `where`, for a text that is no time."""
    if not text.strip():
        return None
    try:
        day, clock = parse_day_and_time(text, where)
        # A spreadsheet gives seconds with every time, whoever wrote it.
        return SheetTime(clock.replace(second=0, microsecond=0), day)
    except Refused as refused:
        return replace(refused.problems[0], where=where)


def instant_of(
    written: SheetTime, activity: Activity, now: int, day: date | None, where: str, after: int | None = None
) -> int | Problem:
    """Milliseconds of a time on the sheet of an activity; `day` is the day of the sheet, where the activity has several. Of a
    time that comes twice as clocks are put back it is the one `after` the time in, where that is given.

    A problem where the time is in the future, or not on a day of the activity, or could be on two of them.
    """
    planned = planned_days(activity)
    if planned is None:
        return Problem(
            "no_planned_time", where, N_("the activity has no planned day: give it a start and an end first")
        )
    on = written.day or day or _likely_day(written.clock, activity, planned)
    if on is None:
        message = N_("the activity has several days: say which one the sheet is of")
        return Problem("which_day", where, message)
    if not planned[0] <= on <= planned[1]:
        return another_day(where, on)
    try:
        at = typed_instant(on, written.clock, activity.zone, where, after)
    except Refused as refused:
        return refused.problems[0]
    if at > now:
        message = N_("{time} is in the future")
        return Problem("in_the_future", where, message, {"time": f"{written.clock:%H:%M}"})
    return at


def _likely_day(clock: time, activity: Activity, planned: tuple[date, date]) -> date | None:
    """The only day of the activity; overnight, the one of its two days that puts the time nearer to the planned times."""
    first, last = planned
    if first == last:
        return first
    if last - first > timedelta(days=1) or activity.start is None or activity.end is None:
        return None
    start, end = activity.start, activity.end

    def away(day: date) -> int:
        at = instant(datetime.combine(day, clock, activity.zone))
        return max(start - at, at - end, 0)

    return min((first, last), key=away) if away(first) != away(last) else None
