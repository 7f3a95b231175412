"""An older backup brings nothing back that was purged since: what the record in its place purged is purged in it, too."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from checkin.clock import Clock
from checkin.rules.events import Event
from checkin.rules.problems import Refused
from checkin.rules.purges import PurgedFields, known_again, without_fields
from checkin.rules.signature import Signature
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity, read_identity
from storage.disk.in_use import InUse
from storage.people.purged_marks import PurgedMarks
from storage.purging.erasing import erase, overwrite_what_is_deleted
from storage.purging.fields import take_away
from storage.purging.planning import purges_in_log, undone_here
from storage.store import Store


class PurgedThere(NamedTuple):
    """What is purged by a record: the events that say so, whole, and the fields that are gone."""

    events: Sequence[Event]
    fields: PurgedFields


def purged_there(folder: DataFolder, team: str) -> PurgedThere | None:
    """What the record in a folder has purged; None where no record of this team is there, or it can't be read."""
    if not folder.database.is_file():
        return None
    with suppress(sqlite.Error, Refused, OSError, ValueError), closing(connect(folder.database)) as connection:
        found = read_identity(connection)
        if found is not None and found[0].team == team:
            return PurgedThere(purges_in_log(connection), PurgedMarks(connection).fields())
    return None


def purge_restored(
    folder: DataFolder,
    building: DataFolder,
    connection: sqlite.Connection,
    identity: DeskIdentity,
    clock: Clock,
    there: PurgedThere,
) -> int:
    """Purge in a restored record (`connection`, in `building`) what the record in `folder` had purged; by how many persons.

    The first desk writes the events that say so anew, for the backup did not know them. The connection is closed then.
    """
    # It is the folder of the desk that is in use, not the one in which the restored desk is built.
    with Store(building, connection, identity, clock, InUse(folder.path)) as store:
        overwrite_what_is_deleted(connection)
        with store.ledger.transaction():
            if identity.first:
                known = {event.id for event in store.ledger.queries.by_ids({event.id for event in there.events})}
                for event in there.events:
                    if event.id not in known:
                        store.ledger.record(event.body, signed=Signature(event.operator, event.reason))
            left = _left(store, there)
            take_away(store, left)
        if left:
            erase(store)
        return len(left)


def _left(store: Store, there: PurgedThere) -> PurgedFields:
    """What still stands in the restored record. A backup that is newer than the record may know what was let be known again."""
    events = [*there.events, *store.ledger.queries.of_kind("purge")]
    gone = without_fields(there.fields, known_again(events))
    decided = undone_here(store) if store.identity.first else {}
    done = store.register.purged.fields()
    both = {one: gone.get(one, frozenset()) | decided.get(one, frozenset()) for one in {*gone, *decided}}
    return without_fields(both, done)
