"""Packs are read from end to end, and what is new in the sound ones is taken into the record; nothing is derived yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from checkin.texts import _
from exports.district.columns import INCOMING, duckdb_table
from exports.district.district import District
from exports.district.record.chain_states import ChainStates
from exports.district.record.handed_in import HandedIn
from exports.district.record.handed_on import take_rows
from exports.district.record.incoming import HELD, LIMITS, PackFound, Task, not_read, read_incoming
from exports.district.record.lost_desks import note_vouching
from exports.district.record.pack_results import PackResult, nothing_new
from exports.district.record.registers import keep_register
from exports.district.record.workers import Work, in_parallel
from exports.district.says.sealed import opening_key
from exports.district.says.trust import joined_keys, keyring_of
from storage.disk.protection.open_keys import OpenKey, open_key_of
from storage.disk.whose.own_names import SCRATCH


@contextmanager
def read_packs(district: District, packs: Sequence[HandedIn], states: ChainStates) -> Iterator[list[PackFound]]:
    """What each pack holds, read from end to end; the files with its new events are there until the block ends."""
    known, keyring, identity = states.known(), keyring_of(district), opening_key(district)
    joined, names, key = joined_keys(district), district.team_names(), open_key_of(district.folder.path)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=district.folder.path) as scratch:
        tasks = [
            Task(i, pack.file, pack.shown, keyring, known, identity, Path(scratch), joined, names, key)
            for i, pack in enumerate(packs)
        ]
        work = Work(
            read_incoming,
            lambda task: task.file.stat().st_size,
            limits=LIMITS,
            lost=not_read,
            words=_("packs that were read"),
        )
        yield in_parallel(work, tasks)


def accept_packs(
    district: District, packs: Sequence[HandedIn], found: Sequence[PackFound], states: ChainStates, received: int
) -> tuple[dict[str, PackResult], set[str]]:
    """Take the events and registers of sound packs, without deciding or deriving anything. Needs a transaction around it.

    Returns the result of each by its SHA-256, and the teams with new events. The new events are in the table `incoming` too.
    """
    key = open_key_of(district.folder.path)
    _stage(district, found, key)
    results: dict[str, PackResult] = {}
    changed: set[str] = set()
    for pack, one in zip(packs, found, strict=True):
        problem, new, renamed = one.problem, 0, False
        if problem is None:
            problem, new = states.accept(one, pack.shown, received, pack.digest)
        if problem is None:
            renamed = keep_register(district.db, one, key)
            changed.update([one.team] if new else [])
        kind = "merged" if new or renamed else "already"
        if problem is not None:
            kind = "held" if problem.code in HELD else "refused"
        elif kind == "already":
            problem = nothing_new(pack.shown, mended=pack.mended)
        results[pack.digest] = PackResult(pack.shown, kind, problem, one.events, new, one.set_aside, one.team_name)
    states.write()
    note_vouching(district.db, [one for pack, one in zip(packs, found, strict=True) if results[pack.digest].is_taken])
    return results, changed


def _stage(district: District, found: Sequence[PackFound], key: OpenKey | None) -> None:
    files = [one.events_file for one in found if one.events_file is not None and one.problem is None]
    district.db.execute(f"CREATE OR REPLACE TEMP TABLE incoming ({duckdb_table(INCOMING)})")
    if files:
        take_rows(district.db, "INSERT INTO incoming SELECT *", INCOMING, files, key)
