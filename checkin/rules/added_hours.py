"""Added hours and how long their activity lasts: nobody helped longer than it took, unless a person says that it was so."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.activities import Activity, planned_span
from checkin.rules.problems import N_, Problem
from checkin.rules.sessions import Session, Source


def planned_minutes(activity: Activity) -> int | None:
    """How long an activity is planned to last, in whole minutes, a begun one counted; None without planned times."""
    if activity.start is None or activity.end is None:
        return None
    return -(-(activity.end - activity.start) // 60_000)


def longer_than_planned(activity: Activity, sessions: Iterable[Session], minutes: int) -> Problem | None:
    """What is said of `minutes` that are to be added, where with those added before they exceed the activity's length.

    `sessions` are those of the person; None where the minutes fit, or where the activity has no planned times.
    """
    length = planned_minutes(activity)
    mine = (s for s in sessions if s.activity == activity.key and s.source is Source.ADDED)
    before = sum(session.minutes for session in mine)
    if length is None or before + minutes <= length:
        return None
    values = {"length": length, "span": planned_span(activity) or "", "before": before}
    message = N_("the activity lasts {length} minutes ({span}): add no more, or say that it was longer with --insist")
    if before:
        message = N_(
            "the activity lasts {length} minutes ({span}), and {before} were added to this person already: "
            "add no more, or say that it was longer with --insist"
        )
    return Problem("longer_than_activity", "--minutes", message, values)
