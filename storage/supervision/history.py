"""How a session came about: every event about it, with the person who did it and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.events import Event
from checkin.rules.sessions import Session
from checkin.rules.standing import in_order, struck_by
from storage.log.desks import desks_included
from storage.record import record_of
from storage.store import Store
from storage.supervision.review import scans_by_session


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """An event, the name of the desk that wrote it, and whether it was struck out later."""

    event: Event
    desk: str
    struck: bool


class Histories:
    """How the sessions of one volunteer (a key) came about: the whole record of the person is read once for all of them."""

    def __init__(self, store: Store, volunteer: str) -> None:
        self._queries = store.ledger.queries
        self._scans = scans_by_session(record_of(store, volunteer))
        self._desks = {desk.desk: desk.name for desk in desks_included(store.connection, store.identity)}

    def of(self, session: Session) -> list[HistoryEvent]:
        """The events of a session by time: its scans, and all events that amend, strike out, rule, object or confirm."""
        wanted = {session.key, *session.events, *self._scans.get(session.key, ())}
        found = self._queries.completed(self._queries.by_ids(wanted))
        struck = struck_by(found)
        return [
            HistoryEvent(event, self._desks.get(event.desk) or event.desk[:8], event.id in struck)
            for event in in_order(self._queries.by_ids({event.id for event in found}))
        ]


def history(store: Store, session: Session) -> list[HistoryEvent]:
    """How one session came about."""
    return Histories(store, session.volunteer).of(session)
