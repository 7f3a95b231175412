"""The tables of a desk are those of the one list of columns, whichever migrations a file went through."""

from __future__ import annotations

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules import events as e
from checkin.rules.events import AIMED_KINDS, BODY_OF, COMMON_KINDS, KEPT_KINDS, PERSONAL_KINDS, THING_KINDS, Kind
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.disk.schema import COMMON, EVENT_COLUMNS, LOG_COLUMNS, Table, event_columns
from storage.log.events import columns_of
from storage.store import Store

TYPES = {str: "TEXT", int: "INTEGER", bytes: "BLOB"}


def columns(connection: sqlite.Connection, table: str) -> dict[str, str]:
    """Names and types of a table's columns, without the number of the row."""
    found = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
    assert found.pop("place") == "INTEGER"
    return found


@pytest.mark.parametrize("table", ["log", "kit_event", "district_event"])
def test_a_desk_has_the_columns_of_the_list(store: Store, table: str) -> None:
    wanted = {name: TYPES[kind] for name, kind in EVENT_COLUMNS.items()}
    if table == "log":
        wanted |= {"seq": "INTEGER", "hash": "TEXT"}
        assert set(LOG_COLUMNS) == set(wanted)
    assert columns(store.connection, table) == wanted


@pytest.mark.parametrize("table", ["log", "kit_event", "district_event"])
def test_the_common_kinds_are_found_by_their_index(store: Store, table: str) -> None:
    """SQLite takes the index only where the query lists the kinds as the index does."""
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN SELECT raw FROM {table} WHERE kind IN ({COMMON})").fetchall()
    assert f"USING INDEX {table}_common" in str(plan[0][3])


def test_a_scan_is_folded_from_its_index_alone(store: Store) -> None:
    """A volunteer's scans lie all over a large log: the index holds every column that the fold reads."""
    names = ", ".join(c.name for c in event_columns(Table.FOLD) if c.name != "raw")
    query = f"SELECT {names}, arrival FROM log WHERE kind = 'scan' AND volunteer IN ('FD/001')"
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert "USING COVERING INDEX log_scans" in str(plan[0][3])


def test_every_kind_is_in_one_group_at_most() -> None:
    """What is in none changes no session; the body of a kind that names another event has a target."""
    groups = [*COMMON_KINDS, *PERSONAL_KINDS, *AIMED_KINDS, Kind.VOID]
    assert len(groups) == len(set(groups))
    assert set(KEPT_KINDS) == {*COMMON_KINDS, Kind.VOID}
    others = set(Kind) - set(groups)
    assert others == {Kind.REFUSE, Kind.EVALUATE, Kind.COMMEND, Kind.AWARD, Kind.REDEEM, Kind.CERTIFY, Kind.PURGE, Kind.ANSWER, Kind.INSPECT, Kind.WITNESS, *THING_KINDS}  # fmt: skip
    aims = {kind for kind, body in BODY_OF.items() if "target" in body._fields}
    assert aims == {*AIMED_KINDS, Kind.VOID, Kind.CLASH, Kind.INSPECT}


def test_the_columns_of_an_event_come_in_the_order_of_the_list(store: Store) -> None:
    """All but the bytes, which each writer puts behind them."""
    event = store.ledger.record(
        e.Scan("FD/A1", e.Direction.IN, "keyboard", volunteer="FD/001", arrival=new_id(SYSTEM_CLOCK.now()))
    )
    row = store.connection.execute(f"SELECT {', '.join(EVENT_COLUMNS)} FROM log WHERE id = ?", (event.id,)).fetchone()
    assert [*EVENT_COLUMNS][-1] == "raw"
    assert columns_of(event) == tuple(row)[:-1]
    assert None not in (row[0], row[1], row[2], row[3], row[5], row[7], row[9], row[10], row[11])
