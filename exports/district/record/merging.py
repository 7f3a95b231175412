"""Merge packs of all teams into one record: the union of all events, in any order and with any repeats."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.progress import counted
from checkin.rules.judging import SetAsideEvent
from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import _
from exports.district.columns import INCOMING, duckdb_table
from exports.district.district import District
from exports.district.record.apart import NOT_FOLDED, by_halves, not_folded
from exports.district.record.chain_states import ChainStates
from exports.district.record.common_facts import common_facts
from exports.district.record.folding import refold
from exports.district.record.handed_in import HandedIn, archived, files_handed_in, is_sheet, keep_in_archive
from exports.district.record.handed_on import take_rows
from exports.district.record.incoming import HELD, LIMITS, PackFound, Task, not_read, read_incoming
from exports.district.record.kept_apart import keep_apart
from exports.district.record.lost_desks import forget_registers, note_vouching
from exports.district.record.purged_names import purge_registers
from exports.district.record.registers import keep_register
from exports.district.record.upgrading import bring_up_to_date
from exports.district.record.workers import Work, in_parallel
from exports.district.returns.returns import take_return
from exports.district.says.sealed import opening_key
from exports.district.says.trust import joined_keys, keyring_of
from exports.district.scratch_keys import SCRATCH
from storage.disk.protection.open_keys import OpenKey, key_of

_Read = tuple[HandedIn, PackFound]
_TAKEN = ("merged", "already")
_NOTHING_NEW = N_("nothing in it is new: what is here is as new or newer")


@dataclass(frozen=True, slots=True)
class PackResult:
    """What happened to one file: `result` is merged, already, held or refused; `problem` says why it was not merged. Of its new
    events, `set_aside` count for nothing, because their content can't be so.
    """

    pack: str
    result: str
    problem: Problem | None
    events: int
    new_events: int
    set_aside: tuple[SetAsideEvent, ...] = ()


def merge(district: District, paths: Iterable[Path]) -> list[PackResult]:
    """Merge packs, and all packs in folders. The results: one for each file in order, then one for each held pack that came free.

    All sound packs go in together, in one transaction; if the program is killed meanwhile, nothing changes. Raises
    Refused if a path is missing.
    """
    bring_up_to_date(district)
    waiting = _held(district)
    results: list[PackResult] = []
    received: list[HandedIn] = []
    for file in counted(list(files_handed_in(paths)), _("files that were kept")):
        try:
            if is_sheet(file):
                results.append(_take_by_hand(district, file))
            else:
                received.append(keep_in_archive(district, file))
        except Refused as refused:
            results.append(PackResult(file.name, "refused", refused.problems[0], 0, 0))
    new = list({pack.digest: pack for pack in received}.values())
    again = [pack for pack in waiting if pack.digest not in {p.digest for p in new}]
    outcomes = _merge(district, [*new, *again])
    seen: set[str] = set()
    for pack in received:
        results.append(_again(outcomes[pack.digest], pack.shown) if pack.digest in seen else outcomes[pack.digest])
        seen.add(pack.digest)
    results += [outcomes[pack.digest] for pack in again if outcomes[pack.digest].result != "held"]
    return results


def _again(first: PackResult, shown: str) -> PackResult:
    """The result of a second copy of the same file, named `shown`: it brings nothing new."""
    if first.result in ("held", "refused"):
        return replace(first, pack=shown)
    return PackResult(shown, "already", Problem("already", shown, _NOTHING_NEW), first.events, 0)


def _take_by_hand(district: District, file: Path) -> PackResult:
    """Take the spreadsheet of a school without packs; its hours stay apart and are not verified. Raises Refused with its faults."""
    taken = take_return(district, file)
    message = N_("filled in by hand by {team}: {persons} persons, not verified")
    values: dict[str, object] = {"team": taken.team, "persons": taken.persons}
    if taken.notes:
        message = N_("filled in by hand by {team}: {persons} persons, not verified; columns not read: {columns}")
        values["columns"] = ", ".join(str(note.values["columns"]) for note in taken.notes)
    problem = Problem("by_hand", file.name, message, values)
    return PackResult(file.name, "merged", problem, 0, 0)


def retry_held(district: District) -> list[PackResult]:
    """Merge the packs that wait, for example after a key was trusted; a result for each that waits no longer."""
    return merge(district, ())


def _merge(district: District, packs: Sequence[HandedIn]) -> dict[str, PackResult]:
    if not packs:
        return {}
    states = ChainStates(district.db)
    with read_packs(district, packs, states) as found:
        read = list(zip(packs, found, strict=True))
        # Those that were set back before come last and apart, so that they cost the others nothing.
        waited = [one for one in read if one[0].set_back]
        fresh = [one for one in read if not one[0].set_back]

        def enter(chosen: Sequence[_Read]) -> dict[str, PackResult]:
            with district.transaction():
                return _enter(district, [p for p, _f in chosen], [f for _p, f in chosen], ChainStates(district.db))

        def set_back(one: _Read) -> dict[str, PackResult]:
            with district.transaction():
                return _set_back(district, one)

        return {**by_halves(fresh, enter, set_back), **by_halves(waited, enter, set_back)}


@contextmanager
def read_packs(district: District, packs: Sequence[HandedIn], states: ChainStates) -> Iterator[list[PackFound]]:
    """What each pack holds, read from end to end; the files with its new events are there until the block ends."""
    known, keyring, identity = states.known(), keyring_of(district), opening_key(district)
    joined, names, key = joined_keys(district), district.team_names(), key_of(district.folder.path)
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


def _set_back(district: District, read: _Read) -> dict[str, PackResult]:
    """Note that a pack waits, because nothing can be put together with it. The caller opens the transaction."""
    pack, one = read
    result = PackResult(pack.shown, "held", not_folded(pack.shown), one.events, 0)
    _note(district, pack, one, result, district.now())
    return {pack.digest: result}


def _enter(
    district: District, packs: Sequence[HandedIn], found: Sequence[PackFound], states: ChainStates
) -> dict[str, PackResult]:
    """Enter all packs into the record; the result of each by its SHA-256. The caller opens the transaction."""
    received = district.now()
    results, changed = accept_packs(district, packs, found, states, received)
    for pack, one in zip(packs, found, strict=True):
        _note(district, pack, one, results[pack.digest], received)
    changed |= keep_apart(district, [one for pack, one in zip(packs, found, strict=True) if _is_taken(results, pack)])
    lost = common_facts(district).joins.lost
    forget_registers(district.db, lost)
    purge_registers(district.db, lost)
    if changed:
        refold(district, changed)
    district.db.execute("DROP TABLE IF EXISTS incoming")
    return results


def accept_packs(
    district: District, packs: Sequence[HandedIn], found: Sequence[PackFound], states: ChainStates, received: int
) -> tuple[dict[str, PackResult], set[str]]:
    """Take the events and registers of sound packs, without deciding or deriving anything. Needs a transaction around it.

    Returns the result of each by its SHA-256, and the teams with new events. The new events are in the table `incoming` too.
    """
    key = key_of(district.folder.path)
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
            problem = Problem("already", pack.shown, _NOTHING_NEW)
        results[pack.digest] = PackResult(pack.shown, kind, problem, one.events, new, one.set_aside)
    states.write()
    note_vouching(district.db, [one for pack, one in zip(packs, found, strict=True) if _is_taken(results, pack)])
    return results, changed


def _is_taken(results: Mapping[str, PackResult], pack: HandedIn) -> bool:
    return results[pack.digest].result in _TAKEN


def _stage(district: District, found: Sequence[PackFound], key: OpenKey | None) -> None:
    files = [one.events_file for one in found if one.events_file is not None and one.problem is None]
    district.db.execute(f"CREATE OR REPLACE TEMP TABLE incoming ({duckdb_table(INCOMING)})")
    if files:
        take_rows(district.db, "INSERT INTO incoming SELECT *", INCOMING, files, key)


def _note(district: District, pack: HandedIn, found: PackFound, result: PackResult, received: int) -> None:
    problem = result.problem
    values = None if problem is None else json.dumps(dict(problem.values), ensure_ascii=False, default=str)
    # If a pack comes again, its first result stays: “merged” says more than “nothing new”.
    district.db.execute(
        "INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET "
        "file = excluded.file, team = excluded.team, desk = excluded.desk, result = excluded.result, "
        "code = excluded.code, message = excluded.message, facts = excluded.facts, events = excluded.events, "
        "new_events = excluded.new_events WHERE pack.result NOT IN ('merged', 'already')",
        [
            pack.digest, pack.shown, received, found.team or _team_of(problem), found.desk or None, result.result,
            problem and problem.code, problem and problem.message, values, result.events, result.new_events,
        ],
    )  # fmt: skip


def _team_of(problem: Problem | None) -> str | None:
    team = None if problem is None else problem.values.get("team")
    return team if isinstance(team, str) else None


def _held(district: District) -> list[HandedIn]:
    rows = district.db.execute(
        "SELECT digest, file, code FROM pack WHERE result = 'held' ORDER BY received, file"
    ).fetchall()
    found = (HandedIn(digest, archived(district, digest), file, code == NOT_FOLDED) for digest, file, code in rows)
    return [pack for pack in found if pack.file.exists()]
