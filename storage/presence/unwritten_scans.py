"""Scans that could not be written to the record, kept in a file beside it: whoever closes the desk, or loses power, then
finds them entered at the next start, also into a record that was restored meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from checkin.desk import Desk, holder_of
from checkin.rules.badge_numbers import NotABadge, is_badge_number, normal_digits
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Direction
from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.in_use import turn_in
from storage.disk.protection.sealed_files import DAMAGED, read_own, write_own
from storage.disk.whose.own_names import NOT_RECORDED
from storage.presence.held_scans import HeldScan, hold, is_recorded
from storage.store import Store


def keep_unwritten(store: Store, arrival: Arrival, operator: str | None) -> bool:
    """Add a scan to the file; whether that could be done. Where it can't (the stick is out), only the desk's memory has it.

    A badge number, or a card that the roster names, is kept as it is; of any other text its length and cause only.
    """
    try:
        scan = HeldScan(_without_text(store, arrival), operator)
        with turn_in(store.folder.path):
            kept = [held for held in unwritten_scans(store.folder) if held.arrival.id != arrival.id]
            _write(store.folder, [*kept, scan])
    except (Refused, OSError, sqlite.Error):
        return False
    return True


def forget_unwritten(folder: DataFolder, arrival_id: str) -> None:
    """Take a scan out of the file: it is in the log, or a person gave it up. Raises Refused or OSError as the disk does."""
    if not _file(folder).exists():
        return
    with turn_in(folder.path):
        kept = unwritten_scans(folder)
        left = [held for held in kept if held.arrival.id != arrival_id]
        if len(left) != len(kept):
            _write(folder, left)


def forget_unwritten_card_texts(folder: DataFolder, cards: Mapping[str, str]) -> None:
    """Keep scans of these cards (text → the key of whose it is) under the person alone. Raises OSError as the disk does."""
    with turn_in(folder.path):
        kept = unwritten_scans(folder)
        held = [one._replace(arrival=_of_person(one.arrival, cards)) for one in kept]
        if held != kept:
            _write(folder, held)


def _of_person(arrival: Arrival, cards: Mapping[str, str]) -> Arrival:
    holder = cards.get(arrival.text.strip())
    return arrival if holder is None else arrival._replace(text="", volunteer=holder)


def unwritten_scans(folder: DataFolder) -> list[HeldScan]:
    """The scans of the file, in the order in which they came. A line that can't be read is passed over."""
    try:
        lines = read_own(_file(folder)).decode("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return []
    except Refused as refused:
        if refused.problems[0].code != DAMAGED:
            raise
        return []
    found = []
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):
            found.append(_scan_of(json.loads(line)))
    return found


def enter_unwritten(store: Store) -> int:
    """Enter the scans of the file, with their times, ids and operators; returns how many were not in the log yet.

    A scan whose activity is not in this record is held. What can't be written stays in the file, and holds no other back. It
    raises nothing: the desk must start.
    """
    entered = 0
    for kept in _readable(store.folder):
        with suppress(Refused, OSError, sqlite.Error):
            entered += _enter(store, kept)
            forget_unwritten(store.folder, kept.arrival.id)
    return entered


def _readable(folder: DataFolder) -> list[HeldScan]:
    try:
        return unwritten_scans(folder)
    except (Refused, OSError):
        return []


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


def _write(folder: DataFolder, scans: Sequence[HeldScan]) -> None:
    file = _file(folder)
    if not scans:
        file.unlink(missing_ok=True)
        return
    lines = (json.dumps(_line_of(held), ensure_ascii=False) for held in scans)
    write_own(file, "".join(line + "\n" for line in lines).encode("utf-8"))


def _file(folder: DataFolder) -> Path:
    return folder.path / NOT_RECORDED


def _line_of(held: HeldScan) -> dict[str, Any]:
    arrival = held.arrival
    line = {**arrival._asdict(), "operator": held.operator}
    unreadable = arrival.unreadable
    line["unreadable"] = None if unreadable is None else [unreadable.length, str(unreadable.fault)]
    return line


def _scan_of(line: dict[str, Any]) -> HeldScan:
    """Raises ValueError, KeyError or TypeError for what another program made of the line."""
    operator, unreadable = line.pop("operator"), line.pop("unreadable")
    line["direction"] = Direction(line["direction"])
    found = None if unreadable is None else Unreadable(int(unreadable[0]), NotABadge(unreadable[1]))
    arrival = Arrival(**line, unreadable=found)
    if not isinstance(arrival.id, str) or type(arrival.at) is not int or not isinstance(arrival.text, str):
        raise ValueError(arrival.id)
    return HeldScan(arrival, operator)
