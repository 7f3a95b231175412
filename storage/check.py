"""Checks whether the record is sound: every chain, every row, the file itself (design §4, §7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checkin.file_errors import reason_of
from checkin.rules.judging import read_judged
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.wire import NO_PREVIOUS, digest
from checkin.texts import _, say
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.heads.head_copies import copy_with
from storage.disk.heads.held_count import lost_held
from storage.disk.identity import read_identity
from storage.disk.pins.pin import faults_of_pin
from storage.disk.restoring import finish_restore
from storage.disk.schema import EVENT_COLUMNS
from storage.disk.whose.desks import need_unmixed
from storage.log.events import DISTRICT_EVENT
from storage.log.judging import events_set_aside, judge_again
from storage.log.team_statements import as_kept
from storage.missing_events import lag_of, missing_problems, note_lost, recorded_heads, told_missing
from storage.presence.held_scans import faults_of_held
from storage.presence.unwritten_file import faults_of_unwritten
from storage.soundness.chain_keys import faults_of_chain_keys
from storage.soundness.key_check import faults_of_keys
from storage.soundness.made_schema import GUARDS, faults_of_schema, faults_of_types
from storage.soundness.values import faults_of_values

_COLUMNS = [name for name in EVENT_COLUMNS if name != "raw"]


def check_store(path: Path) -> list[Problem]:
    """What is wrong with the record in a data folder, and where; an empty list where all is sound.

    Raises Refused where the record can't be opened at all.
    """
    folder = DataFolder(path)
    finish_restore(folder)
    database = folder.database
    connection = connect(database)
    faults = list[Problem]()
    try:
        judge_again(connection)
        for fault in faults_of_record(connection, str(database)):
            faults.append(fault)
        faults += _ways_back(faults, connection, folder)
        if (found := read_identity(connection)) is not None:
            faults += [*faults_of_keys(folder, found[0]), *faults_of_pin(folder, connection)]
            faults += faults_of_chain_keys(connection, folder, found[0].desk)
            faults += faults_of_unwritten(folder, found[0].team)
        faults += [*_missing(connection, folder), *_set_aside(connection)]
        faults += _mixed(path)
        folder.settings()
    except sqlite.DatabaseError as error:
        message = N_("the file is damaged ({reason}): use hourdesk restore with the newest backup")
        faults.append(Problem("damaged", str(database), message, {"reason": reason_of(error)}))
    except Refused as refused:
        faults += refused.problems
    finally:
        connection.close()
    # What two looks found alike is said once.
    return list({(fault.code, say(fault)): fault for fault in faults}.values())


def _ways_back(faults: list[Problem], connection: sqlite.Connection, folder: DataFolder) -> Iterator[Problem]:
    """What a person does about damaged events: the backup, and copies of the log that has them sound, the stick's first."""
    named = {fault.values.get("desk") for fault in faults if fault.code in _DAMAGED_EVENTS}
    for desk in sorted(desk for desk in named if isinstance(desk, str)):
        last = connection.execute(
            "SELECT max(seq) FROM log WHERE desk = ? AND typeof(seq) = 'integer'", [desk]
        ).fetchone()[0]
        copy = copy_with(folder, desk, last or 1)
        values = {"desk": desk, "file": "" if copy is None else str(copy)}
        yield Problem(
            "events_damaged", str(folder.path), _BACK_BY_A_PACK if copy is None else _BACK_BY_THE_COPY, values
        )


_BACK_BY_A_PACK = N_(
    "events of desk {desk} are damaged. Leave this folder as it is, and use hourdesk restore with the newest backup in a new folder. "
    "What came after it is brought in there with hourdesk take and a pack of desk {desk}, from a stick, another desk or the "
    "district. A copy of this folder has the same damage"
)
_BACK_BY_THE_COPY = N_(
    "events of desk {desk} are damaged. Leave this folder as it is, and use hourdesk restore with the newest backup in a new folder. "
    "What came after it lies in a copy, and is brought in there: hourdesk take {file}. A copy of this folder has the same damage"
)
_DAMAGED_EVENTS = {"bad_hash", "broken_chain", "unreadable_event", "columns_differ", "gap", "ids_fall"}


def _mixed(path: Path) -> tuple[Problem, ...]:
    """That a district lies in the desk's folder."""
    try:
        need_unmixed(path)
    except Refused as refused:
        return refused.problems
    return ()


def _missing(connection: sqlite.Connection, folder: DataFolder) -> Iterator[Problem]:
    """Events that were recorded and are gone, and a head of the chain that can't say whether any are."""
    found = read_identity(connection)
    if found is None:
        return
    identity = found[0]
    lag = lag_of(connection, recorded_heads(folder, identity.desk))
    note_lost(folder, lag, lost_held(connection, folder.held, identity.desk))
    yield from missing_problems(folder, identity, told_missing(connection, folder, identity.desk))


