"""An activity as its events made it: of several that set one field, the last by (at, id) holds (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checkin.rules.identity import split, within
from checkin.rules.instants import LocalDays, local_time
from checkin.rules.posts import Post, post_faults, posts_of
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.typed_texts import is_seen

DEFAULT_TIMEZONE = "Asia/Shanghai"
LONGEST_AFTER_END = timedelta(hours=12) // timedelta(milliseconds=1)
LONGEST_PLANNED = timedelta(days=366) // timedelta(milliseconds=1)


class ActivityKind(StrEnum):
    """Voluntary service, or a training: the same scans, but never service hours (domain §2)."""

    SERVICE = "service"
    TRAINING = "training"


class Activity(NamedTuple):
    """One occasion. Instants are milliseconds; `signup` holds volunteer keys; `not_creditable` is the reason, or None.

    `content` is what is done (or taught), `organiser` the unit that holds it where that is not the team itself, `leader` the key of
    the volunteer who is responsible.

    `posts` is the plan of posts and shifts; None where there is none.

    `making` is the id of the event that made it (see `makings`): its key can change by a decision, the making does not.

    `closed_at` is when it was closed, None while it is open. Start and end are None only where a desk holds scans
    of an activity that it knows nothing of yet.
    """

    key: str
    name: str = ""
    place: str = ""
    start: int | None = None
    end: int | None = None
    timezone: str = DEFAULT_TIMEZONE
    category: str | None = None
    project: str | None = None
    overnight: bool = False
    check_in_until: int | None = None
    check_out_from: int | None = None
    not_creditable: str | None = None
    signup: tuple[str, ...] | None = None
    kind: ActivityKind = ActivityKind.SERVICE
    content: str | None = None
    organiser: str | None = None
    leader: str | None = None
    posts: tuple[Post, ...] | None = None
    closed_at: int | None = None
    hidden: bool = False
    making: str | None = None
    """Made by mistake, with scans: its hours stay, and it is in no list from which people choose."""

    @property
    def team(self) -> str:
        """The code of the team that owns the activity."""
        return split(self.key)[0]

    @property
    def code(self) -> str:
        """The activity's code within its team."""
        return split(self.key)[1]

    @property
    def expected(self) -> tuple[str, ...] | None:
        """The keys of who is expected: on the sign-up list or at a post; None where neither names anybody."""
        at_posts = {person for post in self.posts or () for shift in post.shifts for person in shift.people}
        if not at_posts:
            return self.signup
        return tuple(dict.fromkeys([*(self.signup or ()), *sorted(at_posts)]))

    @property
    def is_training(self) -> bool:
        """Whether its sessions are training hours, which are never service hours."""
        return self.kind is ActivityKind.TRAINING

    @property
    def zone(self) -> tzinfo:
        """The zone of the activity's days and of times without an offset."""
        return zone(self.timezone)


FIELDS = (
    "name",
    "place",
    "start",
    "end",
    "timezone",
    "category",
    "project",
    "overnight",
    "check_in_until",
    "check_out_from",
    "not_creditable",
    "signup",
    "kind",
    "content",
    "organiser",
    "leader",
    "posts",
    "hidden",
)
_REQUIRED = {"name": N_("the activity needs a name: --name"), "place": N_("the activity needs a place: --place")}


@lru_cache(maxsize=64)
def zone(name: str) -> tzinfo:
    """The time zone of an IANA name. Raises Refused for a name that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = N_("there is no time zone “{name}”; write one such as Asia/Shanghai")
        raise refuse("bad_timezone", "timezone", message, name=name) from None


@lru_cache(maxsize=64)
def local_days(timezone: str) -> LocalDays:
    """The local days of a zone, remembered from one fold to the next. Raises Refused as `zone` does."""
    return LocalDays(zone(timezone))


def planned_days(activity: Activity) -> tuple[date, date] | None:
    """The first and the last local day of an activity, overnight with the morning after; None without planned times."""
    if activity.start is None or activity.end is None:
        return None
    days, late = local_days(activity.timezone), LONGEST_AFTER_END if activity.overnight else 0
    return days.day(activity.start), days.day(activity.end + late)


def planned_span(activity: Activity) -> str | None:
    """`2026-03-05 09:00–11:30` in the activity's zone, the end's day where it is another; None without planned times."""
    if activity.start is None or activity.end is None:
        return None
    start, end = local_time(activity.start, activity.zone), local_time(activity.end, activity.zone)
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M}–{until}"


def no_activity(missing: str, own_team: str) -> Problem:
    """That no activity has the key `missing`; it is named as people of the team write it."""
    message = N_("there is no activity “{code}”")
    return Problem("no_activity", "--activity", message, {"code": within(missing, own_team)})


def changed(activity: Activity, changes: Mapping[str, Any]) -> Activity:
    """The activity with the fields that `changes` sets; names of a newer version are passed over."""
    known = {name: value for name, value in changes.items() if name in FIELDS}
    if known.get("signup") is not None:
        known["signup"] = tuple(known["signup"])
    if known.get("posts") is not None:
        known["posts"] = posts_of(known["posts"]) or None
    if "kind" in known:
        known["kind"] = ActivityKind(known["kind"])
    return activity._replace(**known)


def faults(activity: Activity) -> list[Problem]:
    """What makes an activity impossible: no name, an end before its start, windows that overlap or let nobody in."""
    where = activity.code
    found = [
        Problem("missing_value", where, message)
        for name, message in _REQUIRED.items()
        if not is_seen(getattr(activity, name))
    ]
    if activity.start is not None and activity.end is not None:
        if activity.end <= activity.start:
            message = N_("the activity ends before it starts: change --start or --end")
            found.append(Problem("ends_before_start", where, message))
        elif activity.end - activity.start > LONGEST_PLANNED:
            message = N_("the activity lasts over a year: change --start or --end")
            found.append(Problem("too_long", where, message))
    until, out_from = activity.check_in_until, activity.check_out_from
    if until is not None and out_from is not None and out_from < until:
        message = N_("check-out begins before check-in ends: change --check-in-until or --check-out-from")
        found.append(Problem("windows_overlap", where, message))
    if activity.start is not None and out_from is not None and out_from <= activity.start:
        message = N_("check-out begins before the start, so that nobody could check in: change --check-out-from")
        found.append(Problem("no_check_in_window", where, message))
    found += post_faults(activity.posts or (), activity.start, activity.end, lambda at: _clock_text(at, activity))
    return found


def _clock_text(at: int, activity: Activity) -> str:
    return f"{local_time(at, activity.zone):%Y-%m-%d %H:%M}"
