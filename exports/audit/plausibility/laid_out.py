"""The record as the measures read it: of a district its own tables, of a school the same ones in memory.

`session`, `activity` and `volunteer` have the columns of `exports.district.schema` that a measure names; `audit_event` has
`id`, `team`, `desk`, `kind`, `operator`, and of a changed clock `change_ms`. `audit_place` says which event (`id`, `at`, `kind`,
`hash`) stands at place `seq` of the chain of `desk`; `audit_witness` what the desk `witness` of `team` saw `at` an instant of
`desk`: `seq`, `hash`, and `shown`, the instant by that desk's clock; `audit_desk` what people call a desk (`name`). `audit_planned` says when (`at`) the times of the activity
`code` of `team` were last written down; `audit_struck` which session (`key`, or a later event of it) was struck out or corrected, or a
ruling of it was, by which event (`by`), with the person (`volunteer`) and the `activity` that it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from checkin.rules.events import KIND_OF, ActivityChange, Add, Amend, Clock, Event, Kind, Rule, Scan, Void, Witness
from checkin.rules.identity import split
from checkin.rules.record import fold
from checkin.rules.replayed import made_at as event_made_at
from exports.audit.plausibility.measure import made_at
from exports.district.columns import SESSION, duckdb_table, quoted_names
from exports.district.connection import second_connection
from exports.district.encryption import keep_off_the_disk
from exports.district.record.folding import session_cells
from storage.log.places import places
from storage.store import Store
from storage.supervision.witnessing import names_of_desks

_DISTRICT_VIEWS = (
    """CREATE OR REPLACE TEMP VIEW audit_struck AS SELECT coalesce(r.id, t.id)::VARCHAR AS key, v.id::VARCHAR AS "by",
        coalesce(r.volunteer, t.volunteer) AS volunteer, coalesce(r.activity, t.activity) AS activity
        FROM event v JOIN event t ON t.id = v.target LEFT JOIN event r ON t.kind = 'rule' AND r.id = t.target
        WHERE v.kind IN ('void', 'amend') AND t.kind IN ('scan', 'add', 'rule')""",
    "CREATE OR REPLACE TEMP VIEW audit_desk AS SELECT desk, desk_name AS name FROM chain",
    """CREATE OR REPLACE TEMP VIEW audit_place AS SELECT desk, seq, id, "at", kind, hash FROM event""",
    f"""CREATE OR REPLACE TEMP VIEW audit_planned AS SELECT split_part(activity, '/', 1) AS team,
        split_part(activity, '/', 2) AS code, max({made_at("id::VARCHAR")}) AS "at" FROM {{events}}
        WHERE kind = 'activity' AND (json_exists(raw, '$.data.changes.start') OR json_exists(raw, '$.data.changes.end'))
        GROUP BY ALL""",
    """CREATE OR REPLACE TEMP VIEW audit_witness AS SELECT team, desk AS witness, "at",
        json_extract_string(raw, '$.data.desk') AS desk, TRY_CAST(json_extract(raw, '$.data.seq') AS INTEGER) AS seq,
        json_extract_string(raw, '$.data.hash') AS hash, TRY_CAST(json_extract(raw, '$.data.shown') AS BIGINT) AS shown
        FROM {events} WHERE kind = 'witness'""",
)
_DISTRICT_EVENTS = """CREATE OR REPLACE TEMP VIEW audit_event AS SELECT id, team, desk, kind, operator,
    CASE WHEN kind = 'clock' THEN TRY_CAST(json_extract(raw, '$.data.change_ms') AS BIGINT) END AS change_ms FROM {events}"""
SCHOOL_TABLES = (
    f"CREATE TABLE session ({duckdb_table(SESSION)})",
    'CREATE TABLE activity (team VARCHAR, code VARCHAR, place VARCHAR, start BIGINT, "end" BIGINT, timezone VARCHAR)',
    "CREATE TABLE volunteer (team VARCHAR, number VARCHAR, class VARCHAR, kind VARCHAR)",
    "CREATE TABLE audit_event (id UUID, team VARCHAR, desk VARCHAR, kind VARCHAR, operator VARCHAR, change_ms BIGINT)",
    "CREATE TABLE audit_desk (desk VARCHAR, name VARCHAR)",
    'CREATE TABLE audit_place (desk VARCHAR, seq INTEGER, id UUID, "at" BIGINT, kind VARCHAR, hash VARCHAR)',
    'CREATE TABLE audit_struck (key VARCHAR, "by" VARCHAR, volunteer VARCHAR, activity VARCHAR)',
    'CREATE TABLE audit_planned (team VARCHAR, code VARCHAR, "at" BIGINT)',
    'CREATE TABLE audit_witness (team VARCHAR, witness VARCHAR, "at" BIGINT, desk VARCHAR, seq INTEGER, hash VARCHAR, shown BIGINT)',
)
"""The tables of a school; a district has its own."""
_READ = frozenset({Kind.SCAN, Kind.RULE, Kind.ADD, Kind.CLOCK})
"""Kinds of events that a measure asks about."""


def lay_out_district(db: duckdb.DuckDBPyConnection, events: str) -> None:
    """Name the events of an open district as the measures do; `events` stands for those that count (`counting_events`). A chain
    is what it is: its places hold also what waits."""
    for view in (_DISTRICT_EVENTS, *_DISTRICT_VIEWS):
        db.execute(view.format(events=events))


@contextmanager
def beside(db: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Another connection to what is committed there, with the same events."""
    views = db.execute("SELECT sql FROM duckdb_views() WHERE temporary AND view_name = 'audit_event'").fetchall()
    with second_connection(db) as second:
        for (view,) in views:
            second.execute(view)
        yield second


