"""What a school purged goes from the district's registers too: names and classes, whichever desk's pack brings them (domain §7).

A school purges its own people in every register, and guests of other schools in its own registers only.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from checkin.rules.events import Event
from checkin.rules.identity import split
from checkin.rules.lost_desks import LostDesks
from checkin.rules.purges import PersonalField, PurgedFields, purged_fields
from checkin.rules.wire import read_event
from exports.district.erasing import note_erasing

_COLUMNS: Mapping[str, str] = {PersonalField.NAME: "name", PersonalField.CLASS: "class"}


def purge_registers(db: duckdb.DuckDBPyConnection, lost: LostDesks, events: str) -> None:
    """Empty what the `purge` events of all teams name, in all registers and returns that are here; those of `lost` desks that
    wait for a supervisor empty nothing. The caller opens a transaction; once the record is closed the bytes are gone too.

    `events` is the table with the events that are new: the school's own new register has the names no more, and the bytes of
    the one before are still there.
    """
    emptied = 0
    for team, purged in purged_by_team(db, lost).items():
        for volunteer, fields in purged.items():
            for field in sorted(fields & _COLUMNS.keys()):
                emptied += _empty(db, team, volunteer, _COLUMNS[field])
    if emptied or db.execute(f"SELECT 1 FROM {events} WHERE kind = 'purge' LIMIT 1").fetchone() is not None:
        note_erasing(db)


def purged_by_team(db: duckdb.DuckDBPyConnection, lost: LostDesks) -> dict[str, PurgedFields]:
    """Which fields of whom each team purged, by its code."""
    by_team: dict[str, list[Event]] = {}
    for (raw,) in db.execute("SELECT raw FROM event WHERE kind = 'purge'").fetchall():
        event = read_event(raw.encode("utf-8"))[0]
        if lost.passes(event):
            by_team.setdefault(event.team, []).append(event)
    return {team: purged_fields(events) for team, events in by_team.items()}


def _empty(db: duckdb.DuckDBPyConnection, team: str, volunteer: str, column: str) -> int:
    """Empty a column of a person (a key) where `team` may; in how many rows."""
    own, number = split(volunteer)
    query = (
        f"UPDATE volunteer SET {column} = '' WHERE team = ? AND number = ? AND {column} <> '' AND (? OR of_team = ?)"
    )
    rows = db.execute(query, [own, number, own == team, team]).fetchall()
    query = "DELETE FROM class_period WHERE team = ? AND number = ? AND (? OR of_team = ?)"
    rows += db.execute(query, [own, number, own == team, team]).fetchall()
    if own == team:
        query = f"UPDATE returned SET {column} = '' WHERE team = ? AND volunteer = ? AND {column} <> ''"
        rows += db.execute(query, [own, number]).fetchall()
    return sum(int(count) for (count,) in rows)
