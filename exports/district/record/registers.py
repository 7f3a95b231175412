"""The registers of all desks: the newest register of each desk, in whatever order its packs came."""

from __future__ import annotations

import duckdb

from exports.district.record.handed_on import take_rows
from exports.district.record.incoming import PackFound
from storage.disk.protection.open_keys import OpenKey
from storage.disk.schema import ColumnType

_COLUMNS = tuple(
    (name, ColumnType.TEXT)
    for name in ("team", "number", "name", "class", "kind", "card", "desk", "of_team", "has_left")
)


_CLASSES = (
    ("team", ColumnType.TEXT), ("number", ColumnType.TEXT), ("until", ColumnType.DAY), ("class", ColumnType.TEXT),
    ("desk", ColumnType.TEXT), ("of_team", ColumnType.TEXT),
)  # fmt: skip


def keep_register(db: duckdb.DuckDBPyConnection, found: PackFound, key: OpenKey | None) -> bool:
    """Store a pack's register if it is newer than the one of the same desk here. Returns whether that changed anything.
    `key` is that of a protected folder.

    Correcting a name makes no event: of two packs with the same events, the register in the file written last counts.
    """
    db.execute(
        "INSERT INTO team VALUES (?, ?, NULL, false) ON CONFLICT (code) DO UPDATE SET name = "
        "CASE WHEN coalesce(team.name, '') = '' THEN excluded.name ELSE team.name END",
        [found.team, found.team_name],
    )
    rank = (found.events, found.written)
    held = db.execute("SELECT events, written FROM register WHERE desk = ?", [found.desk]).fetchone()
    if found.volunteers_file is None or (held is not None and held >= rank):
        return False
    db.execute(
        "INSERT INTO register VALUES (?, ?, ?) ON CONFLICT (desk) DO UPDATE SET events = excluded.events, "
        "written = excluded.written",
        [found.desk, *rank],
    )
    before = None if held is None else _digest_of_register(db, found.desk)
    db.execute("DELETE FROM volunteer WHERE desk = ?", [found.desk])
    take_rows(
        db,
        "INSERT INTO volunteer SELECT team, number, coalesce(name, ''), coalesce(class, ''), kind, NULL, desk, of_team",
        _COLUMNS,
        [found.volunteers_file],
        key,
    )
    db.execute("DELETE FROM leaver WHERE desk = ?", [found.desk])
    leavers = "INSERT INTO leaver SELECT team, number, has_left = 'true', desk, of_team"
    take_rows(db, leavers, _COLUMNS, [found.volunteers_file], key)
    db.execute("DELETE FROM class_period WHERE desk = ?", [found.desk])
    if found.classes_file is not None:
        into = "INSERT INTO class_period SELECT team, number, until, coalesce(class, ''), desk, of_team"
        take_rows(db, into, _CLASSES, [found.classes_file], key)
    return before is not None and before != _digest_of_register(db, found.desk)


def _digest_of_register(db: duckdb.DuckDBPyConnection, desk: str) -> object:
    """A value that changes if a row of this desk's register changes."""
    return db.execute(
        "SELECT count(*), bit_xor(hash(team, number, name, class, kind)) FROM volunteer WHERE desk = ?", [desk]
    ).fetchone()
