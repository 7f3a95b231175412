"""How a session came about: every event about it, with the person who did it and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.events import Event
from checkin.rules.sessions import Session
from checkin.rules.standing import in_order, struck_by
from storage.disk.key_folder import KeyFolder
from storage.log.named_desks import desk_words
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
        self._word = desk_words(store.connection, store.identity, KeyFolder(store.folder.keys))

    def of(self, session: Session) -> list[HistoryEvent]:
        """The events of a session by time: its scans, and all events that amend, strike out, rule, object or confirm."""
        wanted = {session.key, *session.events, *self._scans.get(session.key, ())}
        found = self._queries.completed(self._queries.by_ids(wanted))
        struck = struck_by(found)
        return [
            HistoryEvent(event, self._word(event.desk), event.id in struck)
            for event in in_order(self._queries.by_ids({event.id for event in found}))
        ]


def history(store: Store, session: Session) -> list[HistoryEvent]:
    """How one session came about."""
    return Histories(store, session.volunteer).of(session)
