"""The times of a shift as people write them, and as they are shown to them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from checkin.rules.activities import Activity, local_days
from checkin.rules.instants import local_time
from checkin.rules.planned_times import is_one_night, planned_end, window_by_clock
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.typed_times import parse_day, parse_day_and_time, split_hours
from checkin.rules.wall_clock import typed_instant

LONGEST_SHIFT = timedelta(hours=16) // timedelta(milliseconds=1)
"""Of an activity that is shorter itself: what is longer is an end that lies before its start."""


def shift_span(activity: Activity, start: str, end: str, where: str, day: str = "") -> tuple[int, int]:
    """Start and end (milliseconds) of a shift, as typed: times of day alone are those of the activity, the end is the first one
    after the start, so that 22:00 to 01:00 goes over midnight. `day` is the day of its start, where a column says it.

    Raises Refused, with `where`: one of the two is missing, none can be read, or the day is missing at an activity of several.
    """
    if not start or not end:
        message = N_("the shift has a start or an end alone: write both, or neither for the whole activity")
        raise refuse("half_a_shift", where, message)
    begins = _start(activity, start, where, day)
    said, clock = parse_day_and_time(end, where)
    ends = planned_end(begins, said, clock, activity.zone, where)
    longest = max(LONGEST_SHIFT, (activity.end or 0) - (activity.start or 0))
    if ends <= begins or (said is None and ends - begins > longest):
        message = N_("the shift ends before it starts: {start} to {end}; of a later day write the day with the time")
        raise refuse("ends_before_start", where, message, start=start, end=end)
    return begins, ends


def typed_shift(activity: Activity, text: str, where: str, day: str = "") -> tuple[int, int]:
    """The same of both times in one text: `8:00-10:00`. Raises Refused."""
    hours = split_hours(text)
    if hours is None:
        message = N_("“{text}” is no shift; write its two times, such as 8:00-10:00")
        raise refuse("bad_shift", where, message, text=text[:40])
    return shift_span(activity, *hours, where, day)


def span_text(start: int, end: int, activity: Activity) -> str:
    """`08:00–10:00` in the activity's zone, with the day where the times alone would mean another shift: what is shown can be
    typed again."""
    return _span_text((start, end), activity.start, activity.end, activity.timezone)


@lru_cache(maxsize=1024)
def _span_text(span: tuple[int, int], start: int | None, end: int | None, timezone: str) -> str:
    """The same by all of an activity that tells what a typed time means: a large day's shifts are shown with one scan after the
    other."""
    activity = Activity("", "", start=start, end=end, timezone=timezone)
    begins, ends = (local_time(at, activity.zone) for at in span)
    if _mean(activity, f"{begins:%H:%M}", f"{ends:%H:%M}", span):
        return f"{begins:%H:%M}–{ends:%H:%M}"
    dated = f"{begins:%Y-%m-%d %H:%M}"
    short = _mean(activity, dated, f"{ends:%H:%M}", span)
    return f"{dated}–{ends:%H:%M}" if short else f"{dated}–{ends:%Y-%m-%d %H:%M}"


def _mean(activity: Activity, start: str, end: str, span: tuple[int, int]) -> bool:
    try:
        return shift_span(activity, start, end, "") == span
    except Refused:
        return False


def _start(activity: Activity, text: str, where: str, day: str) -> int:
    said, clock = parse_day_and_time(text, where)
    if day:
        said = parse_day(day, where)
    if said is not None:
        return typed_instant(said, clock, activity.zone, where)
    if activity.start is None:
        raise no_times(where)
    if _days(activity)[0] != _days(activity)[1] and not is_one_night(activity):
        message = N_("the activity lasts several days: write the day with the time, such as 2026-03-05 9:00")
        raise refuse("which_day", where, message)
    return window_by_clock(activity.start, activity.end, clock, activity.zone, where)


def _days(activity: Activity) -> tuple[date, date]:
    days = local_days(activity.timezone)
    return days.day(activity.start or 0), days.day(activity.end or activity.start or 0)


def no_times(where: str) -> Refused:
    """The refusal of what needs the planned times of an activity that has none."""
    return refuse("no_times", where, N_("this activity has no planned times: give it some with activity edit"))
