"""What is in a district's record and in no pack: the parts that are kept beside it, and how each is read from the database.

All other tables are derived: packs of the archive and these parts give them again.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import duckdb

WHOLE = ("district", "team", "trusted", "pack", "chain", "settled", "form")
"""Tables that are kept whole: who the district is, its teams and their keys, what came in and when, what was decided."""
OWN_EVENTS, RETURNED = "event", "returned"
"""Of the events only the district's own chain is kept, and of hand-filled returns a part for each team."""
KEPT = (*WHOLE, OWN_EVENTS, RETURNED)
DERIVED = ("register", "volunteer", "class_period", "leaver", "vouched", "session", "activity", "judged")
COUNTER = "generation"
_MARKS = " UNION ALL ".join(
    [
        *(f"SELECT '{table}', '', count(*), sum(hash(t)) FROM {table} t" for table in WHOLE),
        f"SELECT '{RETURNED}', team, count(*), sum(hash(t)) FROM {RETURNED} t GROUP BY team",
    ]
)
"""One query: what DuckDB does before it looks at a table takes longer than to look at a small one."""

Row = dict[str, Any]


class Part(NamedTuple):
    """A part of the record: its rows are those of `table` whose `column` holds `value` (all rows where `column` is empty)."""

    table: str
    column: str = ""
    value: str = ""

    @property
    def name(self) -> str:
        """The name of its file, without the ending. Codes of teams may differ only in what a disk doesn't tell apart."""
        if self.table != RETURNED:
            return self.table
        return f"{self.table}-{hashlib.sha256(self.value.encode('utf-8')).hexdigest()[:12]}"


def marks_of(db: duckdb.DuckDBPyConnection, own_desk: str) -> dict[Part, str]:
    """All parts of a record, each with a text that changes when one of its rows does; `own_desk` is the id of the district's chain."""
    own = db.execute("SELECT events, head FROM chain WHERE desk = ?", [own_desk]).fetchone()
    marks = {Part(OWN_EVENTS, "desk", own_desk): _text(own)}
    for table, team, *mark in db.execute(_MARKS).fetchall():
        part = Part(table) if table != RETURNED else Part(RETURNED, "team", team)
        marks[part] = _text(mark)
    return marks


def rows_of(db: duckdb.DuckDBPyConnection, part: Part) -> list[Row]:
    """The rows of a part, each by the names of its columns."""
    condition, values = (f'WHERE "{part.column}" = ?', [part.value]) if part.column else ("", [])
    found = db.execute(f"SELECT * FROM {part.table} {condition} ORDER BY ALL", values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def put_rows(db: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Insert rows that `rows_of` gave; columns that a row lacks stay empty."""
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("unnest(?)" for _name in names)
    db.execute(f"INSERT INTO {table} ({columns}) SELECT {marks}", [[row.get(name) for row in rows] for name in names])


def count_up(db: duckdb.DuckDBPyConnection) -> None:
    """Number the transaction that is open: the parts beside the record tell by it which of both is newer."""
    db.execute(f"UPDATE {COUNTER} SET number = number + 1")


def counted(db: duckdb.DuckDBPyConnection) -> int:
    """The number of the last transaction. A record of an older version gets the counter now."""
    db.execute(f"CREATE TABLE IF NOT EXISTS {COUNTER} (number BIGINT)")
    row = db.execute(f"SELECT max(number) FROM {COUNTER}").fetchone()
    if row is None or row[0] is None:
        db.execute(f"INSERT INTO {COUNTER} VALUES (0)")
        return 0
    return int(row[0])


def _text(row: Any) -> str:
    return "" if row is None else " ".join(str(cell) for cell in row)
