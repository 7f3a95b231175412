"""What a record that was made anew lacks of the old one, by the chains that were known."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from checkin.rules.problems import N_, Problem
from exports.district.kept.parts import Row


def lost_events(db: duckdb.DuckDBPyConnection, chains: Sequence[Row], own_desk: str) -> list[Problem]:
    """A problem for each desk of whose chain events are missing; `chains` are the rows of the old table. For the district's
    own chain (`own_desk`) its rulings are named.
    """
    found = dict(db.execute("SELECT desk, max(seq) FROM event GROUP BY desk").fetchall())
    problems = []
    for row in chains:
        there = found.get(row["desk"], 0)
        if there >= row["events"]:
            continue
        values = {"count": row["events"] - there, "desk": row["desk_name"] or row["desk"]}
        message = N_("events of desk {desk} are missing ({count}): ask the school for a new pack, and merge it")
        if row["desk"] == own_desk:
            message = N_("rulings of the district are missing ({count}): make them again where they are needed")
        problems.append(Problem("events_missing", row["team"], message, values))
    return problems
