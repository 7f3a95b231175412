"""Shifts go along with an activity that is moved or copied: by the clocks of its zone, as its windows do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.instants import instant, local_time
from checkin.rules.posts import Plan, Post, Shift, beyond, plan_of

_NO_TIME = timedelta(0)


def posts_moved_along(before: Activity, after: Activity, said: Mapping[str, Any]) -> dict[str, Plan]:
    """The changed field `posts` of an activity whose planned times become those of `after`; empty where no shift changes.

    A shift as long as the activity stays as long as it. The others go along by as much as start and end both went; where
    the length changed, by whole days alone. Posts that are `said` stay as they are said.
    """
    if before.posts is None or "posts" in said or None in (before.start, before.end, after.start, after.end):
        return {}
    by = _moved_by(before, after)
    moved = tuple(
        post._replace(shifts=tuple(_moved(s, before, after, by) for s in post.shifts)) for post in before.posts
    )
    return {} if moved == before.posts else {"posts": plan_of(moved)}


class NewlyBeyond(NamedTuple):
    """A shift that lay within the planned times of an activity and reaches beyond the new ones."""

    post: Post
    shift: Shift


def newly_beyond(before: Activity, after: Activity) -> list[NewlyBeyond]:
    """The shifts of `after` that reach beyond its planned times where those of `before` did not, by post and time.

    Setting up and clearing away are planned beyond them on purpose: such shifts are none.
    """
    if before.posts is None or after.posts is None or None in (before.start, before.end, after.start, after.end):
        return []
    known = {
        (post.code, place)
        for post in before.posts
        for place, shift in enumerate(post.shifts)
        if beyond(shift, before.start or 0, before.end or 0)
    }
    return [
        NewlyBeyond(post, shift)
        for post in after.posts
        for place, shift in enumerate(post.shifts)
        if (post.code, place) not in known and beyond(shift, after.start or 0, after.end or 0)
    ]


def _moved_by(before: Activity, after: Activity) -> timedelta:
    """By how much of wall-clock time shifts go along."""
    old = [_wall(at, before.zone) for at in (before.start, before.end)]
    new = [_wall(at, after.zone) for at in (after.start, after.end)]
    if new[0] - old[0] == new[1] - old[1]:
        return new[0] - old[0]
    days = new[0].date() - old[0].date()
    return days if new[1].date() - old[1].date() == days else _NO_TIME


def _moved(shift: Shift, before: Activity, after: Activity, by: timedelta) -> Shift:
    if (shift.start, shift.end) == (before.start, before.end):
        return shift._replace(start=after.start or 0, end=after.end or 0)
    if by == _NO_TIME and before.timezone == after.timezone:
        return shift
    start, end = (instant((_wall(at, before.zone) + by).replace(tzinfo=after.zone)) for at in (shift.start, shift.end))
    # In the night of a time change a short shift could end before it begins: then it keeps its length.
    return shift._replace(start=start, end=end if end > start else start + shift.end - shift.start)


def _wall(at: int | None, zone: tzinfo) -> datetime:
    return local_time(at or 0, zone).replace(tzinfo=None)
