"""Scans that came while no activity was chosen: on disk at once, until an activity takes them in (design §3, step 1).

They stand in a table beside the log. A scan is in the table or in the log, never in both and never in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from checkin.desk import Desk, holder_of
from checkin.rules.badge_numbers import NotABadge, is_badge_number, normal_digits
from checkin.rules.badge_tenures import Holder
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Direction
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.problems import N_, Problem
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.store import Store

_COLUMNS = "id, at, direction, source, operator, text, length, cause, volunteer"
_IN_LOG = (
    "SELECT 1 FROM log WHERE id = ? AND arrival IS NULL AND kind IN ('scan', 'refuse') "
    "UNION ALL SELECT 1 FROM log WHERE arrival = ?"
)


class HeldScan(NamedTuple):
    """A scan with the id and the time at which it came, and who worked the desk then. Its activity is empty."""

    arrival: Arrival
    operator: str | None


class HeldSpan(NamedTuple):
    """How many scans are held, and when the first and the last of them came (milliseconds; 0 where there is none)."""

    scans: int = 0
    first: int = 0
    last: int = 0


NOTHING_HELD = HeldSpan()


class Entered(NamedTuple):
    """What came of held scans: those that are in the log now, in the order of their times, and how many stay held because
    the activity was closed before they came."""

    outcomes: tuple[Outcome, ...]
    too_late: int


class _StaysHeld(Exception):
    """The activity was closed before the scan came: what was written for it is rolled back."""


def hold(store: Store, arrival: Arrival, operator: str | None) -> Holder | Unreadable:
    """Keep a scan that has no activity; when this returns it is committed. Whose it is, as far as is known now.

    A badge number, or a card that the roster names, is kept as it is; any other text as its length and cause only. I/O
    errors come through, and then nothing is kept.
    """
    with store.ledger.transaction():
        holder = holder_of(store.ledger, arrival)
        text = length = cause = None
        if isinstance(holder, Unreadable):
            length, cause = holder.length, str(holder.fault)
        elif arrival.volunteer is None:
            digits = normal_digits(arrival.text)
            text = digits if is_badge_number(digits) else arrival.text.strip()
        row = (arrival.id, arrival.at, str(arrival.direction), arrival.source, operator, text, length, cause)
        store.connection.execute(
            f"INSERT OR IGNORE INTO held_scan ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, arrival.volunteer),
        )
        store.ledger.head.note_held()
    return holder


def held_span(store: Store) -> HeldSpan:
    """How many scans are held, and from when to when."""
    row = store.connection.execute("SELECT count(*), min(at), max(at) FROM held_scan").fetchone()
    return HeldSpan(row[0], row[1] or 0, row[2] or 0)


def held_scans(store: Store) -> list[HeldScan]:
    """All that are held, in the order of their times."""
    rows = store.connection.execute(f"SELECT {_COLUMNS} FROM held_scan ORDER BY at, id")
    return [_held_scan(row) for row in rows]


def enter_held(store: Store, activity: str, ids: Collection[str] | None = None, post: str | None = None) -> Entered:
    """Enter held scans into the activity of this key, as the scans they were: with their times, ids and operators.

    `ids` names some of them; None means all. `post` is the code of the post at which they were taken. Each is one transaction that takes it out of the table: what another program
    entered meanwhile is passed over, and a program that is killed half-way leaves the rest held. A scan that came after the
    activity was closed stays held, unless it checks somebody out.
    """
    outcomes: list[Outcome] = []
    too_late = 0
    for held in held_scans(store):
        if ids is not None and held.arrival.id not in ids:
            continue
        try:
            outcome = _enter(store, held, activity, post)
        except _StaysHeld:
            too_late += 1
        else:
            outcomes += [] if outcome is None else [outcome]
    return Entered(tuple(outcomes), too_late)


def faults_of_held(connection: sqlite.Connection) -> Iterator[Problem]:
    """What is wrong with the table: rows that say too much or too little, and scans that are in the log all the same."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM held_scan ORDER BY at, id"):
        where = f"held_scan {row[0]}"
        try:
            _held_scan(row)
        except (ValueError, TypeError):
            yield Problem("unreadable_held_scan", where, N_("the held scan can't be read"))
        if connection.execute(_IN_LOG, (row[0], row[0])).fetchone() is not None:
            yield Problem("held_and_recorded", where, N_("this scan is held though it is in the log already"))


def forget_card_texts(store: Store, cards: Mapping[str, str]) -> None:
    """Keep held scans of these cards (text → the key of whose it is) under the person alone. Needs a transaction around it."""
    store.connection.executemany(
        "UPDATE held_scan SET volunteer = ?, text = NULL WHERE text = ?", ((key, card) for card, key in cards.items())
    )


def _enter(store: Store, held: HeldScan, activity: str, post: str | None) -> Outcome | None:
    """None where it is not held any more, or is in the log already, which a restored backup may not have known."""
    arrival = held.arrival
    with store.ledger.transaction():
        taken_out = store.connection.execute("DELETE FROM held_scan WHERE id = ?", (arrival.id,)).rowcount
        store.ledger.head.note_held()
        if not taken_out or is_recorded(store, arrival.id):
            return None
        # A backup or a copy of the folder holds the scan too, and its desk may enter it: each gives the event an id of its own.
        event_id = max(arrival.id, new_id(store.now()))
        outcome = Desk(store.ledger, held.operator).scan(arrival._replace(activity=activity, post=post), event_id)
        if outcome.kind is OutcomeKind.ACTIVITY_CLOSED:
            raise _StaysHeld
        return outcome


def is_recorded(store: Store, arrival_id: str) -> bool:
    """Whether a scan of any desk has this id. Another kind of event may have been given it when the clock went back."""
    return store.connection.execute(_IN_LOG, (arrival_id, arrival_id)).fetchone() is not None


def _held_scan(row: tuple[str, int, str, str, str | None, str | None, int | None, str | None, str | None]) -> HeldScan:
    """Raises ValueError for a row that another program changed into something that is no scan."""
    made, at, direction, source, operator, text, length, cause, volunteer = row
    if [text, cause, volunteer].count(None) != 2 or (length is None) != (cause is None):
        raise ValueError(f"{made} is no held scan")
    unreadable = None if length is None else Unreadable(length, NotABadge(str(cause)))
    arrival = Arrival(made, at, text or "", "", Direction(direction), source, volunteer, unreadable=unreadable)
    return HeldScan(arrival, operator)
