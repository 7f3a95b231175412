"""A log with thousands of links in one chain and thousands of voids that strike each other: scans go on as before."""

from __future__ import annotations

import statistics
import time

from checkin.rules.events import Event, Link, Void
from storage.disk.ids import next_above
from storage.log.events import insert
from storage.record import whole_record
from storage.store import Store
from storage.supervision.brought_facts import changed_by_facts
from tests.storage.conftest import Scanner

MANY = 5_000


def _fill(store: Store, target: str) -> None:
    seq, head, id_ = store.connection.execute("SELECT seq, hash, id FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    team, desk, at = store.identity.team, store.identity.desk, store.now()
    with store.ledger.transaction():
        for number in range(MANY):
            for body in (Link(f"FD/w{number}", f"FD/w{number + 1}"), Void(target)):
                id_, seq = next_above(id_), seq + 1
                head = insert(store.connection, Event(id_, at, team, desk, body), seq, head)
            target = id_
        store.ledger.notice_taken()


def test_what_a_log_with_many_changes_is_told_in_a_moment(store: Store, scan: Scanner) -> None:
    """As `take` tells it: the links of strangers and the voids of a scan change nobody's hours here."""
    _fill(store, scan("001", -30, "in").event)
    begin = time.perf_counter()
    assert changed_by_facts(store, 0).sessions <= 1
    assert time.perf_counter() - begin < 20


def test_a_scan_stays_as_quick_as_it_was(store: Store, scan: Scanner) -> None:
    def seconds() -> float:
        taken = []
        for _ in range(15):
            begin = time.perf_counter()
            scan("001", direction="in")
            taken.append(time.perf_counter() - begin)
        return statistics.median(taken)

    first = scan("001", -30, "in")
    before = seconds()
    _fill(store, first.event)
    # Of the voids every second one stands, the last one among them; so the first one is struck out, and the scan counts.
    assert [s.open_event for s in whole_record(store).sessions][:1] == [first.event]
    assert seconds() < 2 * before + 0.02
    assert store.ledger.facts().person("FD/w0") == f"FD/w{MANY}"
