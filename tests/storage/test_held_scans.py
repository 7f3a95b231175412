"""Scans that came while no activity was chosen: on disk at once, in one activity later, never lost and never twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from checkin.rules.badge_numbers import NotABadge
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Clock, Direction, Refuse, Scan
from storage.activities.activities import add_activity, close_activity
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk.ids import new_id
from storage.log.event_queries import whole_events
from storage.people.person import Person
from storage.presence.held_scans import HeldSpan, enter_held, held_scans, held_span, hold
from storage.record import whole_record
from storage.store import Store, open_store
from tests.standing_clock import StandingClock

MINUTE = 60_000
ID_CARD = "110101201003071234"
HOLDER = """
import sys
from pathlib import Path
from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.presence.held_scans import hold
from storage.store import open_store
with open_store(Path(sys.argv[1]), SYSTEM_CLOCK) as store:
    badge = store.register.badge("FD/001")
    while True:
        made = new_id(store.now())
        hold(store, Arrival(made, store.now(), badge, ""), None)
        print(made, flush=True)
"""


def came(store: Store, text: str, minutes: float = 0, **more: object) -> Arrival:
    """A scan reaches the desk while it has no activity; `minutes` is when, counted from now."""
    at = store.now() + int(minutes * MINUTE)
    arrival = Arrival(new_id(at), at, text, "")._replace(**more)
    hold(store, arrival, "li")
    return arrival


def badge_of(store: Store, number: str) -> str:
    badge = store.register.badge(f"FD/{number}")
    assert badge is not None
    return badge


def scans_in_log(store: Store) -> list[tuple[str, int, str | None, str | None]]:
    """Id of the arrival, time, activity and operator of each scan or refusal."""
    rows = store.connection.execute("SELECT raw FROM log WHERE kind IN ('scan', 'refuse') ORDER BY seq")
    found = []
    for event in whole_events(rows):
        assert isinstance(event.body, Scan | Refuse)
        found.append((event.body.arrival or event.id, event.at, event.body.activity, event.operator))
    return found


def test_held_scans_enter_an_activity_as_the_scans_they_were(store: Store, clock: StandingClock) -> None:
    """11:30 in, 11:50 out, nobody chose an activity; at 12:10 one is made, and the twenty minutes are there."""
    badge = badge_of(store, "001")
    arrivals = [came(store, badge, -30), came(store, badge, -10)]
    assert held_span(store) == HeldSpan(2, arrivals[0].at, arrivals[1].at)
    clock.advance(10 * MINUTE)
    add_activity(store, "B2", {"name": "植树", "place": "山", "start": store.now(), "end": store.now() + 60 * MINUTE})
    entered = enter_held(store, "FD/B2")
    assert [outcome.kind for outcome in entered.outcomes] == ["opened", "closed"]
    [session] = whole_record(store).sessions
    assert (session.activity, session.minutes, session.flags) == ("FD/B2", 20, ())
    assert scans_in_log(store) == [(a.id, a.at, "FD/B2", "li") for a in arrivals]
    assert held_span(store) == HeldSpan()
    assert enter_held(store, "FD/A1").outcomes == ()
    assert check_store(store.folder.path) == []


def test_a_text_that_is_no_badge_is_held_by_its_length_and_never_as_text(store: Store, folder: Path) -> None:
    """Somebody scans an identity card: 18 digits are nowhere on disk, and the refusal says the same as any other."""
    came(store, ID_CARD)
    [held] = held_scans(store)
    assert held.arrival.unreadable == Unreadable(18, NotABadge.LENGTH)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(ID_CARD.encode() not in file.read_bytes() for file in folder.glob("desk.db*"))
    [outcome] = enter_held(store, "FD/A1").outcomes
    assert (outcome.kind, outcome.detail) == ("not_a_badge", "length")
    [event] = store.ledger.queries.arrived(held.arrival.id)
    assert isinstance(event.body, Refuse) and event.body.length == 18


def test_a_card_of_the_roster_and_a_full_width_number_are_held_as_they_are(store: Store) -> None:
    """A school card is whose the roster says; digits that an input method made wide are a badge."""
    with store.ledger.transaction():
        store.register.write([Person("FD", "002", "李娜", "七1班", card="CARD-2")])
    came(store, " CARD-2 ")
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in badge_of(store, "001"))
    came(store, wide)
    assert [held.arrival.text for held in held_scans(store)] == ["CARD-2", badge_of(store, "001")]
    outcomes = enter_held(store, "FD/A1").outcomes
    assert [outcome.volunteer for outcome in outcomes] == ["FD/002", "FD/001"]


def test_who_was_picked_by_hand_keeps_the_direction(store: Store) -> None:
    """F2, only out: nobody had checked in."""
    came(store, "", volunteer="FD/003", direction=Direction.OUT, source="hand")
    [outcome] = enter_held(store, "FD/A1").outcomes
    assert (outcome.kind, outcome.volunteer) == ("no_check_in", "FD/003")


def test_an_unknown_badge_belongs_to_whoever_gets_it_later(store: Store) -> None:
    """The roster comes after the scan: the number is held, and folded under whoever the register gives it to."""
    came(store, "710000000000000000000554")
    [outcome] = enter_held(store, "FD/A1").outcomes
    assert outcome.kind == "unknown_badge"


def test_what_came_after_a_closed_activity_stays_held(store: Store, clock: StandingClock) -> None:
    """Closed at noon: who checked in before and left after is entered, who came after stays held for another activity."""
    own = badge_of(store, "001")
    early = came(store, own, -20)
    close_activity(store, "A1")
    clock.advance(5 * MINUTE)
    came(store, own)
    late = came(store, badge_of(store, "002"))
    before = store.connection.execute("SELECT count(*) FROM log").fetchone()
    entered = enter_held(store, "FD/A1")
    assert [outcome.kind for outcome in entered.outcomes] == ["opened", "closed"] and entered.too_late == 1
    assert entered.outcomes[0].at == early.at
    assert [held.arrival.id for held in held_scans(store)] == [late.id]
    assert store.connection.execute("SELECT count(*) FROM log").fetchone() == (before[0] + 2,)
    assert check_store(store.folder.path) == []


def test_only_those_that_are_named_are_entered(store: Store) -> None:
    first, second = came(store, badge_of(store, "001")), came(store, badge_of(store, "002"))
    assert len(enter_held(store, "FD/A1", [second.id]).outcomes) == 1
    assert [held.arrival.id for held in held_scans(store)] == [first.id]


def test_two_programs_enter_the_same_held_scans_and_none_is_there_twice(store: Store, folder: Path) -> None:
    """The desk says yes in the moment in which a command enters them."""
    arrivals = [came(store, badge_of(store, "001"), minute - 60) for minute in range(40)]
    store.close()
    found: list[int] = []

    def enter() -> None:
        with open_store(folder, store.clock) as other:
            found.append(len(enter_held(other, "FD/A1").outcomes))

    threads = [threading.Thread(target=enter) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 40
    with open_store(folder, store.clock) as after:
        assert sorted(made for made, *_ in scans_in_log(after)) == sorted(a.id for a in arrivals)
        assert held_span(after).scans == 0
    assert check_store(folder) == []


def test_a_held_scan_survives_a_kill(store: Store, folder: Path) -> None:
    """A program is killed while scans come: every one of which it said that it is held is there at the next start."""
    store.close()
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(15)]
    process.kill()
    said += [line for line in process.stdout.read().split("\n")[:-1] if line]
    process.wait()
    with open_store(folder, store.clock) as after:
        there = [held.arrival.id for held in held_scans(after)]
    assert set(said) <= set(there) and len(there) <= len(said) + 1
    assert check_store(folder) == []


def test_a_backup_holds_them(store: Store, tmp_path: Path) -> None:
    """The desk that is made from it enters them as its own."""
    arrivals = [came(store, badge_of(store, "001"), -30), came(store, badge_of(store, "002"), -20)]
    restore(backup(store, tmp_path / "stick.db"), tmp_path / "new", store.clock)
    with open_store(tmp_path / "new", store.clock) as new:
        assert [held.arrival.id for held in held_scans(new)] == [a.id for a in arrivals]
        assert len(enter_held(new, "FD/A1").outcomes) == 2
    assert held_span(store).scans == 2
    assert check_store(tmp_path / "new") == []


def test_check_finds_a_held_scan_that_is_none_and_one_that_is_recorded(store: Store, folder: Path) -> None:
    """Somebody worked on the file with another program."""
    arrival = came(store, badge_of(store, "001"))
    assert check_store(folder) == []
    store.connection.execute("UPDATE held_scan SET cause = 'whim', length = 3, text = NULL")
    assert [(p.code, p.where) for p in check_store(folder)] == [("unreadable_held_scan", f"held_scan {arrival.id}")]
    store.connection.execute("UPDATE held_scan SET cause = NULL, length = NULL, text = ?", (badge_of(store, "001"),))
    row = store.connection.execute("SELECT * FROM held_scan").fetchone()
    enter_held(store, "FD/A1")
    store.connection.execute("INSERT INTO held_scan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    assert [p.code for p in check_store(folder)] == ["held_and_recorded"]


def test_the_log_says_which_scan_it_was(store: Store, clock: StandingClock) -> None:
    """The id made at the time of the scan goes with the event, though ids of the desk have risen past it."""
    arrival = came(store, badge_of(store, "001"))
    clock.advance(MINUTE)
    add_activity(store, "B2", {"name": "植树", "place": "山", "start": store.now(), "end": store.now() + MINUTE})
    [outcome] = enter_held(store, "FD/B2").outcomes
    [event] = store.ledger.queries.arrived(arrival.id)
    assert isinstance(event.body, Scan) and event.body.arrival == arrival.id and event.id == outcome.event > arrival.id


def test_an_event_that_was_given_the_id_of_a_held_scan_does_not_swallow_it(store: Store, clock: StandingClock) -> None:
    """The clock is set back after the scan, and the next event gets the id above the last one, which the scan has."""
    store.ledger.record(Clock(1))
    arrival = came(store, badge_of(store, "001"))
    clock.advance(-MINUTE)
    event = store.ledger.record(Clock(-MINUTE))
    assert event.id == arrival.id
    assert check_store(store.folder.path) == []
    assert [outcome.kind for outcome in enter_held(store, "FD/A1").outcomes] == ["opened"]
    assert scans_in_log(store) == [(arrival.id, arrival.at, "FD/A1", "li")]