def faults_of_record(connection: sqlite.Connection, where: str) -> Iterator[Problem]:
    """What is wrong with an open record, which is called `where`. Raises sqlite.DatabaseError where it can't be read on."""
    yield from _check_file(connection, where)
    yield from faults_of_schema(connection, where)
    yield from _check_guards(connection)
    yield from _check_log(connection)
    yield from _check_brought(connection)
    # The chain says all about the columns of the log.
    yield from faults_of_types(connection, without=("log",))
    yield from faults_of_values(connection, where)
    yield from faults_of_held(connection)


def _check_brought(connection: sqlite.Connection) -> Iterator[Problem]:
    """Events that a kit or the district brought, which stand in no chain here."""
    for table in ("kit_event", "district_event"):
        for *columns, raw in connection.execute(f"SELECT {', '.join(_COLUMNS)}, raw FROM {table} ORDER BY place"):
            where = f"{table} {str(columns[0])[:60]}"
            try:
                event = read_judged(bytes(raw), any_team=table == DISTRICT_EVENT)[0]
                agrees = as_kept(columns, event) == tuple(columns)
            except (ValueError, TypeError, LookupError, AttributeError):
                yield Problem("unreadable_event", where, N_("the event can't be read"))
                continue
            if not agrees:
                yield Problem("columns_differ", where, N_("the columns beside the event do not agree with the event"))


def _set_aside(connection: sqlite.Connection) -> Iterator[Problem]:
    """The events that count for nothing until somebody enters them anew: the record is sound, but not all in it counts."""
    for one in events_set_aside(connection):
        message = N_(
            "this event is set aside and counts for nothing, for it can't be so: {field} {value}. Enter it again as it "
            "should be, then strike it out: hourdesk void {id} --reason WHY"
        )
        where = _("desk {desk}, event {seq}").format(seq=one.seq, desk=one.desk)
        yield Problem("set_aside", where, message, {"field": one.field, "value": one.value, "id": one.id})


def _check_file(connection: sqlite.Connection, where: str) -> Iterator[Problem]:
    faults = [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
    if faults:
        # SQLite names pages and cells, in English: that helps nobody at a desk.
        message = N_("the file is damaged (places: {count}): use hourdesk restore with the newest backup")
        yield Problem("damaged", where, message, {"count": len(faults)})


def _check_guards(connection: sqlite.Connection) -> Iterator[Problem]:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for trigger in sorted(GUARDS - there):
        message = N_("the guard {trigger} against changes is gone: somebody worked on the file with another program")
        yield Problem("guard_missing", "", message, {"trigger": trigger})


def _check_log(connection: sqlite.Connection) -> Iterator[Problem]:
    """Each desk's chain from its first event on: places without a gap, hashes that follow, ids that rise."""
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)}, raw, seq, hash FROM log ORDER BY desk, seq")
    desk: str | None = None
    previous: str | None = NO_PREVIOUS
    seq, last_id = 0, ""
    for row in rows:
        columns, (raw, row_seq, row_hash) = row[:-3], row[-3:]
        if columns[2] != desk:
            desk, seq, previous, last_id = columns[2], 0, NO_PREVIOUS, ""
        seq += 1
        where, of = _("desk {desk}, event {seq}").format(seq=row_seq, desk=desk), {"desk": desk}
        if (type(row_seq), type(row_hash), type(columns[0])) != (int, str, str):
            yield Problem("columns_differ", where, N_("the columns beside the event do not agree with the event"), of)
            previous = None
            continue
        if row_seq != seq:
            message = N_("events {first} to {last} of this desk are missing")
            yield Problem("gap", where, message, {**of, "first": seq, "last": row_seq - 1})
            seq, previous = row_seq, None
        yield from _check_event(columns, raw, row_seq, row_hash, previous, where)
        if columns[0] <= last_id:
            yield Problem("ids_fall", where, N_("the event's id is not above the one before it"), of)
        previous, last_id = row_hash, columns[0]


def _check_event(
    columns: tuple[Any, ...], raw: bytes, seq: int, row_hash: str, previous: str | None, where: str
) -> Iterator[Problem]:
    of = {"desk": columns[2]}
    try:
        # Another program's edit may have left text where bytes belong.
        raw = bytes(raw)
        event, raw_seq, raw_prev = read_judged(raw)
    except (ValueError, TypeError, LookupError, AttributeError):
        yield Problem("unreadable_event", where, N_("the event can't be read"), of)
        return
    if digest(raw_prev, raw) != row_hash:
        yield Problem("bad_hash", where, N_("the event was changed after it was written: its hash is wrong"), of)
    if previous is not None and raw_prev != previous:
        yield Problem("broken_chain", where, N_("the event does not follow the one before it: the chain is broken"), of)
    if raw_seq != seq or as_kept(columns, event) != tuple(columns):
        yield Problem("columns_differ", where, N_("the columns beside the event do not agree with the event"), of)
