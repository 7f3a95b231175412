"""Events of other desks come into the log: first prepared beside it, then entered at once, so that a
scan waits only for milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from storage.disk import sqlite
from storage.disk.connection import lay_beside, take_away
from storage.disk.schema import LOG_COLUMNS

_LIST = ", ".join(LOG_COLUMNS)


def known_length(connection: sqlite.Connection, desk: str) -> int:
    """How many events of a desk are here."""
    return int(connection.execute("SELECT count(*) FROM log WHERE desk = ?", (desk,)).fetchone()[0])


def hash_at(connection: sqlite.Connection, desk: str, seq: int) -> str | None:
    """The hash of one event of a desk; None where it is not here."""
    row = connection.execute("SELECT hash FROM log WHERE desk = ? AND seq = ?", (desk, seq)).fetchone()
    return None if row is None else str(row[0])


def prepare(connection: sqlite.Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows (columns of an event, its place in the chain, its hash) to a table
    beside the log, which needs no lock.
    """
    lay_beside(connection, "taking", LOG_COLUMNS, "log", rows)


def enter(connection: sqlite.Connection) -> int:
    """Append the prepared events that are not here yet; returns how many. Needs a transaction around it.

    Raises sqlite.IntegrityError where another event has the same id or the same place in a chain; nothing of the transaction stays.
    """
    entered = 0
    for (desk,) in connection.execute("SELECT DISTINCT desk FROM temp.taking ORDER BY desk").fetchall():
        known = connection.execute("SELECT coalesce(max(seq), 0) FROM log WHERE desk = ?", (desk,)).fetchone()[0]
        # They were prepared in the order of their chain. A SELECT that reads `log` too would copy them once more; and so would SQLite
        # each page, to take back this statement alone: the whole transaction is rolled back instead.
        entered += connection.execute(
            f"INSERT OR ROLLBACK INTO log ({_LIST}) SELECT {_LIST} FROM temp.taking WHERE desk = ? AND seq > ? ORDER BY rowid",
            (desk, known),
        ).rowcount
    return entered


def forget_prepared(connection: sqlite.Connection) -> None:
    """Let go of the prepared events, if there are any, once they are entered; no scan waits for it."""
    take_away(connection, "taking")


def whose_badges_here(connection: sqlite.Connection) -> set[str]:
    """The volunteers about whose badges this log itself has events, and not only the kit."""
    rows = connection.execute("SELECT DISTINCT volunteer FROM log WHERE kind = 'badge' AND badge IS NOT NULL")
    return {row[0] for row in rows}


def prepared_badge_changes(connection: sqlite.Connection) -> set[str]:
    """The ids of prepared badge events and voids that no kit brought: they may change whose a badge is."""
    rows = connection.execute(
        "SELECT id FROM temp.taking WHERE kind IN ('badge', 'void') AND id NOT IN (SELECT id FROM kit_event)"
    )
    return {row[0] for row in rows}


def prepares(connection: sqlite.Connection, kind: str) -> bool:
    """Whether an event of this kind is among the prepared ones."""
    return connection.execute("SELECT 1 FROM temp.taking WHERE kind = ? LIMIT 1", (kind,)).fetchone() is not None