@contextmanager
def laid_out_school(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """The record of one team in memory; nothing of it goes to a disk."""
    with duckdb.connect() as db:
        keep_off_the_disk(db)
        for table in SCHOOL_TABLES:
            db.execute(table)
        facts, events = store.ledger.facts(), store.ledger.queries.all()
        sessions = (session_cells(session, facts) for session in fold(facts, events).sessions)
        fill(db, "session", [name for name, _holds in SESSION], sessions)
        activities = (
            (a.team, a.key.partition("/")[2], a.place, a.start, a.end, a.timezone) for a in facts.activities.values()
        )
        fill(db, "activity", ("team", "code", "place", "start", "end", "timezone"), activities)
        people = ((one.team, one.number, one.class_name, str(one.kind)) for one in store.register.persons())
        fill(db, "volunteer", ("team", "number", "class", "kind"), people)
        fill(db, "audit_planned", ("team", "code", "at"), _planned(events))
        fill(db, "audit_struck", ("key", "by", "volunteer", "activity"), _struck(events))
        fill(db, "audit_event", ("id", "team", "desk", "kind", "operator", "change_ms"), _events(events))
        fill(db, "audit_desk", ("desk", "name"), names_of_desks(store).desks.items())
        if seen := list(_witnesses(events)):
            fill(db, "audit_place", ("desk", "seq", "id", "at", "kind", "hash"), places(store.connection))
            fill(db, "audit_witness", ("team", "witness", "at", "desk", "seq", "hash", "shown"), seen)
        yield db


def _witnesses(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for event in events:
        # One that was struck out counts too: nobody can take back what was seen.
        if isinstance(event.body, Witness):
            seen = event.body
            yield (event.team, event.desk, event.at, seen.desk, seen.seq, seen.hash, seen.shown)


def _planned(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    last: dict[str, int] = {}
    for event in events:
        if isinstance(event.body, ActivityChange) and not {"start", "end"}.isdisjoint(event.body.changes):
            last[event.body.activity] = max(event_made_at(event.id) or event.at, last.get(event.body.activity, 0))
    for activity, at in last.items():
        yield (*split(activity), at)


def _struck(events: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    aimed = {event.body.target: event.id for event in events if isinstance(event.body, Void | Amend)}
    of = {event.id: event for event in events if isinstance(event.body, Rule) and event.id in aimed}
    wanted = aimed | {event.body.target: aimed[event.id] for event in of.values() if isinstance(event.body, Rule)}
    for event in events:
        if event.id in wanted and isinstance(event.body, Scan | Add):
            yield (event.id, wanted[event.id], event.body.volunteer, event.body.activity)


def _events(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for event in events:
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
