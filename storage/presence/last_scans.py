"""The last scans of an activity at this desk, from the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checkin.rules.decide import outcome_of, refused_outcome
from checkin.rules.events import Event, Refuse, Scan
from checkin.rules.outcomes import Outcome
from checkin.rules.record import Record
from storage.log.event_queries import whole_events
from storage.people.names import person_by_any_number
from storage.people.person import Person
from storage.store import Store

MOST = 20


class PastScan(NamedTuple):
    """The outcome of a scan by all that is known now, and its person (None for an unknown badge or no badge)."""

    outcome: Outcome
    person: Person | None


def last_scans(store: Store, activity: str, record: Record, most: int = MOST) -> list[PastScan]:
    """At most `most` scans that this desk took or refused, the newest first, without those that were struck out.

    `record` is that of the activity, so that totals are those of the activity alone.
    """
    found = []
    for event in _written(store, activity, most):
        outcome = _outcome(store, event, record)
        if outcome is not None and outcome.activity == activity:
            person = person_by_any_number(store, outcome.volunteer) if outcome.volunteer else None
            found.append(PastScan(outcome, person))
    return found


def _written(store: Store, activity: str, most: int) -> Iterator[Event]:
    keys = sorted(store.ledger.facts().makings.written_as(activity))
    # Rows of one activity stand in its index in the order in which they were written: nothing is sorted.
    rows = store.connection.execute(
        f"SELECT raw FROM log WHERE activity IN ({', '.join('?' * len(keys))}) AND desk = ? "
        "AND kind IN ('scan', 'refuse') ORDER BY place DESC LIMIT ?",
        (*keys, store.identity.desk, most),
    )
    return whole_events(rows)


def _outcome(store: Store, event: Event, record: Record) -> Outcome | None:
    match event.body:
        case Scan() as scan if event.id in record.effects:
            outcome = outcome_of(event, scan, store.ledger.facts(), record)
            school = store.ledger.school_of_badge(scan.badge) if scan.badge else None
            return outcome if school is None else outcome._replace(visitor_of=school)
        case Refuse() as refuse:
            meant = store.ledger.facts().makings.meant(refuse.activity, event.desk, event.id)
            return refused_outcome(event.id, event.at, refuse._replace(activity=meant), record)
        case _:
            return None
