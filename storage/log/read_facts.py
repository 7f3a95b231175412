"""What holds for everybody, from the log and from what a kit and the district brought (`checkin.rules.facts`)."""

from __future__ import annotations

from checkin.rules.facts import Facts, gather
from storage.disk import sqlite
from storage.log.appended import last_place
from storage.log.common_events import all_voids, common_without_voids, has_more_transfers, has_more_voids
from storage.log.event_queries import EventQueries
from storage.log.looked_up import FEW, Brought, StruckOut


def read_facts(connection: sqlite.Connection, queries: EventQueries, here: str) -> Facts:
    """The facts as the desk `here` (its id) has them: as `gather` gives them of all common events and transfers."""
    if queries.are_read_otherwise:
        return gather([*queries.common(), *queries.naming()], here)
    common = [event for table in queries.tables for event in common_without_voids(connection, table)]
    brought = Brought(connection) if has_more_transfers(connection, FEW) else None
    named = queries.naming() if brought is None else []
    voids = [event for table in queries.tables[1:] for event in all_voids(connection, table)]
    if len(voids) > FEW or not has_more_voids(connection, FEW):
        return gather([*common, *all_voids(connection, "log"), *voids, *named], here, brought=brought)
    struck = StruckOut(connection, last_place(connection), voids)
    struck.look_up(event.id for event in common)
    return gather([*common, *named], here, struck=struck, brought=brought)
