"""Who is on site: whoever has an open session that a scan may still close (design §4, "On site" and "Midnight")."""

from __future__ import annotations

from checkin.rules.activities import LONGEST_AFTER_END, LONGEST_PLANNED, Activity, local_days
from checkin.rules.instants import LocalDays
from checkin.rules.sessions import Flag, Session, Status


def left_behind(start: int, at: int, activity: Activity, days: LocalDays) -> Flag | None:
    """What has ended a session that began at `start` and has no check-out by `at`; None while a scan at `at` closes it.

    A session crosses no local midnight; an overnight one ends 12 h after the planned end, and after the longest plan. Times are milliseconds,
    `days` the local days of the activity's zone.
    """
    if not activity.overnight:
        return None if days.day(start) == days.day(at) else Flag.MIDNIGHT
    ended = at - start > LONGEST_PLANNED + LONGEST_AFTER_END
    ended = ended or (activity.end is not None and at > activity.end + LONGEST_AFTER_END)
    return Flag.TOO_LONG if ended else None


def ended_without_check_out(session: Session, activity: Activity, at: int) -> Flag | None:
    """What has ended an open session by `at` (milliseconds), so that it waits for a person; None for any other session.

    A hidden activity has ended all of its own: nobody is there any more, though a late scan still closes its session.
    """
    if session.status is not Status.OPEN or session.start is None or session.start > at:
        return None
    if activity.hidden:
        return Flag.NO_CHECK_OUT
    return left_behind(session.start, at, activity, local_days(activity.timezone))


def may_still_close(session: Session, activity: Activity, at: int) -> bool:
    """Whether a scan made at `at` (milliseconds) may close the session: its person is on site then.

    What begins on a later day, by a clock that is ahead, is closed by no scan of today.
    """
    if session.status is not Status.OPEN or session.start is None:
        return False
    return is_under_way(session.start, activity, at)


def is_under_way(start: int, activity: Activity, at: int) -> bool:
    """The same for an open session of which only the start is known; an activity that was closed or hidden has none."""
    days = local_days(activity.timezone)
    if activity.closed_at is not None or activity.hidden or days.day(start) > days.day(at):
        return False
    return left_behind(start, at, activity, days) is None
