"""After a purge the bytes are gone too: from the free pages of desk.db and from its write-ahead log.

What a disk does with blocks that a file gave back can't be promised; that is said to people.
"""

from __future__ import annotations

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from storage.claims.evidence import forget_evidence
from storage.disk import sqlite
from storage.purging.unfinished import forget_erasing
from storage.store import Store


def overwrite_what_is_deleted(connection: sqlite.Connection) -> None:
    """From now on SQLite writes zeros over what it deletes. Needs to stand outside a transaction."""
    connection.execute("PRAGMA secure_delete = ON")


def erase(store: Store) -> None:
    """Write the database anew without its free pages, and empty the write-ahead log; evidence of claims of those whose
    name is gone is deleted. Needs to stand outside a transaction.

    Raises Refused where another program reads in the record all the time, and where the disk fails: then the fields are gone,
    and bytes of them may still lie in the file, until the next start erases them.
    """
    connection = store.connection
    store.ledger.stop_looking()
    forget_evidence(store)
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            forget_erasing(connection)
    except sqlite.OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            message = N_(
                "the fields are purged, but the file still holds bytes of them ({reason}): the next start of Hourdesk here "
                "erases them"
            )
            raise refuse("not_erased", str(store.folder.database), message, reason=reason_of(error)) from error
        busy = 1
    if busy:
        message = N_(
            "the fields are purged, but the file still holds bytes of them, for another program is reading it: close that "
            "program; the next start of Hourdesk here erases them"
        )
        raise refuse("not_erased", str(store.folder.database), message)
