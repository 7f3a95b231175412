"""A log that is not the one that another desk saw: written anew, cut off, or dated back after the fact."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import duckdb
import pytest

from checkin.rules.working_days import Calendar
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import SCHOOL_TABLES, fill
from exports.audit.plausibility.rules import read_rules, usual_table
from exports.audit.plausibility.timetable import NO_TIMETABLE, lay_out
from exports.district.columns import SESSION

DESK, OTHER = "0123456789abcdef", "fedcba9876543210"
MINUTE = 60_000
NOON = 1_772_683_200_000


def id_of(made: int, number: int) -> str:
    return str(UUID(int=(made << 80) | (7 << 76) | (2 << 62) | number))


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A chain of ten events, one a minute up to noon; the other desk saw the tenth at noon, and its own clock said the same."""
    with duckdb.connect() as connection:
        for table in SCHOOL_TABLES:
            connection.execute(table)
        places(connection, [(n, NOON - (10 - n) * MINUTE, None) for n in range(1, 11)])
        saw(connection, 10, "10", NOON, NOON)
        lay_out(connection, NO_TIMETABLE, Calendar())
        yield connection


def places(db: duckdb.DuckDBPyConnection, rows: list[tuple[int, int, int | None]]) -> None:
    """`(seq, at, made)` of scans; made at once where that is None."""
    events = [(id_of(at if made is None else made, seq), seq, at) for seq, at, made in rows]
    fill(
        db,
        "audit_place",
        ("desk", "seq", "id", "at", "kind", "hash"),
        [(DESK, seq, i, at, "scan", str(seq)) for i, seq, at in events],
    )
    fill(db, "audit_event", ("id", "team", "desk", "kind"), [(i, "FD", DESK, "scan") for i, _seq, _at in events])
    names = [name for name, _holds in SESSION]
    sessions = [{"key": i, "team": "FD", "volunteer": str(seq), "activity_team": "FD", "activity": "A1", "start": at, "open_event": i, "source": "scanned", "flags": ""} for i, seq, at in events]  # fmt: skip
    fill(db, "session", names, [tuple(one.get(name) for name in names) for one in sessions])


def saw(db: duckdb.DuckDBPyConnection, seq: int, hash_: str, shown: int, at: int) -> None:
    fill(
        db,
        "audit_witness",
        ("team", "witness", "at", "desk", "seq", "hash", "shown"),
        [("FD", OTHER, at, DESK, seq, hash_, shown)],
    )


def asked(db: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return {one.rule.name: one for one in findings(db, read_rules(usual_table(), ""), [])}


def test_a_log_that_goes_on_from_what_was_seen_is_left_in_peace(db: duckdb.DuckDBPyConnection) -> None:
    places(db, [(11, NOON + MINUTE, None), (12, NOON - 30 * MINUTE, NOON + 5 * MINUTE)])
    assert asked(db) == {}, "the twelfth is out of a hand scanner's memory, and its id says when it came"


def test_a_log_that_was_written_anew(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("UPDATE audit_place SET hash = 'another' WHERE seq >= 7")
    (one,) = asked(db).values()
    assert (one.rule.name, one.team, one.facts["seq"]) == ("rewritten", "FD", 10)


def test_a_log_that_was_cut_off_and_went_on(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("DELETE FROM audit_place WHERE seq > 4")
    assert asked(db) == {}, "an older pack of the same desk is no other log"
    places(db, [(5, NOON + 60 * MINUTE, None)])
    assert set(asked(db)) == {"rewritten"}


def test_scans_that_were_dated_back_after_the_fact(db: duckdb.DuckDBPyConnection) -> None:
    places(db, [(11, NOON - 90 * MINUTE, NOON - 90 * MINUTE), (12, NOON - 2 * MINUTE, NOON - 2 * MINUTE)])
    (one,) = asked(db).values()
    assert one.rule.name == "dated_back" and one.sessions == (id_of(NOON - 90 * MINUTE, 11),)


def test_two_clocks_that_stood_apart(db: duckdb.DuckDBPyConnection) -> None:
    saw(db, 10, "10", NOON, NOON + 12 * MINUTE)
    (one,) = asked(db).values()
    assert one.rule.name == "clocks_apart" and round(one.facts["minutes"]) == 12
