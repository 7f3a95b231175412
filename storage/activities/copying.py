"""Copies of an activity: one at another time, or a series, the same every week."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, repeat
from typing import Any, NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.instants import instant, local_time
from checkin.rules.planned_times import windows_moved_along
from checkin.rules.posts import plan_of
from checkin.rules.posts_moved import posts_moved_along
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, list_activities
from storage.activities.codes import free_code
from storage.store import Store

MOST_COPIES = 60
"""A year of weeks, and some. More is a mistyped year."""
_TAKEN_OVER = (
    "place", "timezone", "category", "project", "kind", "content", "organiser", "leader", "not_creditable", "overnight",
    "check_in_until", "check_out_from", "signup",
)  # fmt: skip
_WEEK = timedelta(days=7)


class Span(NamedTuple):
    """Planned start and end, in milliseconds."""

    start: int
    end: int


class Copies(NamedTuple):
    """What was made, and what was there already: an activity of this name with this start is not made twice."""

    made: list[Activity]
    there: list[Activity]


def span_on(old: Activity, day: date) -> Span:
    """The times of an activity on another day, by the clocks of its zone. Raises Refused where it has no planned times."""
    if old.start is None or old.end is None:
        message = N_("this activity has no planned times: give it some with activity edit, then copy it")
        raise refuse("no_times", old.code, message)
    begins, ends = local_time(old.start, old.zone), local_time(old.end, old.zone)
    by = day - begins.date()
    start, end = (instant(datetime.combine(at.date() + by, at.time(), old.zone)) for at in (begins, ends))
    # In the night in which clocks are put forward a short activity could end before it begins: then it keeps its length.
    return Span(start, end if end > start else start + old.end - old.start)


def proposed_day(store: Store, old: Activity) -> date:
    """The day on which a copy is most likely meant: the same weekday, in the first week after the activity in which it would not
    be over yet and none of its name begins then; today where it has no planned times."""
    there = {one.start for one in list_activities(store) if one.name == old.name}
    days = _weeks_to_come(store, old)
    return next(day for day in days if old.end is None or span_on(old, day).start not in there)


def first_of_series(store: Store, old: Activity, until: date) -> date:
    """The first day of a series that nobody named: the same weekday in the first week that is not over, as far as `until` is
    still to come; else a week after the activity. Those that are there already are none the less of it."""
    day = next(_weeks_to_come(store, old))
    return day if old.start is None or day <= until else local_time(old.start, old.zone).date() + _WEEK


def _weeks_to_come(store: Store, old: Activity) -> Iterator[date]:
    """The weekday of an activity in each week after it in which its times are not over; today where it has none."""
    today = store.clock.today(old.zone)
    if old.start is None or old.end is None:
        return repeat(today)
    begun = local_time(old.start, old.zone).date()
    first = max(1, (today - begun) // _WEEK)
    days = (begun + number * _WEEK for number in count(first))
    return (day for day in days if span_on(old, day).end > store.now())


def weekly_spans(old: Activity, first: date, until: date, without: Collection[date] = ()) -> list[Span]:
    """The times of a series: `first` and the same day of each week up to `until`, but not on the days `without`.

    Raises Refused where there is no such day, or there are more than `MOST_COPIES`.
    """
    if until < first:
        message = N_("the series would end on {until}, before its first day, {first}: choose a later day")
        raise refuse("ends_before_start", "--until", message, until=until.isoformat(), first=first.isoformat())
    weeks = (until - first) // _WEEK + 1
    if weeks > MOST_COPIES:
        message = N_("that would be {count} activities; {most} are made at once at most: choose an earlier day")
        raise refuse("too_many", "--until", message, count=weeks, most=MOST_COPIES)
    days = [first + number * _WEEK for number in range(weeks)]
    spans = [span_on(old, day) for day in days if day not in without]
    if not spans:
        raise refuse("no_day", "--without", N_("no day is left on which it would take place"))
    return spans


def write_copies(store: Store, old: Activity, name: str, spans: Sequence[Span], signed: Signature = UNSIGNED) -> Copies:
    """Write a copy for each span, all or none; their codes are the day and the desk's mark. Raises Refused for bad values."""
    copies = Copies([], [])
    with store.ledger.transaction():
        known = {(one.name, one.start): one for one in list_activities(store)}
        for span in spans:
            there = known.get((name, span.start))
            if there is not None:
                copies.there.append(there)
                continue
            code = free_code(store, local_time(span.start, old.zone).strftime("%Y%m%d"))
            copies.made.append(add_activity(store, code, copied_fields(old, name, span), signed))
    return copies


def copied_fields(old: Activity, name: str, span: Span) -> dict[str, Any]:
    """The fields of a copy. Windows go along with the day; where they can't they fall away: a window that stays on the old day
    would make every scan a check-out."""
    changes: dict[str, Any] = {one: getattr(old, one) for one in _TAKEN_OVER if getattr(old, one) is not None}
    changes |= {"name": name, "start": span.start, "end": span.end}
    if old.posts is not None:
        changes["posts"] = plan_of(old.posts)
    new = old._replace(start=span.start, end=span.end)
    moved = windows_moved_along(old, new, {}) | posts_moved_along(old, new, {})
    if old.start is not None and local_time(old.start, old.zone).date() != local_time(span.start, old.zone).date():
        for window in ("check_in_until", "check_out_from"):
            changes.pop(window, None)
    return changes | moved
