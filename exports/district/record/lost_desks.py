"""Lost desks at the district: which desks are copies of others, and whose register no longer counts."""

from __future__ import annotations

import json
from collections.abc import Iterable

import duckdb

from checkin.rules.lost_desks import LostDesks
from exports.district.record.incoming import PackFound

_TABLE = "CREATE TABLE IF NOT EXISTS vouched (desk VARCHAR PRIMARY KEY, through VARCHAR)"
# A record that was made by an older version has no such table yet.


def note_vouching(db: duckdb.DuckDBPyConnection, found: Iterable[PackFound]) -> None:
    """Remember through which other desks each desk of these packs is vouched for.

    A desk that joins another one vouches for it in its own packs; the team's first desk does it too, so what all packs have in
    common counts.
    """
    db.execute(_TABLE)
    before = {desk: set(json.loads(through)) for desk, through in db.execute("SELECT * FROM vouched").fetchall()}
    now = dict(before)
    for pack in found:
        for chain in pack.chains:
            now[chain.desk] = now.get(chain.desk, set(chain.vouched_by)) & set(chain.vouched_by)
    rows = [[desk, json.dumps(sorted(through))] for desk, through in now.items() if before.get(desk) != through]
    if rows:
        db.executemany("INSERT OR REPLACE INTO vouched VALUES (?, ?)", rows)


def heirs(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Each desk with every other one whose key vouches for it."""
    if db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'vouched'").fetchone() is None:
        return []
    rows = db.execute("SELECT desk, through FROM vouched WHERE through <> '[]'").fetchall()
    return [(desk, of) for desk, through in rows for of in json.loads(through)]


def forget_registers(db: duckdb.DuckDBPyConnection, lost: LostDesks) -> None:
    """Delete what registers of lost desks say: whoever has the laptop may have written it. The team's first desk has its people."""
    desks = [desk for _team, desk in lost.by_place]
    for table in ("volunteer", "register") if desks else ():
        db.execute(f"DELETE FROM {table} WHERE desk IN (SELECT unnest(?))", [desks])
