"""What is kept beside a record, gathered to make the record anew; what no file says is read from the old database."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

import duckdb

from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.district.folder import DistrictFolder
from exports.district.kept.decisions import sound_parts
from exports.district.kept.part_file import ENDING
from exports.district.kept.parts import OWN_EVENTS, RETURNED, WHOLE, Part, Row, rows_of


class Kept(NamedTuple):
    """The rows by table, after which transaction they were kept, and what could not be read (with `leave_out` only)."""

    rows: dict[str, list[Row]]
    generation: int
    left_out: tuple[Problem, ...]


def gather_kept(folder: DistrictFolder, db: duckdb.DuckDBPyConnection | None, *, leave_out: bool = False) -> Kept:
    """All parts of a record. `db` is the old database, as far as it can be read; None where it can't be opened.

    Raises Refused naming each part that is neither in a file nor in the database; with `leave_out` only where it isn't known
    which district this is.
    """
    found = sound_parts(folder.decisions)
    rows: dict[str, list[Row]] = {}
    for kept in found:
        rows.setdefault(kept.part.table, []).extend(kept.rows)
    missing = list[Problem]()
    for table in (*WHOLE, OWN_EVENTS):
        if table not in rows and (read := _from_database(db, table, rows)) is None:
            missing.append(_missing(folder, table + ENDING))
        elif table not in rows:
            rows[table] = read or []
    sound = {kept.part.name + ENDING for kept in found}
    bad = [file.name for file in folder.decisions.glob(f"{RETURNED}-*{ENDING}") if file.name not in sound]
    if (bad or not found) and not _returns_from_database(db, rows):
        missing += [_missing(folder, name) for name in bad]
    if not rows.get("district"):
        raise _nobody_knows_whose(folder)
    if missing and not leave_out:
        raise Refused(*missing)
    return Kept(rows, max((kept.generation for kept in found), default=0), tuple(missing))


def _from_database(db: duckdb.DuckDBPyConnection | None, table: str, rows: dict[str, list[Row]]) -> list[Row] | None:
    """None where it can't be read."""
    if db is None:
        return None
    part = Part(table)
    if table == OWN_EVENTS:
        part = Part(table, "desk", str(rows["district"][0]["desk"]) if rows.get("district") else "")
    with suppress(duckdb.Error):
        return rows_of(db, part)
    return None


def _returns_from_database(db: duckdb.DuckDBPyConnection | None, rows: dict[str, list[Row]]) -> bool:
    """Add the hand-filled returns of teams that have no sound file; False where they can't be read."""
    if db is None:
        return False
    there = {row["team"] for row in rows.get(RETURNED, ())}
    try:
        read = rows_of(db, Part(RETURNED))
    except duckdb.Error:
        return False
    rows[RETURNED] = [*rows.get(RETURNED, ()), *(row for row in read if row["team"] not in there)]
    return True


def _nobody_knows_whose(folder: DistrictFolder) -> Refused:
    message = N_(
        "which district this was can't be read anywhere any more: put a copy of decisions/ or of the record back. Without one, make "
        "a new district in another folder (hourdesk district init, with --data), trust the teams there, and merge the packs that "
        "are in archive/ here. Nothing was changed"
    )
    return refuse("part_missing", str(folder.decisions / f"district{ENDING}"), message)


def _missing(folder: DistrictFolder, name: str) -> Problem:
    message = N_(
        "this part of what was decided is missing or damaged, and the record can't be read either: put a copy of the file back, or "
        "say --leave-out to do without it. Nothing was changed"
    )
    return Problem("part_missing", str(folder.decisions / name), message)
