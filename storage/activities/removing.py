"""An activity that was made by mistake: struck out where nothing hangs on it, hidden where something does (design §4, §7).

A hidden activity keeps its hours, and they stay in all totals; it is in no list from which people choose, and nobody is
on site there. Striking out leaves nothing of it. Both can be undone.
"""

from __future__ import annotations

from checkin.rules.activities import Activity, changed
from checkin.rules.events import ActivityChange, Close, Event, Kind, Reopen, Scan, Void
from checkin.rules.identity import check_code, key, split
from checkin.rules.naming_makings import activity_meant
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature, with_reason
from checkin.rules.standing import order_key, standing, struck_by
from storage.activities.activities import find_activity
from storage.activities.later_changes import record_change
from storage.record import events_in
from storage.store import Store

_OF_ITSELF = (ActivityChange, Close, Reopen)
"""Bodies of events that say what the activity is; everything else that stands hangs on it."""


def what_hangs_on(store: Store, activity: str) -> tuple[int, int]:
    """How many scans stand in an activity (its key), and how many other entries: added hours, evaluations, diary."""
    facts = store.ledger.facts()
    there = standing(events_in(store, activity), facts.struck)
    mine = [e for e in there if activity_meant(e, facts.makings) == activity and not isinstance(e.body, _OF_ITSELF)]
    scans = sum(isinstance(e.body, Scan) for e in mine)
    written = store.connection.execute("SELECT count(*) FROM diary WHERE activity = ?", (activity,)).fetchone()
    return scans, len(mine) - scans + int(written[0])


def hide_activity(store: Store, code: str, signed: Signature) -> Activity:
    """Hide an activity. Raises Refused where there is none of this code, it is hidden already, or no reason is given."""
    return _set_hidden(store, code, signed, hidden=True)


def show_activity_again(store: Store, code: str, signed: Signature) -> Activity:
    """Undo that an activity was hidden. Raises Refused where it is not hidden, or no reason is given."""
    return _set_hidden(store, code, signed, hidden=False)


def void_activity(store: Store, code: str, signed: Signature) -> Activity:
    """Strike out an activity, with all that was said of it; gives it as it was.

    Raises Refused where something hangs on it, there is none of this code, or no reason is given.
    """
    signed = with_reason(signed)
    with store.ledger.transaction():
        activity = find_activity(store, code, "CODE")
        if any(what_hangs_on(store, activity.key)):
            raise Refused(_hangs(store, activity))
        at = store.now()
        for event in standing(_said_of(store, activity.key), store.ledger.facts().struck):
            store.ledger.record(Void(event.id), at=at, signed=signed)
    return activity


def bring_back_activity(store: Store, code: str, signed: Signature) -> Activity:
    """Undo that an activity was struck out. Raises Refused where it was not, or no reason is given."""
    signed = with_reason(signed)
    wanted = code if "/" in code else key(store.identity.team, check_code(code, "CODE"))
    with store.ledger.transaction():
        voids = struck_by(store.ledger.queries.completed(_said_of(store, wanted)))
        struck = {voids[event.id].id for event in _said_of(store, wanted) if event.id in voids}
        if wanted in store.ledger.facts().activities or not struck:
            message = N_("no activity “{code}” was struck out; hourdesk activity list shows those that are there")
            raise refuse("not_struck", "CODE", message, code=code)
        at = store.now()
        for void in sorted(struck):
            store.ledger.record(Void(void), at=at, signed=signed)
    return find_activity(store, code, "CODE")


def struck_activities(store: Store) -> list[Activity]:
    """The team's activities that were struck out, as they were, the latest first."""
    facts, own = store.ledger.facts(), store.identity.team
    found: dict[str, Activity] = {}
    for event in sorted(store.ledger.queries.of_kind(Kind.ACTIVITY), key=order_key):
        body = event.body
        if not isinstance(body, ActivityChange) or body.activity in facts.activities:
            continue
        if split(body.activity)[0] == own and event.id in facts.struck:
            found[body.activity] = changed(found.get(body.activity, Activity(body.activity)), body.changes)
    return sorted(found.values(), key=lambda one: (-(one.start or 0), one.key))


def _set_hidden(store: Store, code: str, signed: Signature, *, hidden: bool) -> Activity:
    signed = with_reason(signed)
    with store.ledger.transaction():
        activity = find_activity(store, code, "CODE")
        if activity.hidden == hidden:
            already = N_("the activity is hidden already; bring it back with hourdesk activity hide --undo")
            raise refuse("hidden_already", code, already if hidden else N_("the activity is not hidden"))
        record_change(store, ActivityChange(activity.key, {"hidden": hidden}), signed=signed)
    return find_activity(store, code, "CODE")


def _said_of(store: Store, activity: str) -> list[Event]:
    makings = store.ledger.facts().makings
    said = [e for e in events_in(store, activity) if isinstance(e.body, _OF_ITSELF)]
    return [e for e in said if activity_meant(e, makings) == activity]


def _hangs(store: Store, activity: Activity) -> Problem:
    scans, others = what_hangs_on(store, activity.key)
    message = N_(
        "it can't be struck out, for something was recorded there (scans: {scans}, other entries: {others}). Hide it with "
        "hourdesk activity hide: its hours stay"
    )
    return Problem("not_empty", activity.code, message, {"scans": scans, "others": others})
