"""How a session came about: every event about it, with the person who did it and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.events import Event
from checkin.rules.sessions import Session
from checkin.rules.standing import in_order, struck_by
from storage.log.desks import desks_included
from storage.record import record_of
from storage.store import Store
from storage.supervision.review import scans_of_session


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """An event, the name of the desk that wrote it, and whether it was struck out later."""

    event: Event
    desk: str
    struck: bool


def history(store: Store, session: Session) -> list[HistoryEvent]:
    """The events of a session by time: its scans, and all events that amend, strike out, rule, object or confirm."""
    record = record_of(store, session.volunteer)
    wanted = {session.key, *session.events, *scans_of_session(record, session)}
    queries = store.ledger.queries
    found = queries.completed(queries.by_ids(wanted))
    struck = struck_by(found)
    desks = {desk.desk: desk.name for desk in desks_included(store.connection, store.identity)}
    ordered = in_order(queries.by_ids({event.id for event in found}))
    return [HistoryEvent(event, desks.get(event.desk) or event.desk[:8], event.id in struck) for event in ordered]
