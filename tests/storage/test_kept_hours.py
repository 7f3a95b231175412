"""A scan's sum of hours is that of the fold of everything, also where those that nobody scanned are kept as a sum."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.many_changes import SHAPES, Served, changed
from checkin.rules.events import Add, Body, Claim, Confirm, Event, Judge, Objection, PolicyChange, Transfer, Void
from checkin.rules.record import fold
from checkin.rules.service import credited
from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.log import kept_hours, log_memory
from storage.log.event_queries import EventQueries
from storage.log.events import insert
from storage.log.log_memory import LogMemory
from storage.store import Store
from tests.checkin.rules.logs import bodies, moments, targets
from tests.checkin.rules.story import at
from tests.portions import WHOLE
from tests.storage.conftest import Scanner

DAYS, SHA = ("2026-03-05", "2026-10-05"), "ab" * 32
early = st.integers(0, 5).map(lambda n: f"{n:02d}")
"""Hours stand at the beginning of a log, and what changes them later aims at them."""
those, lasting = st.sampled_from(["S/ana", "S/ana", "S/ana2", "S/ben"]), st.sampled_from([30, 60])
claims = st.builds(Claim, those, st.just("unit"), lasting, st.sampled_from(DAYS), st.just(SHA))
transfers = st.builds(
    Transfer, those, st.just("Z/1"), st.sampled_from(["Z/a", "Z/b"]), lasting, st.sampled_from(DAYS), st.just(SHA),
    training=st.none() | st.none() | st.just(True),
)  # fmt: skip
limits: st.SearchStrategy[Body] = st.builds(
    PolicyChange,
    st.integers(3, 5),
    st.fixed_dictionaries(
        {},
        optional={
            "transferred": st.sampled_from(["count", "apart"]),
            "max_claimed_minutes": st.sampled_from([False, 50, 100]),
            "max_claimed_minutes_per_year": st.sampled_from([False, 40]),
            "not_creditable_kinds": st.sampled_from([[], ["student"]]),
        },
    ),
    st.just(at("00:00")) | moments,
)
verified = st.builds(Judge, early, st.sampled_from([True, True, True, False]))
counted = st.builds(PolicyChange, st.just(2), st.just({"transferred": "count"}), st.just(at("00:00")))
confirmed = st.builds(
    Confirm, early | targets, those, st.sampled_from(["S/~claims", "Z/a"]), st.integers(0, 99), st.integers(1, 2), st.lists(early, max_size=2).map(tuple),
)  # fmt: skip
said_of_hours: st.SearchStrategy[Body] = st.one_of(
    verified, confirmed, st.builds(Objection, early, those), st.builds(Void, early | targets), limits, claims, transfers
)
hours = st.tuples(claims, verified, transfers, counted, claims | transfers | confirmed | limits, verified)
CLAIM, TRANSFER = Claim("S/ana", "unit", 60, DAYS[0], SHA), Transfer("S/ana", "Z/1", "Z/a", 60, DAYS[0], SHA)
COUNTED = PolicyChange(2, {"transferred": "count"}, at("00:00"))
KNOWN = (CLAIM, Judge("00", verified=True), TRANSFER, COUNTED, CLAIM._replace(day=DAYS[1]), Judge("04", verified=True))
LATER: list[Body] = [
    PolicyChange(3, {"max_claimed_minutes": 50}, at("00:00")),
    Confirm("06", "S/ana", "S/B", 9, 1, ("00",)),
    Confirm("02", "S/ben", "Z/a", 9, 1, ("02",)),
]
later = st.lists(st.tuples(said_of_hours | bodies, moments), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite.Connection]:
    with closing(connect(tmp_path_factory.mktemp("record") / "desk.db")) as connection:
        yield connection


@pytest.fixture
def however_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sum is kept."""
    for module in (kept_hours, log_memory):
        monkeypatch.setattr(module, "MANY", 0)
    monkeypatch.setattr(kept_hours, "_WRITTEN_AGAIN", 3)


def _minutes(memory: LogMemory, person: str, events: list[Event]) -> int:
    return sum(map(credited, fold(memory.facts(), events).of(person)))


@settings(max_examples=30 * settings().max_examples if WHOLE else 4)
@given(hours, later)
@example(KNOWN, [(LATER[0], at("09:00"))])
@example(KNOWN, [(Add("S/ana", "S/A", 30), at("09:00")), (LATER[1], at("09:00"))])
@example(KNOWN, [(LATER[2], at("09:00"))])
def test_a_kept_sum_is_what_the_fold_of_everything_gives(
    record: sqlite.Connection, however_few: None, hours: tuple[Body, ...], later: list[tuple[Body, int]]
) -> None:
    record.execute("BEGIN")
    try:
        memory = LogMemory(record, "1")
        for n, (body, when) in enumerate([*((one, at("00:00") + place) for place, one in enumerate(hours)), *later]):
            insert(record, Event(f"{n:02d}", when, "S", "1", body), n + 1, NO_PREVIOUS)
            if n + 1 >= len(hours):
                memory.forget_what_changed()
                person = memory.facts().person("S/ana")
                apart = memory.for_scan(person)
                everything = memory.about(memory.facts().numbers_of(person))
                whole = _minutes(memory, person, everything)
                assert _minutes(memory, person, list(apart.events)) + apart.minutes == whole
    finally:
        record.execute("ROLLBACK")


def test_a_kept_sum_is_not_read_anew_for_scans_and_others(
    store: Store, scan: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the property would hold without any keeping. A judgement of one's own claim is seen at once."""
    first = scan("001", -90, "in")
    served = Served("FD/001", "FD/A1", first.event, store.now() - 86_400_000)
    changed(store, SHAPES["claims, each verified"], served, 2 * kept_hours.MANY + 2)
    before = scan("001", -60, "out").total_minutes
    assert before > 60 * kept_hours.MANY
    with monkeypatch.context() as patched:
        patched.setattr(EventQueries, "about", None)
        assert scan("001", -50, "in").total_minutes == before
        changed(store, SHAPES["claims, each verified"], served._replace(volunteer="FD/002"), 4)
        assert scan("001", -40, "out").total_minutes >= before
    claim = store.connection.execute(
        "SELECT id FROM log WHERE volunteer = 'FD/001' AND kind = 'claim' LIMIT 1"
    ).fetchone()
    before = scan("001", -30, "in").total_minutes
    store.ledger.record(Judge(claim[0], verified=False), at=at("23:00"))
    assert scan("001", -20, "out").total_minutes < before
