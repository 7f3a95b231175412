"""Whether a district's folder is sound: its database, what is kept beside it, the archive, keys and tables that it may change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from checkin.clock import Clock
from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.wire import NO_PREVIOUS, digest, read_event
from exports.district.connection import trouble
from exports.district.district import District, open_district
from exports.district.folder import DistrictFolder
from exports.district.kept.part_file import ENDING as PART
from exports.district.kept.part_file import DamagedPart, read_part
from exports.district.own_tables import faults_of_tables
from exports.district.protection.belongings import in_the_clear
from exports.district.protection.swapping import finish_conversion
from exports.district.record.archived import fault_of_archived, needed_packs
from exports.district.record.old_record import read_whole
from exports.district.says.sealed import check_sealing_keys
from exports.district.says.versions import last_version
from exports.exchange.pack.layout import ENDING
from storage.disk import keys
from storage.disk.protection.marks import is_protected
from storage.disk.whose.districts import need_some_of_district


def check_district(path: Path, clock: Clock) -> list[Problem]:
    """All that is wrong in the district's folder, with what to do; an empty list where all is sound. What is beside the record
    and is damaged is written again from it.

    Raises Refused where there is no district, or another program has it open.
    """
    folder = DistrictFolder(path)
    need_some_of_district(path)
    finish_conversion(folder)
    beside = [*_faults_beside(folder), *_in_the_clear(folder)]
    try:
        with open_district(path, clock) as district:
            return [*beside, *_faults_of(district)]
    except Refused as refused:
        if refused.problems[0].code in ("no_district", "in_use", "needs_passphrase", "no_protection"):
            raise
        return [*refused.problems, *beside, *_faults_of_archive(folder, {})]


def _faults_of(district: District) -> Iterator[Problem]:
    try:
        read_whole(district.db)
        yield from _faults_of_chains(district.db)
        yield from _faults_of_own_chain(district.db, district.identity.desk)
        names = needed_packs(district.db, district.folder)
    except duckdb.Error as error:
        refused = trouble(district.folder.database, error)
        if refused is None:
            raise
        names = {}
        yield from refused.problems
    yield from _faults_of_archive(district.folder, names)
    for look in (_look_at_key, check_sealing_keys, last_version):
        yield from _refusals(look, district)
    yield from faults_of_tables(district)


def _faults_of_chains(db: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Chains that are not as long as they are said to be, or end otherwise."""
    rows = db.execute(
        "SELECT c.team, coalesce(c.desk_name, c.desk) FROM chain c LEFT JOIN (SELECT desk, count(*) AS events, max(seq) AS last, "
        "arg_max(hash, seq) AS head FROM event GROUP BY desk) e USING (desk) WHERE c.events > 0 AND (e.events, e.last, e.head) "
        "IS DISTINCT FROM (c.events, c.events, c.head) ORDER BY ALL"
    ).fetchall()
    message = N_("events of desk {desk} are missing from the record: make it anew with hourdesk district rebuild")
    for team, desk in rows:
        yield Problem("events_missing", team, message, {"desk": desk})


def _faults_of_own_chain(db: duckdb.DuckDBPyConnection, own_desk: str) -> Iterator[Problem]:
    """No pack holds the district's own events: their bytes are all that there is."""
    previous = NO_PREVIOUS
    rows = db.execute("SELECT seq, hash, raw FROM event WHERE desk = ? ORDER BY seq", [own_desk]).fetchall()
    message = N_(
        "the district's ruling {seq} was changed after it was written: make the record anew with hourdesk district rebuild"
    )
    for seq, hash_, text in rows:
        try:
            raw = text.encode("utf-8")
            _event, _seq, before = read_event(raw)
            is_sound = before == previous and digest(before, raw) == hash_
        except (ValueError, TypeError, AttributeError):
            is_sound = False
        previous = hash_
        if not is_sound:
            yield Problem("bad_ruling", own_desk, message, {"seq": seq})


def _faults_of_archive(folder: DistrictFolder, names: dict[str, str]) -> Iterator[Problem]:
    """Packs that are not as they came; `names` are the names of those that were taken, by SHA-256."""
    there = {file.stem: file.name for file in folder.archive.glob(f"*{ENDING}")}
    for name, shown in sorted({**there, **names}.items()):
        problem = fault_of_archived(folder.archive / f"{name}{ENDING}", name, shown)
        if problem is not None:
            yield problem


def _faults_beside(folder: DistrictFolder) -> Iterator[Problem]:
    message = N_(
        "this part of what was decided is damaged ({reason}); where the record is sound, it is written again from it now"
    )
    for file in sorted(folder.decisions.glob(f"*{PART}")):
        try:
            read_part(file)
        except (DamagedPart, OSError) as error:
            reason = reason_of(error if isinstance(error, OSError) else ValueError("corrupt"))
            yield Problem("part_damaged", str(file), message, {"reason": reason})


def _in_the_clear(folder: DistrictFolder) -> Iterator[Problem]:
    message = N_(
        "this lies in a protected folder and is not encrypted: hourdesk district protect encrypts, moves or deletes it"
    )
    for name in in_the_clear(folder) if is_protected(folder.path) else ():
        yield Problem("in_the_clear", str(folder.path / name), message)


def _look_at_key(district: District) -> None:
    """Raises Refused where the key that signs is not the one of the district's chain."""
    key = keys.public_bytes(district.signing_key())
    if keys.desk_id(key) != district.identity.desk:
        message = N_("this is the key of another district: put the right one back, from a copy of this folder")
        raise Refused(Problem("another_key", str(district.folder.keys), message))


def _refusals(look: Callable[[District], object], district: District) -> Iterator[Problem]:
    try:
        look(district)
    except Refused as refused:
        yield from refused.problems
