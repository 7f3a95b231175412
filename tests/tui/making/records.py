"""Records with hours in them, for tests of what is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.service import CONFIRMABLE
from checkin.rules.signature import Signature
from storage.disk.ids import new_id
from storage.record import activity_record
from storage.store import Store, open_store
from storage.supervision.confirming import confirm
from storage.supervision.corrections import add
from tests.tui.desks import HOUR, MadeDesk, make_desk

SIGNED = Signature("teacher", "R")


def desk_with_hours(
    path: Path,
    *,
    confirmed: bool = False,
    before: Callable[[Store], object] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> MadeDesk:
    """Everybody came half an hour ago; 王芳 (0003) left after 25 minutes, and 0001 has an hour of added time.

    `before` is done first. Where it makes the hours public, they are confirmed onto the list.
    """
    made = make_desk(path, clock=clock)
    with open_store(made.path, clock) as store:
        if before is not None:
            before(store)
        begin, desk = store.now() - HOUR // 2, Desk(store.ledger)
        for number in ("0001", "0002", "0003", "0004"):
            desk.scan(Arrival(new_id(begin), begin, "", "cq8/qd1", volunteer=f"cq8/{number}"))
        end = begin + 25 * 60_000
        desk.scan(Arrival(new_id(end), end, "", "cq8/qd1", volunteer="cq8/0003"))
        add(store, "cq8/0001", "cq8/qd1", 60, SIGNED)
        if confirmed or before is not None:
            sessions = activity_record(store, "cq8/qd1").sessions
            confirm(store, [one for one in sessions if one.status in CONFIRMABLE], SIGNED)
    return made
