"""Imports a roster file into the register: people, badge numbers, consents, in one transaction (design §1, §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import UNSIGNED, Signature
from storage.log.many_events import ChainedRows
from storage.people.badges import issue, revoke_all
from storage.people.register import key_of
from storage.people.search_text import sounds_of_name
from storage.purging.purging import bring_back
from storage.roster.bringing.prepared import NOTHING_SAID, Prepared, Wanted, is_still_so, prepare
from storage.roster.dropping import Dropping
from storage.roster.plan import ImportPlan
from storage.roster.purged import NOTHING_LEFT_OUT, LeftOut
from storage.roster.reading import Reading, read_roster
from storage.store import Store
from storage.supervision.consequences import check_unchanged

_TRIES = 4
"""Events are chained anew where a scan came meanwhile; the last time while the record is locked."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do. `taken` is false where nothing came in; `badges` counts numbers
    that were minted or taken from the file. `dropped` are classes that the list drops; where `asks` is true, a person
    has to say what becomes of them before anything comes in. `left_out` is what was purged before and stays out, or with
    `with_purged` comes in.
    """

    plan: ImportPlan
    taken: bool
    badges: int
    dropped: tuple[Dropping, ...] = ()
    asks: bool = False
    left_out: LeftOut = NOTHING_LEFT_OUT


def read_list(store: Store, path: Path) -> Reading:
    """Read a roster file, and look up how its names are read. A list of thousands takes a second: outside of a transaction no scan
    waits for it. Raises Refused for a file that can't be read.
    """
    reading = read_roster(path, today=store.today(), valid_badge=is_badge_number)
    for row in reading.rows:
        sounds_of_name(row.name)
    return reading


def prepare_list(store: Store, path: Path, wanted: Wanted, reading: Reading | None = None) -> Prepared:
    """Work out what a roster file brings, and write nothing; `reading` is what `read_list` gave, where it was read already.

    Raises Refused for a file that can't be read, and at any desk but the team's first.
    """
    if not store.identity.first:
        message = N_("rosters come in at the team's first desk, which mints the badges; then take its newer kit here")
        raise refuse("not_first_desk", str(path), message)
    return prepare(store, read_list(store, path) if reading is None else reading, path.name, wanted)


def report_of(prepared: Prepared, *, taken: bool) -> ImportReport:
    """What a prepared list comes to, where it was `taken`, or would be."""
    is_taken = taken and prepared.comes_in
    left_out, badges = prepared.left_out, prepared.badges if is_taken else 0
    return ImportReport(prepared.plan, is_taken, badges, prepared.dropped, prepared.asks, left_out)


def import_roster(
    store: Store,
    path: Path,
    wanted: Wanted = NOTHING_SAID,
    *,
    shown: Reading | None = None,
    signed: Signature = UNSIGNED,
) -> ImportReport:
    """Read a roster file into the register. `shown` is what `read_list` gave when somebody looked at the list.

    Raises Refused as `prepare_list` does, and for a file that is not what was shown any more.
    """
    reading = None if shown is None else read_list(store, path)
    if reading != shown:
        raise refuse("list_changed", path.name, N_("the file was changed after it was shown: look at it again"))
    return take_in(store, path, prepare_list(store, path, wanted, reading), signed)


def take_in(
    store: Store,
    path: Path,
    prepared: Prepared,
    signed: Signature = UNSIGNED,
    *,
    mark: tuple[object, ...] | None = None,
) -> ImportReport:
    """Write what `prepare_list` gave for a list; new people get a badge number. Bad rows are in the report's plan and are not
    imported. `mark` is what held for everybody when somebody was told what changes by it: raises Refused where that is no longer so.
    """
    if not prepared.comes_in:
        return report_of(prepared, taken=False)
    try:
        return _brought_in(store, prepared, path.name, mark, signed)
    finally:
        store.ledger.forget_ahead()
        store.register.forget_rows()


def _brought_in(
    store: Store, prepared: Prepared, name: str, mark: tuple[object, ...] | None, signed: Signature
) -> ImportReport:
    # All that takes long comes before the record is locked.
    store.register.prepare_rows(prepared.rows, prepared.given)
    for tries_left in reversed(range(_TRIES)):
        ahead = store.ledger.chain_ahead(prepared.bodies, signed=signed)
        with store.ledger.transaction():
            if mark is not None:
                check_unchanged(store, mark)
            if tries_left and not store.ledger.follows(ahead):
                continue
            if is_still_so(store, prepared) and not prepared.brings_back:
                return _taken_in(store, prepared, ahead, signed)
            prepared = prepare(store, prepared.reading, name, prepared.wanted)
            if prepared.brings_back:
                left_out = prepared.left_out
                bring_back(store, left_out.fields, signed)
                prepared = replace(prepare(store, prepared.reading, name, prepared.wanted), left_out=left_out)
            # They replace what was laid beside before.
            store.register.prepare_rows(prepared.rows, prepared.given)
            return _taken_in(store, prepared, None, signed)
    raise AssertionError("the last try does it")


def _taken_in(store: Store, prepared: Prepared, ahead: ChainedRows | None, signed: Signature) -> ImportReport:
    """`ahead` is None where the events were not chained before."""
    report = report_of(prepared, taken=True)
    if report.taken:
        store.register.enter_rows()
        prepared.moved.write(store)
        store.register.mark_left((key_of(person) for person in prepared.plan.leavers), store.today())
        for person, badge in prepared.exchanged:
            revoke_all(store, person, signed)
            issue(store, person, badge, signed)
        store.register.set_badges(prepared.given_to_others)
        store.ledger.record_all(prepared.bodies, signed=signed, ahead=ahead)
    return report
