"""Scans at both desks: the union of both logs gives the same sessions everywhere, in any order (design §4)."""

from __future__ import annotations

import random
from pathlib import Path

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Event
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature
from checkin.rules.wire import read_event
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import take_kit
from storage.activities.activities import close_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.badges import reissue
from storage.people.walk_in import register_walk_in
from storage.record import whole_record
from storage.store import Store
from storage.supervision import corrections
from tests.exports.exchange.kit.conftest import HOUR, scan


def events(store: Store, table: str = "log") -> list[Event]:
    return [read_event(raw)[0] for (raw,) in store.connection.execute(f"SELECT raw FROM {table}")]


def told(union: list[Event]) -> tuple[Session, ...]:
    return fold(gather(union), union).sessions


def test_both_logs_in_any_order_with_any_repeats(first: Store, second: Store, tmp_path: Path) -> None:
    """In at one gate and out at the other; a walk-in there; a badge renewed, a policy and a correction in between."""
    scan(first, "001", -200)
    scan(second, "001", -100)
    opened = scan(second, "002", -190)
    scan(first, "002", -189.99)
    scan(first, "003", -180)
    visitor = register_walk_in(second, "赵六", kind="parent")
    scan(second, visitor.number, -170)
    scan(second, visitor.number, -50)
    reissue(first, "FD/002")
    set_policy(first, {"grid_minutes": 5}, since=first.now() - 4 * HOUR)
    make_kit(first, tmp_path / "newer.hdkit")
    take_kit(second, tmp_path / "newer.hdkit")
    scan(second, "002", -40)
    corrections.void(second, opened.event, Signature("li", "认错人"))
    close_activity(first, "A1")

    logs = events(first) + events(second)
    sessions = told(logs)
    # 002 checked in within the burst that the void struck out, and left without a check-in.
    assert [(s.volunteer, s.minutes, str(s.status)) for s in sessions] == [
        ("FD/001", 0, "needs_review"),
        ("FD/003", 0, "needs_review"),
        (f"FD/{visitor.number}", 120, "closed"),
        ("FD/002", 0, "needs_review"),
    ]
    shuffled = random.Random(71)
    union = logs + events(second, "kit_event") + logs[::3]
    for _ in range(20):
        shuffled.shuffle(union)
        assert told(union) == sessions


def test_a_newer_kit_tells_whose_an_unknown_badge_was(first: Store, second: Store, tmp_path: Path) -> None:
    """The second desk's kit is a badge behind: what it scanned meanwhile finds its owner with the next kit."""
    reissue(first, "FD/003")
    new = first.register.badge("FD/003")
    assert new is not None
    answer = Desk(second.ledger).scan(Arrival(new_id(second.now()), second.now() - HOUR, new, "FD/A1"))
    assert answer.kind == "unknown_badge"
    make_kit(first, tmp_path / "newer.hdkit")
    take_kit(second, tmp_path / "newer.hdkit")
    assert scan(second, "003").kind == "closed"
    (session,) = whole_record(second).of("FD/003")
    assert session.open_event == answer.event and session.minutes == 60
    assert told(events(first) + events(second)) == whole_record(second).sessions
