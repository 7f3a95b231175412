"""A change of an activity is written only where it then holds: of several the last by (at, id) does (design §4)."""

from __future__ import annotations

from checkin.rules.events import ActivityChange, Close, Event, Kind, Reopen
from checkin.rules.instants import local_time
from checkin.rules.naming_makings import activity_meant, as_written
from checkin.rules.overruled import dated_later, instant_that_holds
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature
from checkin.rules.standing import order_key, standing
from storage.disk.ids import new_id
from storage.log.readable import check_clock
from storage.store import Store

Change = ActivityChange | Close | Reopen
_KINDS = {ActivityChange: (Kind.ACTIVITY,), Close: (Kind.CLOSE, Kind.REOPEN), Reopen: (Kind.CLOSE, Kind.REOPEN)}

_MADE_LATER = N_(
    "the activity was made at {when}, so this would not hold: the clock of its desk was wrong, or is ahead of this one. Change it "
    "after that time, or strike it out with hourdesk activity void and make it anew"
)


def record_change(store: Store, body: Change, *, at: int | None = None, signed: Signature) -> Event:
    """Record a change of an activity that is there, from `at` on (milliseconds) or from now. Needs a transaction around it.

    From now: behind another change of the same that a clock dated a few minutes later. Raises Refused where another one, dated much
    later or after the `at` that was given, would go on to hold.
    """
    now = store.now()
    check_clock(now)
    above = _above(store, body, now if at is None else at)
    if at is None:
        at = instant_that_holds(above, now, lambda wrong: _refusal(store, body, wrong[0]))
    elif above:
        raise _refusal(store, body, above[0])
    return store.ledger.record(body, at=at, signed=signed)


def _above(store: Store, body: Change, at: int) -> list[Event]:
    """The standing changes of the same that would hold in place of one of the instant `at`."""
    ledger, facts = store.ledger, store.ledger.facts()
    makings = facts.makings
    event_id = ledger.rising_id(new_id(store.now()))
    planned = Event(event_id, at, ledger.team, ledger.desk, as_written(body, makings, ledger.desk))
    meant = activity_meant(planned, makings)
    return [
        other
        for other in standing(ledger.queries.later(_KINDS[type(body)], at), facts.struck)
        if order_key(other) > order_key(planned) and activity_meant(other, makings) == meant
        if not isinstance(body, ActivityChange) or _sets_same(body, other)
    ]


def _refusal(store: Store, body: Change, other: Event) -> Refused:
    facts = store.ledger.facts()
    where = facts.activity(activity_meant(other, facts.makings) or body.activity).zone
    if other.id not in facts.makings.by_id:
        return dated_later([other], where)
    return refuse("later_change", "CODE", _MADE_LATER, when=f"{local_time(other.at, where):%Y-%m-%d %H:%M}")


def _sets_same(body: ActivityChange, other: Event) -> bool:
    return isinstance(other.body, ActivityChange) and not body.changes.keys().isdisjoint(other.body.changes.keys())
