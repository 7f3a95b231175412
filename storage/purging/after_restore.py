"""An older backup brings nothing back that was purged since: what the record in its place purged is purged in it, too."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress

from checkin.clock import Clock
from checkin.rules.events import Event
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from storage.disk.in_use import InUse
from storage.disk.schema import NO_SCANS
from storage.log.event_queries import whole_events
from storage.purging.erasing import erase, overwrite_what_is_deleted
from storage.purging.fields import take_away
from storage.purging.planning import undone_here
from storage.store import Store


def purges_in(folder: DataFolder) -> list[Event]:
    """The `purge` events of the record in a folder, whole; none where there is no record or it can't be read."""
    if not folder.database.is_file():
        return []
    with suppress(sqlite.Error, Refused, OSError, ValueError), closing(connect(folder.database)) as connection:
        rows = connection.execute(f"SELECT raw FROM log WHERE kind = 'purge' AND {NO_SCANS} ORDER BY at, id")
        return list(whole_events(rows))
    return []


def purge_restored(
    folder: DataFolder,
    building: DataFolder,
    connection: sqlite.Connection,
    identity: DeskIdentity,
    clock: Clock,
    purges: Sequence[Event],
) -> int:
    """Purge in a restored record (`connection`, in `building`) what the record in `folder` had purged; by how many persons.

    The events that say so are written anew, for the backup did not know them. The connection is closed then.
    """
    # It is the folder of the desk that is in use, not the one in which the restored desk is built.
    with Store(building, connection, identity, clock, InUse(folder.path)) as store:
        overwrite_what_is_deleted(connection)
        with store.ledger.transaction():
            known = {event.id for event in store.ledger.queries.by_ids({event.id for event in purges})}
            for event in purges:
                if event.id not in known:
                    store.ledger.record(event.body, signed=Signature(event.operator, event.reason))
            left = undone_here(store) if identity.first else {}
            take_away(store, left)
        if left:
            erase(store)
        return len(left)
