"""Events that were recorded and are not in the record any more: found at each opening, kept in mind until they are back.

A desk that lost events of its own may not go on with its chain: others may hold what it lost. Like a copied or restored
desk it gets a new id and key (design §7); what it lost comes back when somebody takes a copy of its old log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Problem, Refused
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.heads.head_copies import copy_with, heads_on_sticks
from storage.disk.heads.held_count import LostHeld
from storage.disk.heads.lagging_record import Lag, keep_aside, kept_aside, kept_records, lag_behind
from storage.disk.heads.missing_notes import Missing, read_notes, write_notes
from storage.disk.heads.recorded_head import RecordedHead, read_head
from storage.disk.identity import DeskIdentity
from storage.log.appended import end_of_log
from storage.log.taking_in import hash_at


def recorded_heads(folder: DataFolder, desk: str) -> list[RecordedHead]:
    """What lies outside the record about the end of a desk's chain: beside it, and on the sticks that are in."""
    head = _own_head(folder)
    return [*heads_on_sticks(folder, desk), *([head] if head is not None and head.desk == desk else [])]


def _own_head(folder: DataFolder) -> RecordedHead | None:
    with suppress(OSError):
        return read_head(folder.head).head
    return None


def lag_of(connection: sqlite.Connection, heads: list[RecordedHead]) -> Lag | None:
    """What is missing by these heads, of which the record must have been read after them."""
    lags = [lag for head in heads if (lag := lag_behind(connection, head)) is not None]
    return max(lags, key=lambda lag: (lag.last, lag.others), default=None)


def note_lost(folder: DataFolder, lag: Lag | None, held: LostHeld | None) -> Missing | None:
    """Keep the damaged record, and note what is missing, of the log or of held scans: before anything is written into that
    record. None where nothing is.

    What the disk does not let us keep is told all the same.
    """
    lost = lag or held
    if lost is None:
        return None
    head = lost.head
    # The damaged record is kept under the name of the chain's head where that is known.
    named = head if lag is not None else _own_head(folder) or head
    with suppress(OSError):
        keep_aside(folder.database, named)
    kept = kept_aside(folder.database, named)
    name, scans = kept.relative_to(folder.path).as_posix() if kept.exists() else "", 0 if held is None else held.scans
    if lag is None:
        missing = Missing(head.desk, 1, 0, f"held {head.at}", head.at, 0, 0, name, held=scans)
    else:
        # Of a desk with a new id, the old chain is one of the others.
        before = head.all_events if lag.is_own else head.all_events - head.events
        missing = Missing(head.desk, lag.first, lag.last, head.hash, head.at, lag.others, before, name, held=scans)
    with suppress(OSError, Refused):
        write_notes(folder.path, [*(n for n in read_notes(folder.path) if n.hash != missing.hash), missing])
    return missing


def still_missing(connection: sqlite.Connection, folder: DataFolder, desk: str) -> list[Missing]:
    """What was noted and has not come back; `desk` is this desk's id now. Where the notes are gone, the damaged records that were
    kept tell it."""
    notes = read_notes(folder.path)
    left = [n for n in notes if not (_is_back(connection, n, desk) or _is_of_another_folder(connection, folder, n))]
    known = {note.kept for note in notes}
    return [*left, *(one for one in _told_by_kept(connection, folder) if one.kept not in known)]


def _is_of_another_folder(connection: sqlite.Connection, folder: DataFolder, note: Missing) -> bool:
    """Whether a note is of a desk that was never here: nothing of it is in the record, and no damaged record of it was kept."""
    kept = folder.path / note.kept
    return note.first <= note.last and not end_of_log(connection, note.desk)[0] and not (note.kept and kept.exists())


def _told_by_kept(connection: sqlite.Connection, folder: DataFolder) -> Iterator[Missing]:
    """What is missing by the names of the damaged records that were kept, of desks whose events are here."""
    for file, desk, events in kept_records(folder.database):
        own, _hash, _everything = end_of_log(connection, desk)
        if 0 < own < events:
            at, kept = int(file.stat().st_mtime * 1000), file.relative_to(folder.path).as_posix()
            yield Missing(desk, own + 1, events, "", at, 0, 0, kept)


def told_missing(connection: sqlite.Connection, folder: DataFolder, desk: str) -> list[Missing]:
    """Those of which nobody said that they won't come back."""
    return [note for note in still_missing(connection, folder, desk) if not note.is_accepted]


def accept_missing(connection: sqlite.Connection, folder: DataFolder, desk: str) -> int:
    """Say no more that events are missing; returns of how many gaps that was said. Raises Refused or OSError."""
    missing = still_missing(connection, folder, desk)
    write_notes(folder.path, [note._replace(is_accepted=True) for note in missing])
    return sum(not note.is_accepted for note in missing)


def missing_problems(folder: DataFolder, identity: DeskIdentity, missing: list[Missing]) -> Iterator[Problem]:
    """Each gap in a sentence: what is missing, since when, and what to do."""
    for note in missing:
        at = f"{local_time(note.at, zone(identity.timezone)):%Y-%m-%d %H:%M}"
        values = {"desk": note.desk, "first": note.first, "last": note.last, "time": at, "count": note.others}
        where = str(folder.path / note.kept) if note.kept else str(folder.database)
        copy = copy_with(folder, note.desk, note.last) if note.first <= note.last else None
        if copy is not None:
            yield Problem("events_missing", where, _LIE_IN_A_COPY, {**values, "file": str(copy)})
        elif note.first == note.last:
            yield Problem("events_missing", where, _ONE_MISSING, values)
        elif note.first < note.last:
            yield Problem("events_missing", where, _OWN_MISSING, values)
        if note.held:
            yield Problem("held_scans_missing", where, _HELD_MISSING, {"count": note.held, "time": at})
        if note.others:
            yield Problem("events_missing", where, _OTHERS_MISSING, values)


_ONE_MISSING = N_(
    "event {last} of desk {desk} was recorded ({time}) and is not in the record any more: the file or the disk lost it. Bring "
    "it back with hourdesk take and a pack of desk {desk}, from a stick, another desk or the district"
)
_LIE_IN_A_COPY = N_(
    "events up to {last} of desk {desk} were recorded (the last at {time}), and from {first} on they are not in the record any "
    "more: the file or the disk lost them. They lie in a copy: hourdesk take {file}"
)
_OWN_MISSING = N_(
    "events {first} to {last} of desk {desk} were recorded (the last at {time}) and are not in the record any more: the file "
    "or the disk lost them. Bring them back with hourdesk take and a pack of desk {desk}, from a stick, another desk or the "
    "district"
)
_HELD_MISSING = N_(
    "scans that were held at {time}, while no activity was chosen, are not in the record any more ({count}): the file or the disk "
    "lost them. Ask who was there, and enter their service by hand; hourdesk check --accept-missing ends this message"
)
_OTHERS_MISSING = N_(
    "events of other desks ({count}) that were taken in by {time} are not in the record any more: the file or the disk lost "
    "them. Take the packs of the other desks once more with hourdesk take"
)


def _is_back(connection: sqlite.Connection, note: Missing, desk: str) -> bool:
    if note.held:
        return False
    own_is_back = note.first > note.last or hash_at(connection, note.desk, note.last) == note.hash
    own, _hash, everything = end_of_log(connection, desk)
    return own_is_back and (not note.others or everything - own >= note.others_before)
