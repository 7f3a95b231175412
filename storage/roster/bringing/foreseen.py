"""What a list would change in people's hours: worked out from its events alone, so that no scan waits for the question."""

from __future__ import annotations

from collections.abc import Callable

from checkin.rules.events import Event
from storage.disk.ids import new_id
from storage.roster.bringing.prepared import Prepared
from storage.store import Store
from storage.supervision.consequences import Foreseen, T, foresee, foresee_events


def foresee_list(store: Store, prepared: Prepared, work: Callable[[Store], T], result: T) -> Foreseen[T]:
    """What the work that takes in a prepared list would come to; `result` is what it gives.

    Where somebody gets another badge, or something purged comes back, the work is tried and taken back.
    """
    if prepared.exchanged or prepared.brings_back:
        return foresee(store, work)
    bodies = prepared.bodies if prepared.comes_in else ()
    at, team, desk = store.now(), store.ledger.team, store.ledger.desk
    return foresee_events(store, result, [Event(new_id(at), at, team, desk, body) for body in bodies])
