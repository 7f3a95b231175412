"""Derive the sessions of the whole district with the same fold as at a desk, in portions of whole persons (design §2)."""

from __future__ import annotations

import gc
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from checkin.progress import stage
from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import Direction, Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.joins import Joins
from checkin.rules.record import fold
from checkin.rules.segments import written_segments
from checkin.rules.service import credited, day_of
from checkin.rules.sessions import Session, Source
from checkin.rules.wire import read_event
from checkin.texts import _
from exports.district.columns import SCAN, SESSION, quoted_names
from exports.district.district import District
from exports.district.record.badge_owners import holders_of_unknown
from exports.district.record.common_facts import common_facts
from exports.district.record.handed_on import Rows, rows_for, take_rows
from exports.district.record.lost_desks import forget_registers
from exports.district.record.partition import lay_out, name_persons, quoted, read_numbers, want_everybody, want_teams
from exports.district.record.workers import Work, in_parallel
from exports.district.scratch_keys import ScratchKeys, reading, scratch_keys, use_scratch
from storage.disk.whose.own_names import SCRATCH

_NOT_QUOTED = re.compile(r"[\w.\-]+").fullmatch
SessionTuple = tuple[Any, ...]
ScanRow = tuple[str, str, str, str, int, str | None, str | None, str, str, str, str | None, str | None]
_DIRECTIONS = {str(direction): direction for direction in Direction}


@dataclass(frozen=True, slots=True)
class _Portion:
    folder: Path
    out: Path
    events: int
    keys: ScratchKeys | None


def refold(district: District, teams: Iterable[str] | None) -> None:
    """Derive the sessions again of every person whom new events of these teams may affect; None means everybody.

    The caller opens a transaction.
    """
    db = district.db
    with stage(_("Whom it concerns is looked for")):
        facts = common_facts(district)
        forget_registers(db, facts.joins.lost)
        holders = holders_of_unknown(db, facts)
        read_numbers(db, facts.joins)
        name_persons(db, facts.same, holders)
        if teams is None:
            want_everybody(db)
        else:
            want_teams(db, teams)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=district.folder.path) as scratch:
        keys = scratch_keys(district.folder.path)
        laid_out = Path(scratch) / "portions"
        with stage(_("The record is laid out in parts")):
            portions = [
                _Portion(folder, Path(scratch) / f"{i}.csv", _weight(folder), keys)
                for i, folder in enumerate(lay_out(db, district.identity.desk, laid_out, keys))
            ]
        files = in_parallel(
            Work(_fold_portion, lambda p: p.events, _begin, (facts, holders), words=_("parts of the record")), portions
        )
        with stage(_("The sessions are written")):
            if facts.joins:
                _forget_numbers(db, facts.joins, district.identity.desk)
            _replace(db, facts, holders, [file for file in files if file.stat().st_size], keys)
    _write_activities(db, facts)


