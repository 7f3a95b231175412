"""What is kept of a person with many numbers, and gone on with, is what is read anew, whatever comes into the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Amend, Direction, Event, Scan
from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.log.event_queries import EventQueries
from storage.log.events import insert
from storage.log.many_numbers import ManyNumbers
from tests.checkin.rules.logs import PEOPLE, logs
from tests.checkin.rules.story import at


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite.Connection]:
    with closing(connect(tmp_path_factory.mktemp("record") / "desk.db")) as connection:
        yield connection


@given(logs, st.sampled_from([PEOPLE, PEOPLE[:2], PEOPLE[:1]]), st.integers(1, 5))
def test_gone_on_with_it_is_what_is_read_anew(
    record: sqlite.Connection, log: list[Event], numbers: tuple[str, ...], step: int
) -> None:
    record.execute("BEGIN")
    try:
        queries = EventQueries(record)
        kept = ManyNumbers(record, queries)
        for seq, event in enumerate(log, 1):
            insert(record, event._replace(desk="1"), seq, NO_PREVIOUS)
            if seq % step == 0:
                assert sorted(map(repr, kept.about(numbers))) == sorted(map(repr, queries.about(numbers)))
    finally:
        record.execute("ROLLBACK")


def test_after_scans_alone_nothing_is_read_anew(record: sqlite.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the property would hold without any keeping."""
    record.execute("BEGIN")
    try:
        queries = EventQueries(record)
        kept = ManyNumbers(record, queries)
        assert kept.about(PEOPLE) == []
        monkeypatch.setattr(queries, "about", None)
        for n, who in enumerate((*PEOPLE, "S/eve")):
            scan = Scan("S/A", Direction.AUTO, "keyboard", who)
            insert(record, Event(f"{n:02d}", at("09:00") + n, "S", "1", scan), n + 1, NO_PREVIOUS)
        assert [e.id for e in kept.about(PEOPLE)] == ["00", "01", "02"]
        assert [e.id for e in kept.about(PEOPLE)] == ["00", "01", "02"]
    finally:
        record.execute("ROLLBACK")


def test_a_correction_that_comes_with_its_scan_is_read(record: sqlite.Connection) -> None:
    record.execute("BEGIN")
    try:
        queries = EventQueries(record)
        kept = ManyNumbers(record, queries)
        assert kept.about(PEOPLE) == []
        scan = Scan("S/A", Direction.AUTO, "keyboard", "S/ana")
        for n, body in enumerate((scan, Amend("00", at=at("10:00")))):
            insert(record, Event(f"{n:02d}", at("09:00") + n, "S", "1", body), n + 1, NO_PREVIOUS)
        assert sorted(e.id for e in kept.about(PEOPLE)) == ["00", "01"]
    finally:
        record.execute("ROLLBACK")
