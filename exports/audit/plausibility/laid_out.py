"""The record as the measures read it: of a district its own tables, of a school the same ones in memory.

`session`, `activity` and `volunteer` have the columns of `exports.district.schema` that a measure names; `audit_event` has
`id`, `team`, `desk`, `kind`, `operator`, and of a changed clock `change_ms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from checkin.rules.events import KIND_OF, Clock, Kind
from exports.district.columns import SESSION, duckdb_table, quoted_names
from exports.district.encryption import keep_off_the_disk
from exports.district.record.folding import session_cells
from storage.record import whole_record
from storage.store import Store

_DISTRICT_EVENTS = """CREATE OR REPLACE TEMP VIEW audit_event AS SELECT id, team, desk, kind, operator,
    CASE WHEN kind = 'clock' THEN TRY_CAST(json_extract(raw, '$.data.change_ms') AS BIGINT) END AS change_ms FROM event"""
SCHOOL_TABLES = (
    f"CREATE TABLE session ({duckdb_table(SESSION)})",
    'CREATE TABLE activity (team VARCHAR, code VARCHAR, place VARCHAR, start BIGINT, "end" BIGINT, timezone VARCHAR)',
    "CREATE TABLE volunteer (team VARCHAR, number VARCHAR, kind VARCHAR)",
    "CREATE TABLE audit_event (id UUID, team VARCHAR, desk VARCHAR, kind VARCHAR, operator VARCHAR, change_ms BIGINT)",
)
"""The tables of a school; a district has its own."""
_READ = frozenset({Kind.SCAN, Kind.RULE, Kind.ADD, Kind.CLOCK})
"""Kinds of events that a measure asks about."""


def lay_out_district(db: duckdb.DuckDBPyConnection) -> None:
    """Name the events of an open district as the measures do."""
    db.execute(_DISTRICT_EVENTS)


@contextmanager
def laid_out_school(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """The record of one team in memory; nothing of it goes to a disk."""
    with duckdb.connect() as db:
        keep_off_the_disk(db)
        for table in SCHOOL_TABLES:
            db.execute(table)
        facts = store.ledger.facts()
        sessions = (session_cells(session, facts) for session in whole_record(store).sessions)
        fill(db, "session", [name for name, _holds in SESSION], sessions)
        activities = (
            (a.team, a.key.partition("/")[2], a.place, a.start, a.end, a.timezone) for a in facts.activities.values()
        )
        fill(db, "activity", ("team", "code", "place", "start", "end", "timezone"), activities)
        people = ((one.team, one.number, str(one.kind)) for one in store.register.persons())
        fill(db, "volunteer", ("team", "number", "kind"), people)
        fill(db, "audit_event", ("id", "team", "desk", "kind", "operator", "change_ms"), _events(store))
        yield db


def _events(store: Store) -> Iterator[tuple[Any, ...]]:
    for event in store.ledger.queries.all():
        kind = KIND_OF.get(type(event.body))
        if kind in _READ:
            change = event.body.change_ms if isinstance(event.body, Clock) else None
            yield (event.id, event.team, event.desk, str(kind), event.operator, change)


def fill(db: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table, a list for each column at once."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        marks = ", ".join("unnest(?)" for _name in names)
        db.execute(f"INSERT INTO {table} ({quoted_names(names)}) SELECT {marks}", columns)
