"""A change of an activity is written only where it then holds: of several the last by (at, id) does (design §4)."""

from __future__ import annotations

from checkin.rules.events import ActivityChange, Close, Event, Kind, Reopen
from checkin.rules.instants import local_time
from checkin.rules.naming_makings import activity_meant
from checkin.rules.overruled import dated_later
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.rules.standing import order_key, standing
from storage.store import Store

Change = ActivityChange | Close | Reopen
_KINDS = {ActivityChange: (Kind.ACTIVITY,), Close: (Kind.CLOSE, Kind.REOPEN), Reopen: (Kind.CLOSE, Kind.REOPEN)}

_MADE_LATER = N_(
    "the activity was made at {when}, so this would not hold: the clock of its desk was wrong, or is ahead of this one. Change it "
    "after that time, or strike it out with hourdesk activity void and make it anew"
)


def record_change(store: Store, body: Change, *, at: int | None = None, signed: Signature) -> Event:
    """Record a change of an activity that is there. Needs a transaction around it.

    Raises Refused where another change of the same, dated later by a wrong clock, would go on to hold.
    """
    written = store.ledger.record(body, at=at, signed=signed)
    facts, queries = store.ledger.facts(), store.ledger.queries
    makings = facts.makings
    meant = activity_meant(written, makings)
    for other in standing(queries.later(_KINDS[type(body)], written.at), facts.struck):
        if order_key(other) <= order_key(written) or activity_meant(other, makings) != meant:
            continue
        if isinstance(body, ActivityChange) and not _sets_same(body, other):
            continue
        where = facts.activity(meant or body.activity).zone
        if other.id in makings.by_id:
            when = f"{local_time(other.at, where):%Y-%m-%d %H:%M}"
            raise refuse("later_change", "CODE", _MADE_LATER, when=when)
        raise dated_later([other], where)
    return written


def _sets_same(body: ActivityChange, other: Event) -> bool:
    return isinstance(other.body, ActivityChange) and not body.changes.keys().isdisjoint(other.body.changes.keys())
