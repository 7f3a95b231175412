"""`hourdesk district rebuild`: the record made anew from the packs in the archive and from what is kept beside it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from checkin.clock import Clock
from checkin.rules.problems import N_, Problem, Refused
from exports.district.connection import close, connect, trouble
from exports.district.district import District, Identity, need_made_to_the_end
from exports.district.folder import DistrictFolder
from exports.district.kept.gathering import Kept, gather_kept
from exports.district.kept.parts import COUNTER, Row, counted, put_rows
from exports.district.kept.swapping import finish_rebuild, half_rebuilt
from exports.district.protection.swapping import finish_conversion
from exports.district.record.accepting import accept_packs, read_packs
from exports.district.record.archived import archived_packs, is_in_archive
from exports.district.record.chain_states import ChainStates
from exports.district.record.common_facts import common_facts
from exports.district.record.folding import refold
from exports.district.record.judging import judge_again
from exports.district.record.kept_apart import renumber_registers
from exports.district.record.lost import lost_events
from exports.district.record.old_record import old_record
from exports.district.record.purged_names import purge_registers
from exports.district.schema import TABLES, TAKEN_RESULTS
from exports.exchange.pack.layout import ENDING
from storage.disk.private_files import close_to_others
from storage.disk.protection.open_keys import open_key_of
from storage.disk.whose.districts import need_some_of_district


class Rebuilt(NamedTuple):
    """What the new record holds: packs that were taken, events, the district's own among them, and sessions. `lost` names
    what the old one had and the archive has not; `set_aside` is where the old file is now (None: there was none)."""

    packs: int
    events: int
    rulings: int
    sessions: int
    lost: tuple[Problem, ...]
    set_aside: Path | None


def rebuild(path: Path, clock: Clock, *, leave_out: bool = False, whole: bool = False) -> Rebuilt:
    """Make the record of the district in the folder `path` anew. It is built beside the old one, and swapped last; the old file
    stays. An interrupted rebuild changes nothing, or is finished by the next start.

    Raises Refused where there is no district, another program has it open, a part of what was decided can't be read (see
    `leave_out` of `gather_kept`), or the new record would lack something and the old one is sound or `whole` is true.
    """
    folder = DistrictFolder(path)
    need_some_of_district(path)
    finish_rebuild(folder)
    finish_conversion(folder)
    need_made_to_the_end(folder)
    close_to_others(folder.path)
    with old_record(folder) as (old, is_sound):
        kept = gather_kept(folder, old, leave_out=leave_out)
        with half_rebuilt(folder) as building:
            rebuilt = _build(folder, building, kept, clock)
            if is_sound and rebuilt.lost:
                raise Refused(*rebuilt.lost, _sound(folder))
            if whole and rebuilt.lost:
                raise Refused(*rebuilt.lost)
    return rebuilt._replace(set_aside=finish_rebuild(folder))


def _build(folder: DistrictFolder, building: DistrictFolder, kept: Kept, clock: Clock) -> Rebuilt:
    db = connect(building.database, open_key_of(folder.path))
    try:
        district = _with_what_was_kept(folder, db, kept, clock)
        chains = kept.rows.get("chain", [])
        packs, lost = _take_archive(district, kept.rows.get("pack", []), chains)
        db.execute("BEGIN")
        judge_again(district)
        renumber_registers(db, common_facts(district).joins, district.identity.desk)
        purge_registers(db, common_facts(district).joins.lost, "event")
        refold(district, None)
        _as_received(db, chains)
        db.execute("COMMIT")
        lost += lost_events(db, chains, district.identity.desk)
        own = f"event WHERE desk = '{district.identity.desk}'"
        events, rulings, sessions = (_count(db, rows) for rows in ("event", own, "session"))
        db.execute("CHECKPOINT")
    except duckdb.Error as error:
        raise trouble(building.database, error) or error from None
    finally:
        close(db)
    return Rebuilt(packs, events, rulings, sessions, (*kept.left_out, *lost), None)


def _with_what_was_kept(folder: DistrictFolder, db: duckdb.DuckDBPyConnection, kept: Kept, clock: Clock) -> District:
    """A district on a new database that holds all that is in no pack."""
    for table in TABLES:
        db.execute(table)
    who = kept.rows["district"][0]
    own = [row for row in kept.rows.get("chain", []) if row["desk"] == who["desk"]]
    for table, rows in {**kept.rows, "chain": own}.items():
        put_rows(db, table, rows)
    counted(db)
    # Above all that was kept: what is beside the record is then older, and written again where it differs.
    db.execute(f"UPDATE {COUNTER} SET number = ?", [kept.generation + 1])
    return District(folder, db, Identity(who["code"], who["name"], who["timezone"], who["desk"]), clock)


def _take_archive(district: District, noted: list[Row], chains: list[Row]) -> tuple[int, list[Problem]]:
    """Take the packs that the old record had taken, in their order; how many they were, and those that are lost.

    Where nobody knows any more which they were, all packs of the archive are tried, the oldest file first.
    """
    taken = [row for row in noted if row["result"] in TAKEN_RESULTS] or _all_in(district.folder)
    taken = _without_destroyed(district.folder, taken, chains)
    count, lost = 0, list[Problem]()
    for received, rows in groupby(
        sorted(taken, key=lambda row: (row["received"], row["file"])), lambda row: row["received"]
    ):
        packs, missing = archived_packs(district.folder, [(row["digest"], row["file"]) for row in rows])
        lost += missing
        states = ChainStates(district.db)
        with read_packs(district, packs, states) as found:
            district.db.execute("BEGIN")
            results, _changed = accept_packs(district, packs, found, states, received)
            district.db.execute("COMMIT")
        count += len(results)
    return count, lost


def _without_destroyed(folder: DistrictFolder, taken: list[Row], chains: list[Row]) -> list[Row]:
    """Those packs without the ones that are not in the archive any more and that a newer one of the same desk replaces."""
    newest = {row["desk"]: row["digest"] for row in chains}

    def is_needed(row: Row) -> bool:
        after = newest.get(row.get("desk")) or row["digest"]
        return after == row["digest"] or is_in_archive(folder, row["digest"]) or not is_in_archive(folder, after)

    return [row for row in taken if is_needed(row)]


def _all_in(folder: DistrictFolder) -> list[Row]:
    files = [(file.stat().st_mtime_ns // 1_000_000, file) for file in folder.archive.glob(f"*{ENDING}")]
    return [
        {"received": written, "digest": file.stem, "file": file.name, "result": "merged"} for written, file in files
    ]


def _as_received(db: duckdb.DuckDBPyConnection, chains: list[Row]) -> None:
    """When a desk's pack came last, and which it was: a pack that came twice brought nothing the second time."""
    for row in chains:
        db.execute(
            "UPDATE chain SET received = ?, digest = ? WHERE desk = ? AND events = ? AND head = ?",
            [row[name] for name in ("received", "digest", "desk", "events", "head")],
        )


def _count(db: duckdb.DuckDBPyConnection, rows: str) -> int:
    found = db.execute(f"SELECT count(*) FROM {rows}").fetchone()
    return int(found[0]) if found else 0


def _sound(folder: DistrictFolder) -> Problem:
    message = N_("the record is sound, and one that is made anew would lack this: nothing was changed")
    return Problem("record_is_sound", str(folder.database), message)
