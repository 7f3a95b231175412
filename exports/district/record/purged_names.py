"""What a school purged goes from the district's registers too: names and classes, whichever desk's pack brings them (domain §7).

A school purges its own people in every register, and guests of other schools in its own registers only.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from checkin.rules.events import Event
from checkin.rules.identity import split
from checkin.rules.lost_desks import LostDesks
from checkin.rules.purges import PersonalField, purged_fields
from checkin.rules.wire import read_event

_COLUMNS: Mapping[str, str] = {PersonalField.NAME: "name", PersonalField.CLASS: "class"}


def purge_registers(db: duckdb.DuckDBPyConnection, lost: LostDesks) -> None:
    """Empty what the `purge` events of all teams name, in all registers that are here; those of `lost` desks that wait for a
    supervisor empty nothing. The caller opens a transaction."""
    by_team: dict[str, list[Event]] = {}
    for (raw,) in db.execute("SELECT raw FROM event WHERE kind = 'purge'").fetchall():
        event = read_event(raw.encode("utf-8"))[0]
        if lost.passes(event):
            by_team.setdefault(event.team, []).append(event)
    for team, events in by_team.items():
        for volunteer, fields in purged_fields(events).items():
            own, number = split(volunteer)
            for field in sorted(fields & _COLUMNS.keys()):
                db.execute(
                    f"UPDATE volunteer SET {_COLUMNS[field]} = '' WHERE team = ? AND number = ? "
                    f"AND {_COLUMNS[field]} <> '' AND (? OR of_team = ?)",
                    [own, number, own == team, team],
                )
