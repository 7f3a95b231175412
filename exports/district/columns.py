"""Columns of the district's tables for DuckDB and Spark, made from the lists that desks and exports share."""

from __future__ import annotations

from collections.abc import Iterable

from exports.tables.columns import Where, session_columns
from storage.disk.schema import ColumnType, Table, event_columns

Columns = tuple[tuple[str, ColumnType], ...]
"""Pairs of a column's name and the type that it holds."""


def _of_events(where: Table) -> Columns:
    return tuple((column.name, column.holds) for column in event_columns(where))


EVENT = _of_events(Table.DISTRICT)
"""The table `event`."""
SPARK_EVENT = _of_events(Table.SPARK)
"""The same table as Spark reads it from the archive."""
FOLDED = ("person", *(name for name, _holds in _of_events(Table.FOLD)))
"""The columns of each event that the fold gets; `person` is the person whose sessions the event may change."""
SCAN = tuple(name for name in FOLDED if name not in ("kind", "raw"))
"""The columns of a scan that the fold reads, in this order. Of all other events it reads `raw`."""
SESSION: Columns = tuple((column.key, column.holds) for column in session_columns(Where.DISTRICT))
"""The table `session`."""
INCOMING: Columns = (("number", ColumnType.COUNT), *EVENT)
"""Events of packs that came in, each with the number of its pack."""

_DUCKDB = {ColumnType.ID: "UUID", ColumnType.INSTANT: "BIGINT", ColumnType.COUNT: "INTEGER", ColumnType.DAY: "DATE"}
_SPARK = {ColumnType.INSTANT: "bigint", ColumnType.COUNT: "bigint", ColumnType.DAY: "date"}


def quoted_names(names: Iterable[str]) -> str:
    """`"team", "at"`: names in quotes, because some names are keywords of SQL."""
    return ", ".join(f'"{name}"' for name in names)


def duckdb_type(holds: ColumnType) -> str:
    """The type of DuckDB for a column."""
    return _DUCKDB.get(holds, "VARCHAR")


def duckdb_table(columns: Columns) -> str:
    """The columns for CREATE TABLE: `"id" UUID, "team" VARCHAR`."""
    return ", ".join(f'"{name}" {duckdb_type(holds)}' for name, holds in columns)


def duckdb_csv(columns: Columns) -> str:
    """The columns for DuckDB's `read_csv`: `columns = {'id': 'UUID'}`."""
    pairs = ", ".join(f"'{name}': '{_DUCKDB.get(holds, 'VARCHAR')}'" for name, holds in columns)
    return f"columns = {{{pairs}}}"


def spark_schema(columns: Columns) -> str:
    """The columns as a schema of Spark: `id string, at bigint`."""
    return ", ".join(f"{name} {_SPARK.get(holds, 'string')}" for name, holds in columns)
