"""The hours that were reported to other systems, batch by batch, so that nothing is
reported twice and no remainder is lost.

A batch takes minutes of sessions and reports hours of volunteers. The minutes that it takes and does not report are the
remainder. Both are only added up, so that a session which changed, and a batch which is taken back, come out right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkin.rules.problems import N_, refuse
from storage.disk import sqlite
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Batch:
    """One file that was written. `rows_per` says what has a row in it; `taken_back` is the instant when
    the batch was taken back, or None.
    """

    number: int
    format: str
    rows_per: str
    at: int
    file: str
    rows: int
    minutes: int
    taken_back: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Minutes of a session that a batch took; less than 0 where the session lost minutes since an earlier batch."""

    volunteer: str
    activity: str
    session: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A row that was written. `activity` is empty where the row is for all activities;
    `day` is the last day of its service.
    """

    volunteer: str
    activity: str
    minutes: int
    day: str


@dataclass(frozen=True, slots=True)
class ReportedSoFar:
    """The sums of all batches of one format that were not taken back.

    `taken` is by (volunteer, activity, session), `reported` by (volunteer, activity). `state` changes with every
    batch that is written or taken back.
    """

    taken: Mapping[tuple[str, str, str], int]
    reported: Mapping[tuple[str, str], int]
    rows_per: str | None
    state: tuple[int, int]


_BATCHES = (
    "SELECT number, format, rows_per, at, file, count(volunteer), coalesce(sum(minutes), 0), taken_back "
    "FROM batch LEFT JOIN batch_row ON batch = number"
)


def all_batches(connection: sqlite.Connection) -> list[Batch]:
    """Every batch, those that were taken back too, by number."""
    return [Batch(*row) for row in connection.execute(f"{_BATCHES} GROUP BY number ORDER BY number")]


def find_batch(connection: sqlite.Connection, number: int) -> Batch:
    """The batch of a number. Raises Refused where there is none."""
    row = connection.execute(f"{_BATCHES} WHERE number = ? GROUP BY number", (number,)).fetchone()
    if row is None:
        message = N_("there is no batch {number}: hourdesk batch list shows them")
        raise refuse("no_batch", "N", message, number=number)
    return Batch(*row)


def reported_so_far(connection: sqlite.Connection, format: str) -> ReportedSoFar:
    """What the batches of a format took and reported, summed."""
    taken: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    reported: defaultdict[tuple[str, str], int] = defaultdict(int)
    valid = "JOIN batch ON number = batch WHERE format = ? AND taken_back IS NULL"
    rows = connection.execute(f"SELECT volunteer, activity, session, minutes FROM batch_session {valid}", (format,))
    for volunteer, activity, session, minutes in rows:
        taken[volunteer, activity, session] += minutes
    rows = connection.execute(f"SELECT volunteer, activity, minutes FROM batch_row {valid}", (format,))
    for volunteer, activity, minutes in rows:
        reported[volunteer, activity] += minutes
    last = connection.execute(
        "SELECT rows_per FROM batch WHERE format = ? AND taken_back IS NULL ORDER BY number DESC LIMIT 1", (format,)
    ).fetchone()
    return ReportedSoFar(taken, reported, None if last is None else last[0], _state(connection))


def record_batch(
    store: Store,
    format: str,
    rows_per: str,
    file: str,
    reported: Sequence[Reported],
    taken: Sequence[Taken],
    state: tuple[int, int],
) -> int:
    """Record a batch; returns its number. Needs a transaction around it.

    Raises Refused where `state` is no longer the state of the batches: another one was written meanwhile.
    """
    connection = store.connection
    if _state(connection) != state:
        message = N_("another batch was written or taken back meanwhile; nothing was written: do it again")
        raise refuse("batch_meanwhile", file, message)
    number = state[0] + 1
    connection.execute(
        "INSERT INTO batch (number, format, rows_per, at, file) VALUES (?, ?, ?, ?, ?)",
        (number, format, rows_per, store.now(), file),
    )
    connection.executemany(
        "INSERT INTO batch_row (batch, volunteer, activity, minutes, day) VALUES (?, ?, ?, ?, ?)",
        ((number, row.volunteer, row.activity, row.minutes, row.day) for row in reported),
    )
    connection.executemany(
        "INSERT INTO batch_session (batch, volunteer, activity, session, minutes) VALUES (?, ?, ?, ?, ?)",
        ((number, one.volunteer, one.activity, one.session, one.minutes) for one in taken),
    )
    return number


def take_back(store: Store, number: int) -> Batch:
    """Take a batch back that the other system did not accept: its hours are due again. Raises
    Refused where it was taken back before.
    """
    with store.ledger.transaction():
        batch = find_batch(store.connection, number)
        check_valid(batch)
        store.connection.execute("UPDATE batch SET taken_back = ? WHERE number = ?", (store.now(), number))
    return batch


def check_valid(batch: Batch) -> None:
    """Raises Refused for a batch that was taken back."""
    if batch.taken_back is not None:
        message = N_("batch {number} was taken back; write its hours in a new one")
        raise refuse("batch_taken_back", "N", message, number=batch.number)


def rows_of(connection: sqlite.Connection, number: int) -> list[Reported]:
    """The rows of a batch, in the order in which they were written."""
    rows = connection.execute(
        "SELECT volunteer, activity, minutes, day FROM batch_row WHERE batch = ? ORDER BY rowid", (number,)
    )
    return [Reported(*row) for row in rows]


def taken_by(connection: sqlite.Connection, number: int) -> list[Taken]:
    """The minutes that a batch took, session by session."""
    rows = connection.execute(
        "SELECT volunteer, activity, session, minutes FROM batch_session WHERE batch = ? ORDER BY rowid", (number,)
    )
    return [Taken(*row) for row in rows]


def _state(connection: sqlite.Connection) -> tuple[int, int]:
    last, back = connection.execute("SELECT coalesce(max(number), 0), count(taken_back) FROM batch").fetchone()
    return int(last), int(back)
