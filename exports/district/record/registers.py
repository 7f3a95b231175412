"""The registers of all desks: what each calls its people, as it knew them last, whichever of its packs came first."""

from __future__ import annotations

import duckdb

from exports.district.record.incoming import HANDED_ON, Found

_COLUMNS = ("team", "number", "name", "class", "kind", "card", "desk", "of_team")


def keep_register(db: duckdb.DuckDBPyConnection, found: Found) -> bool:
    """Keep a pack's register where it is newer than its desk's here; whether that says otherwise than before.

    A corrected name is no event: of packs with the same events the register of the file written last holds.
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
    before = None if held is None else _told(db, found.desk)
    db.execute("DELETE FROM volunteer WHERE desk = ?", [found.desk])
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in _COLUMNS)
    db.execute(
        f"INSERT INTO volunteer SELECT team, number, coalesce(name, ''), coalesce(class, ''), kind, NULL, desk, "
        f"of_team FROM read_csv(?, {HANDED_ON}, columns = {{{columns}}})",
        [str(found.volunteers_file)],
    )
    return before is not None and before != _told(db, found.desk)


def _told(db: duckdb.DuckDBPyConnection, desk: str) -> object:
    """What stands for all that a desk calls its people."""
    return db.execute(
        "SELECT count(*), bit_xor(hash(team, number, name, class, kind)) FROM volunteer WHERE desk = ?", [desk]
    ).fetchone()
