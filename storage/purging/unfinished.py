"""A purge that is in the record and not done to the end: its bytes are still to be erased, or its statement to be written.

What is still to be done is noted in the transaction of the purge itself, so that a power cut can't part the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from checkin.json_files import json_of
from storage.disk import sqlite
from storage.purging.totals import RecordTotals
from storage.store import Store


class PurgeAccount(NamedTuple):
    """What the statement of a purge says. `number` is the one of its note. `at` is in milliseconds; `due` is the day (ISO 8601)
    as of which the rules were asked; `events` are the ids of its events; `register` has by field of how many persons
    something was kept before and after.
    """

    number: int
    at: int
    due: str
    events: tuple[str, ...]
    register: Mapping[str, tuple[int, int]]
    before: RecordTotals
    after: RecordTotals


def note_erasing(connection: sqlite.Connection) -> None:
    """Note that bytes are to be erased. Needs a transaction around it."""
    connection.execute("INSERT INTO unfinished_purge (account) VALUES ('')")


def note_statement(store: Store, account: PurgeAccount) -> PurgeAccount:
    """Note that a statement is to be written; the account with the number of its note. Needs a transaction around it."""
    said = account._asdict() | {"before": account.before._asdict(), "after": account.after._asdict()}
    row = store.connection.execute("INSERT INTO unfinished_purge (account) VALUES (?)", (json.dumps(said),))
    return account._replace(number=int(row.lastrowid or 0))


def forget_erasing(connection: sqlite.Connection) -> None:
    """The bytes are gone."""
    connection.execute("DELETE FROM unfinished_purge WHERE account = ''")


def accounts_to_state(store: Store) -> list[PurgeAccount]:
    """The purges of which no statement is written yet, the oldest first."""
    rows = store.connection.execute("SELECT number, account FROM unfinished_purge WHERE account <> '' ORDER BY number")
    return [_account(number, json_of(text)) for number, text in rows]


def forget_statement(store: Store, account: PurgeAccount) -> None:
    """The statement is written."""
    store.connection.execute("DELETE FROM unfinished_purge WHERE number = ?", (account.number,))


def _account(number: int, said: Mapping[str, Any]) -> PurgeAccount:
    return PurgeAccount(
        number,
        said["at"],
        said["due"],
        tuple(said["events"]),
        {field: (was, now) for field, (was, now) in said["register"].items()},
        RecordTotals(**said["before"]),
        RecordTotals(**said["after"]),
    )
