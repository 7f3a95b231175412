"""Merge packs of all teams into one record: the union of all events, in any order and with any repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checkin.progress import counted, stage
from checkin.rules.problems import N_, Problem, Refused, by_count
from checkin.texts import _, enumerated
from exports.district.district import District
from exports.district.record.accepting import accept_packs, read_packs
from exports.district.record.apart import by_halves, not_folded
from exports.district.record.chain_states import ChainStates
from exports.district.record.common_facts import common_facts
from exports.district.record.folding import refold
from exports.district.record.handed_in import ArchiveNotWritten, HandedIn, files_handed_in, is_sheet, keep_in_archive
from exports.district.record.incoming import PackFound
from exports.district.record.kept_apart import keep_apart
from exports.district.record.lost_desks import forget_registers
from exports.district.record.own_files import own_file_without_pack
from exports.district.record.pack_results import PASSED_OVER, PackResult, held_packs, note_result, result_again
from exports.district.record.purged_names import purge_registers
from exports.district.record.upgrading import bring_up_to_date
from exports.district.returns.returns import take_return

_Read = tuple[HandedIn, PackFound]


def merge(district: District, paths: Iterable[Path]) -> list[PackResult]:
    """Merge packs, and all packs in folders. The results: one for each file in order, then one for each held pack that came free.

    All sound packs go in together, in one transaction; if the program is killed meanwhile, nothing changes. Raises
    Refused if a path is missing, or the archive can't be written.
    """
    bring_up_to_date(district)
    waiting = held_packs(district)
    results: list[PackResult] = []
    received: list[HandedIn] = []
    for file, named in counted(list(files_handed_in(paths)), _("files that were kept")):
        try:
            if (own := None if named else own_file_without_pack(file)) is not None:
                results.append(PackResult(file.name, PASSED_OVER, own, 0, 0))
            elif is_sheet(file):
                results.append(_take_by_hand(district, file))
            else:
                received.append(keep_in_archive(district, file))
        except ArchiveNotWritten as failed:
            # Nothing is in the record yet, and all files can be handed in again.
            raise failed.refused from failed
        except Refused as refused:
            results.append(PackResult(file.name, "refused", refused.problems[0], 0, 0))
    # Of two copies of one file the first is taken.
    new = list({pack.digest: pack for pack in reversed(received)}.values())[::-1]
    again = [pack for pack in waiting if pack.digest not in {p.digest for p in new}]
    outcomes = _merge(district, [*new, *again])
    seen: set[str] = set()
    for pack in received:
        results.append(
            result_again(outcomes[pack.digest], pack.shown) if pack.digest in seen else outcomes[pack.digest]
        )
        seen.add(pack.digest)
    results += [outcomes[pack.digest] for pack in again if outcomes[pack.digest].result != "held"]
    return results


def _take_by_hand(district: District, file: Path) -> PackResult:
    """Take the spreadsheet of a school without packs; its hours stay apart and are not verified. Raises Refused with its faults."""
    taken = take_return(district, file)
    message = by_count(
        taken.persons,
        N_("filled in by hand by {team}: {persons} person, not verified"),
        N_("filled in by hand by {team}: {persons} persons, not verified"),
    )
    values: dict[str, object] = {"team": taken.team, "persons": taken.persons}
    if taken.notes:
        message = by_count(
            taken.persons,
            N_("filled in by hand by {team}: {persons} person, not verified; columns not read: {columns}"),
            N_("filled in by hand by {team}: {persons} persons, not verified; columns not read: {columns}"),
        )
        values["columns"] = enumerated(str(note.values["columns"]) for note in taken.notes)
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


def _set_back(district: District, read: _Read) -> dict[str, PackResult]:
    """Note that a pack waits, because nothing can be put together with it. The caller opens the transaction."""
    pack, one = read
    result = PackResult(pack.shown, "held", not_folded(pack.shown), one.events, 0, school=one.team_name)
    note_result(district, pack, one, result, district.now())
    return {pack.digest: result}


def _enter(
    district: District, packs: Sequence[HandedIn], found: Sequence[PackFound], states: ChainStates
) -> dict[str, PackResult]:
    """Enter all packs into the record; the result of each by its SHA-256. The caller opens the transaction."""
    received = district.now()
    with stage(_("What is new is put into the record")):
        results, changed = accept_packs(district, packs, found, states, received)
        for pack, one in zip(packs, found, strict=True):
            note_result(district, pack, one, results[pack.digest], received)
        changed |= keep_apart(
            district, [one for pack, one in zip(packs, found, strict=True) if results[pack.digest].is_taken]
        )
        lost = common_facts(district).joins.lost
        forget_registers(district.db, lost)
        purge_registers(district.db, lost, "incoming")
    if changed:
        refold(district, changed)
    district.db.execute("DROP TABLE IF EXISTS incoming")
    return results