def _weight(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def _forget_numbers(db: duckdb.DuckDBPyConnection, joins: Joins, district_desk: str) -> None:
    """Delete the sessions of teams with joined desks, if all their people are derived again, and what those desks' registers say.

    A number that nobody has any more is in no event: nothing else would find its sessions. The people of a joined desk
    are in the register of the desk that joined it, under the numbers that count.
    """
    teams = sorted({team for team, _desk in (*joins.by_place, *joins.out)})
    db.execute(
        "DELETE FROM session s WHERE s.team IN (SELECT unnest(?)) AND NOT EXISTS (SELECT 1 FROM personal p "
        "ANTI JOIN wanted USING (person) WHERE p.person = s.team || '/' || s.volunteer)",
        [teams],
    )
    gone = [desk for (_team, desk), joined in joins.by_place.items() if joined.into != district_desk]
    gone += [desk for _team, desk in joins.out]
    if gone:
        db.execute("DELETE FROM volunteer WHERE desk IN (SELECT unnest(?))", [gone])


def _replace(
    db: duckdb.DuckDBPyConnection, facts: Facts, holders: BadgeHolders, files: list[Path], keys: ScratchKeys | None
) -> None:
    # A person who had another number or badge before must leave no old row behind.
    db.execute("DELETE FROM session WHERE coalesce(team || '/' || volunteer, volunteer) IN (SELECT person FROM wanted)")
    for gone in (facts.same, holders.by_badge):
        if gone:
            db.execute(
                "DELETE FROM session WHERE coalesce(team || '/' || volunteer, volunteer) IN (SELECT unnest(?))",
                [list(gone)],
            )
    if files:
        columns = quoted_names(name for name, _holds in SESSION)
        take_rows(db, f"INSERT INTO session ({columns}) SELECT *", SESSION, files, keys and keys.rows)


def _write_activities(db: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    """Write the table `activity`. As in the table `session`, a code that two desks made is followed by what tells them apart."""
    db.execute("DELETE FROM activity")
    rows = [
        (a.team, a.key.partition("/")[2], a.name, a.place, a.start, a.end, a.timezone, a.category, a.project, a.not_creditable, a.closed_at)
        for a in facts.activities.values()
    ]  # fmt: skip
    if rows:
        marks = ", ".join("unnest(?)" for _cell in rows[0])
        db.execute(f"INSERT INTO activity SELECT {marks}", [list(column) for column in zip(*rows, strict=True)])


_facts: Facts = Facts()
_holders = BadgeHolders()


def _begin(facts: Facts, holders: BadgeHolders) -> None:
    """Set what every portion in this process needs; called once in each process."""
    global _facts, _holders
    _facts, _holders = facts, holders


def _fold_portion(portion: _Portion) -> Path:
    """Fold one portion, write its sessions to a file, and return that file. It is empty if there are no sessions."""
    was_on, keys = gc.isenabled(), portion.keys
    gc.disable()
    try:
        with _reading(keys) as db, rows_for(portion.out, keys and keys.rows) as rows:
            source = f"FROM read_parquet('{quoted(portion.folder)}/*.parquet'{reading(keys)})"
            # There are many scans: only the columns that the fold needs are read, in the order in which it needs them.
            scans = db.execute(
                f"SELECT {quoted_names(SCAN)} {source} WHERE kind = 'scan' ORDER BY person, activity, \"at\", id"
            ).fetchall()
            others = db.execute(f"SELECT person, raw {source} WHERE kind <> 'scan'").fetchall()
            _write_rows(rows, session_rows(scans, others, _facts, _holders))
    finally:
        if was_on:
            gc.enable()
    return portion.out


def _reading(keys: ScratchKeys | None) -> duckdb.DuckDBPyConnection:
    """A connection that reads the files of portions. To start a DuckDB takes longer than to fold few events: what needs no key
    is read by one that stays."""
    if keys is None:
        return _reader(os.getpid()).cursor()
    db = duckdb.connect()
    db.execute("SET threads = 1")
    use_scratch(db, keys)
    return db


@cache
def _reader(_process: int) -> duckdb.DuckDBPyConnection:
    """One for each process: what was forked has none of its threads."""
    db = duckdb.connect()
    # Each file is read once: nothing of it shall stay in memory.
    db.execute("SET threads = 1; SET enable_external_file_cache = false")
    return db


def _write_rows(rows: Rows, sessions: Iterable[SessionTuple]) -> None:
    """Only the few rows that need quotes go through the slower writer of the library."""
    for row in sessions:
        key, team, volunteer, activity_team, activity, start, end, *rest = row
        if (
            team is None
            or start is None
            or end is None
            or row[-2] is not None
            or not _NOT_QUOTED(f"{team}{volunteer}{activity_team}{activity}")
        ):
            rows.add(row)
            continue
        seconds, minutes, credited, status, flags, source, opened, closed, events, _segments, day = rest
        rows.add_line(
            f"{key},{team},{volunteer},{activity_team},{activity},{start},{end},{seconds},{minutes},{credited},{status},"
            f"{flags},{source},{opened or ''},{closed or ''},{events},,{day or ''}\n"
        )


def session_rows(
    scans: Iterable[ScanRow], others: Iterable[tuple[str, str]], facts: Facts, holders: BadgeHolders
) -> Iterator[SessionTuple]:
    """Rows of the table `session`. `scans` have the columns of `columns.SCAN`; `others` are `(person, raw)` of all other events."""
    events: list[Event] = []
    persons: set[str] = set()
    bodies: dict[tuple[str, str, str | None, str | None, str, str | None, str | None], Scan] = {}
    for person, id_, team, desk, at, volunteer, badge, activity, direction, source, arrival, post in scans:
        persons.add(person)
        # Check-in and check-out mostly hold the same values: they share one object.
        values = (activity, direction, volunteer, badge, source, arrival, post)
        body = bodies.get(values)
        if body is None:
            badge = None if volunteer else badge
            body = bodies[values] = Scan(
                activity, _DIRECTIONS[direction], source, volunteer, badge, arrival, None, post
            )
        events.append(Event(id_, at, team, desk, body))
    for person, raw in others:
        persons.add(person)
        events.append(read_event(raw.encode("utf-8"))[0])
    record = fold(facts, events, holders)
    for session in record.sessions:
        # Hours that somebody brought along are in the record of the school where they were served, and count there once.
        if session.volunteer in persons and session.source is not Source.TRANSFERRED:
            yield session_cells(session, facts)


def session_cells(session: Session, facts: Facts) -> SessionTuple:
    team, slash, number = session.volunteer.partition("/")
    activity_team, _slash, activity = session.activity.partition("/")
    return (
        session.key,
        team if slash else None,
        number if slash else team,
        activity_team,
        activity,
        session.start,
        session.end,
        session.seconds,
        session.minutes,
        credited(session),
        session.status,
        " ".join(session.flags),
        session.source,
        session.open_event,
        session.close_event,
        " ".join(session.events),
        written_segments(session.segments),
        day_of(session, facts),
    )
