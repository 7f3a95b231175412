"""Which events of a record count, and which are set aside because their content can't be so (`checkin.rules.judging`).

The columns beside an event hold the answer: the kind of one that is set aside is `SET_ASIDE`, and it has no columns to look
for. Its bytes stay, so that another version of the rule can judge them again: this happens once, when it opens the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from checkin.rules.events import SET_ASIDE, Event
from checkin.rules.judging import SetAsideEvent, judgement, read_judged, set_aside
from checkin.rules.plain_scans import PlainScans
from checkin.rules.standing import struck_by
from checkin.rules.wire import NotAnEvent
from storage.disk import sqlite
from storage.disk.schema import EVENT_COLUMNS
from storage.log.event_queries import EventQueries
from storage.log.events import DISTRICT_EVENT, columns_of
from storage.log.team_statements import UNFOUNDED

TABLES = ("log", "kit_event", DISTRICT_EVENT)
_COLUMNS = tuple(name for name in EVENT_COLUMNS if name != "raw")
_GUARD = "log_refuses_update"


class _Change(NamedTuple):
    place: int
    columns: tuple[Any, ...]
    event: Event


def is_judged(connection: sqlite.Connection) -> bool:
    """Whether the events here were judged by the rule of this version."""
    row = connection.execute("SELECT version FROM judged").fetchone()
    return row is not None and row[0] == judgement()


def judge_again(connection: sqlite.Connection) -> list[Event]:
    """Judge all events by the rule of this version, where another one judged them. Returns those that are read otherwise now.

    Only columns beside the events change, never an event. Writes in one transaction.
    """
    if is_judged(connection):
        return []
    connection.execute("BEGIN IMMEDIATE")
    try:
        changed = (
            [] if is_judged(connection) else [event for table in TABLES for event in _judge_table(connection, table)]
        )
        connection.execute("DELETE FROM judged")
        connection.execute("DELETE FROM kept_hours")
        connection.execute("INSERT INTO judged VALUES (?)", (judgement(),))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return changed


def events_set_aside(connection: sqlite.Connection, tables: Iterable[str] = TABLES) -> list[SetAsideEvent]:
    """The events in the log, a kit and what the district sent that are set aside and that nobody has struck out, by desk."""
    found: dict[str, SetAsideEvent] = {}
    for table in tables:
        for (raw,) in connection.execute(f"SELECT raw FROM {table} WHERE kind = '{SET_ASIDE}'"):
            one = set_aside(raw, any_team=table == DISTRICT_EVENT)
            if one is not None:
                found[one.id] = one
    if not found:
        return []
    struck = struck_by(EventQueries(connection).aiming_at(found.keys()))
    return sorted(one for one in found.values() if one.id not in struck)


def _judge_table(connection: sqlite.Connection, table: str) -> Iterator[Event]:
    changes = list(_changes(connection, table))
    if not changes:
        return
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (_GUARD,)).fetchone()
    guarded = table == "log" and guard is not None
    if guarded:
        connection.execute(f"DROP TRIGGER {_GUARD}")
    connection.executemany(
        f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE place = ?",
        ((*change.columns, change.place) for change in changes),
    )
    if guarded:
        connection.execute(guard[0])
    yield from (change.event for change in changes)


def _changes(connection: sqlite.Connection, table: str) -> Iterator[_Change]:
    scans = PlainScans()
    rows = connection.execute(f"SELECT place, raw, {', '.join(_COLUMNS)} FROM {table}")
    for place, raw, *columns in rows:
        if columns[4] == "scan" and scans.read(bytes(raw)) is not None:
            continue
        try:
            event = read_judged(bytes(raw), any_team=table == DISTRICT_EVENT)[0]
        except (NotAnEvent, TypeError):
            # Another program was here: `check` says so.
            continue
        wanted = columns_of(event)
        if columns[4] not in (wanted[4], UNFOUNDED):
            yield _Change(place, wanted, event)
