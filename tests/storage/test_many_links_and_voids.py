"""A log with thousands of links in one chain, thousands of voids that strike each other, or of things that one person got: scans go on as before."""

from __future__ import annotations

import random

import pytest

from bench.many_changes import SHAPES, Served, changed
from checkin.rules.events import Event, Link, Void
from checkin.rules.facts import Facts, gather
from storage.disk.ids import new_id, next_above
from storage.log import looked_up, read_facts
from storage.log.events import insert
from storage.log.looked_up import StruckOut
from storage.record import whole_record
from storage.store import Store
from storage.supervision.brought_facts import changed_by_facts
from tests.counted_work import lines_run, steps_of_sqlite
from tests.portions import in_the_soak
from tests.storage.conftest import Scanner

MANY = 4_000


def _fill(store: Store, target: str, many: int = MANY) -> str:
    """Links of `many` strangers more, and as many voids, each of the one before; the last void is given."""
    seq, head, id_ = store.connection.execute("SELECT seq, hash, id FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    team, desk, at = store.identity.team, store.identity.desk, store.now()
    with store.ledger.transaction():
        for number in range(seq, seq + many):
            for body in (Link(f"FD/w{number}", f"FD/w{number + 1}"), Void(target)):
                id_, seq = next_above(id_), seq + 1
                head, _place = insert(store.connection, Event(id_, at, team, desk, body), seq, head)
            target = id_
        store.ledger.notice_taken()
    return target


def _insert(store: Store, event: Event) -> None:
    seq, head = store.connection.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    with store.ledger.transaction():
        insert(store.connection, event, seq + 1, head)
        store.ledger.notice_taken()


@in_the_soak
def test_twice_as_many_changes_are_about_twice_the_work_to_tell_of(store: Store, scan: Scanner) -> None:
    """As `take` tells it: the links of strangers and the voids of a scan change nobody's hours here."""

    def tell() -> None:
        assert changed_by_facts(store, 0).sessions <= 1

    last = _fill(store, scan("001", -30, "in").event, MANY // 2)
    once = lines_run(tell)
    _fill(store, last, MANY // 2)
    assert lines_run(tell) < 2.5 * once


@in_the_soak
def test_a_scan_stays_as_quick_as_it_was(store: Store, scan: Scanner) -> None:
    def once() -> None:
        scan("001", direction="in")

    def work() -> tuple[int, int]:
        once()  # what is read once in a process is read here
        return lines_run(once), steps_of_sqlite(store.connection, once)

    first = scan("001", -30, "in")
    lines, steps = work()
    _fill(store, first.event)
    # Of the voids every second one stands, the last one among them; so the first one is struck out, and the scan counts.
    assert [s.open_event for s in whole_record(store).sessions][:1] == [first.event]
    lines_later, steps_later = work()
    assert lines_later < 2 * lines and steps_later <= 2 * steps + 5
    assert store.ledger.facts().person("FD/w1000") == store.ledger.facts().person("FD/w1500")


@pytest.mark.parametrize("shape", ["voids, each of the one before", "transfers"])
def test_the_first_scan_of_a_process_looks_up_what_it_needs(store: Store, scan: Scanner, shape: str) -> None:
    """Of very many voids or hours from elsewhere it reads those of the person and the activity, found by index."""
    first = scan("001", -30, "in")
    served = Served("FD/001", "FD/A1", first.event, store.now() - 40 * 86_400_000)

    def anew() -> None:
        store.ledger.notice_taken()
        scan("002", direction="in")

    def work() -> tuple[int, int]:
        return lines_run(anew), steps_of_sqlite(store.connection, anew)

    changed(store, SHAPES[shape], served, MANY // 2)
    lines, steps = work()
    changed(store, SHAPES[shape], served, MANY // 2)
    lines_later, steps_later = work()
    assert lines_later < 2 * lines and steps_later < steps + 20, (lines, lines_later, steps, steps_later)


def test_what_is_looked_up_is_what_all_voids_say(store: Store, scan: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chains, circles and several voids of one event; also while more come in that hold only from then on."""
    monkeypatch.setattr(looked_up, "FEW", 20)
    monkeypatch.setattr(read_facts, "FEW", 20)
    seeded, ids = random.Random(7), [scan("001", minutes, "in").event for minutes in range(-30, 0)]
    more = [new_id(store.now()) for _ in range(200)]
    before: list[tuple[Facts, dict[str, tuple[int, str]]]] = []
    for place, id_ in enumerate(more):
        # Some aim at a void that comes later.
        target = seeded.choice([*ids, *more[max(0, place - 5) : place + 3]])
        _insert(store, Event(id_, store.now() + seeded.randrange(9), "FD", store.ledger.desk, Void(target)))
        if place in (100, 199):
            facts, everything = store.ledger.facts(), dict(gather(store.ledger.queries.common()).struck)
            assert isinstance(facts.struck, StruckOut)
            asked = [one for one in (*ids, *more) if seeded.random() < 0.5]
            assert {one: facts.struck.get(one) for one in asked} == {one: everything.get(one) for one in asked}
            before.append((facts, everything))
    assert [dict(facts.struck) for facts, _everything in before] == [everything for _facts, everything in before]
    assert before[0][1] != before[1][1]


@in_the_soak
def test_whoever_is_in_the_chain_waits_once(store: Store, scan: Scanner) -> None:
    """The events of thousands of linked numbers are read for the first scan; the later ones go on from there."""
    first = scan("001", -30, "in")
    store.ledger.record(Link("FD/001", "FD/w20"))
    _fill(store, first.event)

    def again() -> None:
        scan("001", direction="in")

    lines, steps = lines_run(again), steps_of_sqlite(store.connection, again)
    assert len(store.ledger.facts().numbers_of("FD/001")) > MANY
    scan("002", direction="in")
    assert lines_run(again) < lines / 10
    assert max(steps, steps_of_sqlite(store.connection, again)) < 100


def test_what_one_person_was_given_keeps_not_even_that_person_waiting(store: Store, scan: Scanner) -> None:
    """Things, evaluations, stars, certificates, inspections: the fold of a scan needs none of them."""
    first = scan("001", -30, "in")

    def again() -> None:
        scan("001", direction="in")

    again()  # what is read once in a process is read here
    lines = lines_run(again)
    served = Served("FD/001", "FD/A1", first.event, store.now())
    given = (
        "things out and back",
        "evaluations",
        "commendations",
        "awards",
        "redemptions",
        "certificates",
        "inspections of one session",
    )
    for shape in given:
        changed(store, SHAPES[shape], served, MANY // 20)
    again()
    assert lines_run(again) < 2 * lines
