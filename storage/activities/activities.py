"""Makes, changes, closes and reopens activities: each is an event that is checked before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checkin.rules.activities import Activity, changed, faults, zone
from checkin.rules.events import ActivityChange, Close, HandBack, HandOut, Reopen
from checkin.rules.facts import own_activities
from checkin.rules.identity import check_new_code, key
from checkin.rules.naming_makings import activity_meant
from checkin.rules.planned_times import overnight_by_times, windows_moved_along
from checkin.rules.posts_moved import posts_moved_along
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.record import fold
from checkin.rules.sessions import Session, Status
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import first_few
from storage.activities.clashes import typed_activity
from storage.activities.later_changes import record_change
from storage.record import events_in
from storage.store import Store


def list_activities(store: Store, *, hidden: bool = False) -> list[Activity]:
    """The team's activities from which people choose, latest start first; with `hidden` also those that were hidden."""
    found = own_activities(store.ledger.facts(), store.identity.team)
    return found if hidden else [activity for activity in found if not activity.hidden]


def activity_key(store: Store, code: str | None) -> str | None:
    """The key of the activity that `--activity` names; None where it was not given. Raises Refused where there is none."""
    return None if code is None else find_activity(store, code).key


def find_activity(store: Store, code: str, where: str = "--activity") -> Activity:
    """The activity of a code (or `TEAM/CODE`). Raises Refused where there is none.

    A code that several desks made means what it means at this desk; `CODE@DESK` names the one that a desk made.
    """
    wanted = code if "/" in code else key(store.identity.team, code)
    activity = store.ledger.facts().activities.get(wanted) or typed_activity(store, code)
    if activity is None:
        known = first_few(a.code for a in list_activities(store))
        if not known:
            message = N_("there is no activity “{code}”; add one first with hourdesk activity add")
            raise refuse("no_activity", where, message, code=code)
        message = N_("there is no activity “{code}”; there are: {known}")
        raise refuse("no_activity", where, message, code=code, known=known)
    return activity


_NO_SCANS = (ActivityChange, Close, Reopen, HandOut, HandBack)


def has_scans(store: Store, activity: str) -> bool:
    """Whether anything was recorded in the activity of this key: a scan, or hours that were added."""
    makings = store.ledger.facts().makings
    return any(
        activity_meant(event, makings) == activity and not isinstance(event.body, _NO_SCANS)
        for event in events_in(store, activity)
    )


def add_activity(store: Store, code: str, changes: Mapping[str, Any], signed: Signature = UNSIGNED) -> Activity:
    """Make an activity; `changes` holds fields of `Activity` (instants in milliseconds, `signup` volunteer keys).

    Where they do not say `overnight` the planned times do: one night is overnight.
    Raises Refused for a code that is taken and for every fault of the values.
    """
    wanted = key(store.identity.team, check_new_code(code, "--code"))
    with store.ledger.transaction():
        taken = store.ledger.facts().activities.get(wanted)
        if taken is not None:
            message = N_("the code “{code}” is taken: choose another one, or change that activity with activity edit")
            if taken.hidden:
                message = N_("the code “{code}” is taken by an activity that is hidden: choose another one")
            raise refuse("activity_exists", "--code", message, code=code)
        fields = {"timezone": store.identity.timezone, **changes}
        _write(store, Activity(wanted), fields, signed, made=True)
        return store.ledger.facts().activity(wanted)


def edit_activity(store: Store, code: str, changes: Mapping[str, Any], signed: Signature = UNSIGNED) -> Activity:
    """Change fields of an activity; hours of all its sessions follow. Raises Refused as `add_activity` does."""
    with store.ledger.transaction():
        return _write(store, find_activity(store, code, "CODE"), changes, signed)


def close_activity(store: Store, code: str, signed: Signature = UNSIGNED, at: int | None = None) -> list[Session]:
    """Close an activity; returns the sessions that were still open, which now wait for review."""
    with store.ledger.transaction():
        activity = find_activity(store, code, "CODE")
        if activity.closed_at is not None:
            message = N_("the activity is closed already; open it again with hourdesk activity reopen")
            raise refuse("already_closed", code, message)
        # Whether a session is open does not hang on other activities, and scans at the gate must not wait for those.
        there = fold(store.ledger.facts(), events_in(store, activity.key))
        forgotten = [s for s in there.sessions if s.activity == activity.key and s.status is Status.OPEN]
        record_change(store, Close(activity.key), at=at, signed=signed)
    return forgotten


def reopen_activity(store: Store, code: str, signed: Signature = UNSIGNED) -> Activity:
    """Open a closed activity again."""
    with store.ledger.transaction():
        activity = find_activity(store, code, "CODE")
        if activity.closed_at is None:
            raise refuse("not_closed", code, N_("the activity is open; there is nothing to reopen"))
        record_change(store, Reopen(activity.key), signed=signed)
    return find_activity(store, code)


def _write(
    store: Store, before: Activity, changes: Mapping[str, Any], signed: Signature, made: bool | None = None
) -> Activity:
    zone(changes.get("timezone", before.timezone))
    after = changed(before, changes)
    changes = {**changes, **windows_moved_along(before, after, changes), **posts_moved_along(before, after, changes)}
    after = changed(before, changes)
    overnight = overnight_by_times(before, after)
    if "overnight" not in changes and overnight != after.overnight:
        changes = {**changes, "overnight": overnight}
        after = changed(before, changes)
    problems = faults(after)
    if after.start is None or after.end is None:
        raise refuse("missing_value", before.code, N_("the activity needs a planned start and end: --start, --end"))
    if problems:
        raise Refused(*problems)
    body = ActivityChange(before.key, {name: _plain(value) for name, value in changes.items()}, made)
    if made:
        store.ledger.record(body, signed=signed)
    else:
        record_change(store, body, signed=signed)
    return after


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
