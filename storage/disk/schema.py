"""What every reader and writer of events in tables shares: one list of columns, from which each table is made.

`desk.db` has them in three tables (the migrations add them); the district's database and Spark are made from the same
list by `exports.district.columns`. A new column of the desk needs a migration beside its line here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, Flag, auto
from typing import NamedTuple

from checkin.rules.events import BESIDE_KINDS, KEPT_KINDS, Kind

SCHEMA_VERSION = 24


class ColumnType(Enum):
    """The type of the values in a column."""

    TEXT = auto()
    ID = auto()
    """The id of an event: a UUID where the engine has that type, else a text."""
    INSTANT = auto()
    """Milliseconds since the epoch."""
    COUNT = auto()
    BYTES = auto()
    """The bytes of record; text where the engine has no use for bytes."""
    DAY = auto()
    """A local date."""


class Table(Flag):
    """Which tables of events have a column."""

    EVENTS = auto()
    """All three of a desk: its log, what a kit brought, what the district sent."""
    LOG = auto()
    """The log alone, for only there an event has a place in a chain."""
    DISTRICT = auto()
    SPARK = auto()
    FOLD = auto()
    """What the district's fold of sessions reads of an event, whatever engine brings it."""


class EventColumn(NamedTuple):
    """One column of events: its name, its type, and the tables that have it."""

    name: str
    holds: ColumnType
    where: Table


_ALL = Table.EVENTS | Table.DISTRICT | Table.SPARK
EVENT = (
    EventColumn("id", ColumnType.ID, _ALL | Table.FOLD),
    EventColumn("team", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("desk", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("seq", ColumnType.COUNT, Table.LOG | Table.DISTRICT),
    EventColumn("at", ColumnType.INSTANT, _ALL | Table.FOLD),
    EventColumn("kind", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("volunteer", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("badge", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("activity", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("target", ColumnType.ID, _ALL),
    EventColumn("direction", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("source", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("arrival", ColumnType.ID, _ALL | Table.FOLD),
    EventColumn("post", ColumnType.TEXT, _ALL | Table.FOLD),
    EventColumn("state", ColumnType.TEXT, Table.EVENTS),
    EventColumn("operator", ColumnType.TEXT, Table.DISTRICT),
    EventColumn("reason", ColumnType.TEXT, Table.DISTRICT),
    EventColumn("hash", ColumnType.TEXT, Table.LOG | Table.DISTRICT),
    EventColumn("raw", ColumnType.BYTES, _ALL | Table.FOLD),
)
"""`raw` holds the bytes of record, the others repeat what queries look for."""


def event_columns(where: Table) -> tuple[EventColumn, ...]:
    """The columns of a table, in the order of the list."""
    return tuple(column for column in EVENT if where in column.where)


_SQLITE = {ColumnType.INSTANT: int, ColumnType.COUNT: int, ColumnType.BYTES: bytes}
EVENT_COLUMNS: dict[str, type] = {column.name: _SQLITE.get(column.holds, str) for column in event_columns(Table.EVENTS)}
"""Columns of all three tables of events at a desk, with their types."""
LOG_COLUMNS = (*EVENT_COLUMNS, *(column.name for column in event_columns(Table.LOG)))
"""Columns of the log: those, and the place in a chain."""


def in_sql(kinds: Iterable[Kind]) -> str:
    """Kinds as SQL lists them in `kind IN (…)`, in their order."""
    return ", ".join(f"'{kind}'" for kind in kinds)


COMMON = in_sql(KEPT_KINDS)
"""The kinds of the index `…_common`. SQLite uses it for a query that lists the same kinds in the same order."""
NO_SCANS = "kind <> 'scan' AND kind <> 'refuse'"
"""What a query for other kinds says beside them, in these words: then SQLite looks them up in the index `log_kind`."""
OF_SESSIONS = f"kind NOT IN ({in_sql((Kind.VOID, *BESIDE_KINDS))})"
"""What a query for the fold of somebody's sessions says of events that name them or aim at theirs: no kind that changes no session,
and no void, which all stand among what holds for everybody.
"""
