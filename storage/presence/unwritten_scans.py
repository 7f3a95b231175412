"""Scans that could not be written to the record, kept in a file beside it: whoever closes the desk, or loses power, then
finds them entered at the next start, also into a record that was restored meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from checkin.desk import Desk, holder_of
from checkin.rules.badge_numbers import is_badge_number, normal_digits
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.in_use import turn_in
from storage.presence.held_scans import HeldScan, hold, is_recorded
from storage.presence.unwritten_file import is_of_others, place_of, read_file, write_file
from storage.store import Store


def keep_unwritten(store: Store, arrival: Arrival, operator: str | None) -> bool:
    """Add a scan to the file; whether that could be done. Where it can't (the stick is out), only the desk's memory has it.

    A badge number, or a card that the roster names, is kept as it is; of any other text its length and cause only.
    """
    try:
        scan = HeldScan(_without_text(store, arrival), operator)
        with turn_in(store.folder.path):
            before = read_file(store.folder)
            kept = [held for held in before.scans if held.arrival.id != arrival.id]
            write_file(store.folder, [*kept, scan], before)
    except (Refused, OSError, sqlite.Error):
        return False
    return True


def forget_unwritten(folder: DataFolder, arrival_id: str) -> None:
    """Take a scan out of the file: it is in the log, or a person gave it up. Raises Refused or OSError as the disk does."""
    if not place_of(folder).exists():
        return
    with turn_in(folder.path):
        before = read_file(folder)
        left = [held for held in before.scans if held.arrival.id != arrival_id]
        if len(left) != len(before.scans):
            write_file(folder, left, before)


def forget_unwritten_card_texts(folder: DataFolder, cards: Mapping[str, str]) -> None:
    """Keep scans of these cards (text → the key of whose it is) under the person alone. Raises OSError as the disk does."""
    with turn_in(folder.path):
        before = read_file(folder)
        held = [one._replace(arrival=_of_person(one.arrival, cards)) for one in before.scans]
        if held != list(before.scans):
            write_file(folder, held, before)


def _of_person(arrival: Arrival, cards: Mapping[str, str]) -> Arrival:
    holder = cards.get(arrival.text.strip())
    return arrival if holder is None else arrival._replace(text="", volunteer=holder)


def unwritten_scans(folder: DataFolder) -> Sequence[HeldScan]:
    """The scans of the file, in the order in which they came. What can't be read of it is told by `faults_of_unwritten`."""
    return read_file(folder).scans


def enter_unwritten(store: Store) -> int:
    """Enter the scans of the file, with their times, ids and operators; returns how many were not in the log yet.

    A scan whose activity is not in this record is held; one of another team stays in the file, which is told. What can't be written stays in the file, and holds no other back. It
    raises nothing: the desk must start.
    """
    entered = 0
    for kept in _readable(store.folder):
        with suppress(Refused, OSError, sqlite.Error):
            if _is_of_here(store, kept.arrival):
                entered += _enter(store, kept)
                forget_unwritten(store.folder, kept.arrival.id)
    return entered


def _readable(folder: DataFolder) -> Sequence[HeldScan]:
    try:
        return unwritten_scans(folder)
    except (Refused, OSError):
        return ()


def _is_of_here(store: Store, arrival: Arrival) -> bool:
    """A desk that joined another team may have scans of before."""
    return arrival.activity in store.ledger.facts().activities or not is_of_others(arrival, store.identity.team)


def _enter(store: Store, kept: HeldScan) -> bool:
    """False where it is in the log already."""
    arrival = kept.arrival
    with store.ledger.transaction():
        if is_recorded(store, arrival.id):
            return False
        if arrival.activity in store.ledger.facts().activities:
            # A copy of the folder may hold the scan too, and its desk enter it: each gives the event an id of its own.
            Desk(store.ledger, kept.operator).scan(arrival, max(arrival.id, new_id(store.now())))
        else:
            hold(store, arrival, kept.operator)
    return True


def _without_text(store: Store, arrival: Arrival) -> Arrival:
    """Somebody will scan an identity card: its text is never kept. Raises sqlite.Error where cards can't be looked up."""
    if arrival.volunteer is not None or arrival.unreadable is not None:
        return arrival
    digits = normal_digits(arrival.text)
    if is_badge_number(digits):
        return arrival._replace(text=digits)
    holder = holder_of(store.ledger, arrival)
    return arrival._replace(text="", unreadable=holder) if isinstance(holder, Unreadable) else arrival
