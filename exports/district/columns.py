"""Columns of the district's tables in the words of DuckDB and of Spark, from the lists that desks and exports share."""

from __future__ import annotations

from collections.abc import Iterable

from exports.tables.columns import Where, session_columns
from storage.disk.schema import ColumnType, Table, event_columns

Columns = tuple[tuple[str, ColumnType], ...]
"""Names, and what each column holds."""


def _of_events(where: Table) -> Columns:
    return tuple((column.name, column.holds) for column in event_columns(where))


EVENT = _of_events(Table.DISTRICT)
"""The table `event`."""
SPARK_EVENT = _of_events(Table.SPARK)
"""The same from the archive, as Spark reads it."""
FOLDED = ("person", *(name for name, _holds in _of_events(Table.FOLD)))
"""What is handed to the fold of each event; `person` is whose session it may change."""
SCAN = tuple(name for name in FOLDED if name not in ("kind", "raw"))
"""What the fold reads of a scan, in this order; of all other events it reads `raw`."""
SESSION: Columns = tuple((column.key, column.holds) for column in session_columns(Where.DISTRICT))
"""The table `session`."""
INCOMING: Columns = (("number", ColumnType.COUNT), *EVENT)
"""Events of packs that came in, each with the number of its pack."""

_DUCKDB = {ColumnType.ID: "UUID", ColumnType.INSTANT: "BIGINT", ColumnType.COUNT: "INTEGER", ColumnType.DAY: "DATE"}
_SPARK = {ColumnType.INSTANT: "bigint", ColumnType.COUNT: "bigint", ColumnType.DAY: "date"}


def quoted_names(names: Iterable[str]) -> str:
    """`"team", "at"`: some names are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)


def duckdb_table(columns: Columns) -> str:
    """`"id" UUID, "team" VARCHAR`, as CREATE TABLE takes it."""
    return ", ".join(f'"{name}" {_DUCKDB.get(holds, "VARCHAR")}' for name, holds in columns)


def duckdb_csv(columns: Columns) -> str:
    """`columns = {'id': 'UUID'}`, as `read_csv` takes it."""
    pairs = ", ".join(f"'{name}': '{_DUCKDB.get(holds, 'VARCHAR')}'" for name, holds in columns)
    return f"columns = {{{pairs}}}"


def spark_schema(columns: Columns) -> str:
    """`id string, at bigint`."""
    return ", ".join(f"{name} {_SPARK.get(holds, 'string')}" for name, holds in columns)
