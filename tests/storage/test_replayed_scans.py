"""What was scanned in time is never replayed, however late it reaches the log: held scans, and scans that the disk refused."""

from __future__ import annotations

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction, Scan
from checkin.rules.sessions import Flag
from checkin.rules.signature import Signature
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.presence.held_scans import enter_held, hold
from storage.presence.unwritten_scans import enter_unwritten, keep_unwritten
from storage.presence.vouching import vouch
from storage.record import whole_record
from storage.store import Store
from tests.standing_clock import StandingClock

HOUR = 3_600_000


def arrival(store: Store, number: str, activity: str, at: int | None = None) -> Arrival:
    now = store.now()
    return Arrival(new_id(now), now if at is None else at, store.register.badge(f"FD/{number}") or "", activity)


def flags(store: Store) -> dict[str, tuple[Flag, ...]]:
    return {session.volunteer: session.flags for session in whole_record(store).sessions}


def test_scans_that_were_held_for_hours(store: Store, clock: StandingClock) -> None:
    """At the gate nobody chose an activity; in the evening somebody does. A line that was late when it was held is late."""
    hold(store, arrival(store, "001", ""), "li")
    hold(store, arrival(store, "002", "", store.now() - HOUR), "li")
    clock.advance(5 * HOUR)
    start = store.now() - 6 * HOUR
    add_activity(store, "B2", {"name": "植树", "place": "山", "start": start, "end": start + 7 * HOUR})
    assert len(enter_held(store, "FD/B2").outcomes) == 2
    assert flags(store) == {"FD/001": (), "FD/002": (Flag.REPLAYED,)}
    scans = [e for e in store.ledger.queries.in_activity(["FD/B2"]) if isinstance(e.body, Scan)]
    assert all(e.body.arrival is not None for e in scans if isinstance(e.body, Scan)), "the id of the event is later"


def test_scans_that_the_disk_refused_and_the_next_start_entered(store: Store, clock: StandingClock) -> None:
    assert keep_unwritten(store, arrival(store, "001", "FD/A1"), "li")
    clock.advance(2 * HOUR)
    assert enter_unwritten(store) == 1 and flags(store) == {"FD/001": ()}


def test_a_scan_after_the_clock_went_back(store: Store, clock: StandingClock) -> None:
    """Its event takes a later id than the clock says; what counts is the id of its arrival."""
    clock.advance(HOUR)
    Desk(store.ledger).scan(arrival(store, "002", "FD/A1"))
    clock.advance(-HOUR)
    Desk(store.ledger).scan(arrival(store, "001", "FD/A1"))
    assert flags(store) == {"FD/001": (), "FD/002": ()}


def test_a_class_that_is_entered_later_is_vouched_for(store: Store) -> None:
    vouch(store, "FD/A1", ["FD/001"], Direction.IN, "FD/002", Signature("li"), store.now() - HOUR)
    (session,) = whole_record(store).sessions
    assert (session.source, session.flags) == ("vouched", ())
