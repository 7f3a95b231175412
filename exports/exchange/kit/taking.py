"""Make a new desk from a kit, or take a newer kit at a desk that was made from one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.events import Event
from checkin.rules.identity import key
from checkin.rules.problems import Refused
from checkin.rules.purges import PurgedFields, known_again, without_fields
from exports.exchange.admission import Admitted, Claim, admitted, out_of_place, reader_at
from exports.exchange.kit.contents import Kit, classes_in, note_in, person_of, purged_in, unpack_kit
from exports.exchange.kit.sealing import read_sealed
from exports.exchange.lost_desks import check_kit_knows, check_not_revoked
from exports.exchange.receiving import FileKind, kind_of, receive
from storage.disk.copies.copies_key import keep_copies_secret
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from storage.enrolment import another_desk_key
from storage.keyring import keyring_of
from storage.log.expected_desks import expect_only
from storage.log.meanings import keep_meanings
from storage.log.taking_in import whose_badges_here
from storage.people.badges import register_badges
from storage.people.closed_years import replace_closed
from storage.people.earlier_classes import replace_earlier
from storage.people.notes import NO_NOTES, NotesTaken, take_notes
from storage.purging.erasing import erase, overwrite_what_is_deleted
from storage.purging.fields import take_away
from storage.standard.tables import keep_kit_tables
from storage.store import Store, new_folder, new_store
from storage.team_recovery import keep_team_recovery


@dataclass(frozen=True, slots=True)
class KitTaken:
    """What a kit brought: its version, and how many persons and events it holds. `new` is false if the desk already had it.
    `notes` is what became of the notes on people that it has. Of `kept_purged` persons it has what was purged here, and nobody let
    that be known again: it stays purged."""

    version: int
    persons: int
    events: int
    new: bool
    notes: NotesTaken = NO_NOTES
    kept_purged: int = 0


def init_from_kit(
    path: Path,
    file: Path,
    desk_name: str | None = None,
    passphrase: str | None = None,
    *,
    clock: Clock,
    prepare: Callable[[DataFolder], object] | None = None,
) -> Store:
    """Make another desk of the kit's team in the empty folder `path`, with its own id and key, and open it.

    Without `desk_name` the desk gets the name in the kit, or else the next number. Raises Refused if the file is no
    sound kit, its passphrase is wrong, or the folder holds a desk already. `prepare` is that of `init_store`.
    """
    return desk_from(path, read_kit(file, passphrase), desk_name, clock=clock, prepare=prepare)


def desk_from(
    path: Path,
    kit: Kit,
    desk_name: str | None = None,
    *,
    clock: Clock,
    prepare: Callable[[DataFolder], object] | None = None,
) -> Store:
    """The same from a kit that was read already."""
    name = desk_name or kit.desk_name or _next_number(kit.desks)
    with new_folder(path) as folder:
        if prepare is not None:
            prepare(folder)
        desk = another_desk_key(folder, kit.team, kit.team_key, kit.enrolment_key, kit.enrolment)
        _keep_files(folder, kit)
        identity = DeskIdentity(kit.team, kit.team_name, kit.timezone, desk, name, False, kit.version)
        return new_store(folder, identity, clock, lambda store: _bring_in(store, kit))


def take_kit(
    store: Store, file: Path, passphrase: str | None = None, *, agreed: Callable[[], object] | None = None
) -> KitTaken:
    """Take a newer kit: it replaces what the older kit brought. What this desk itself recorded stays. `agreed` is called once the
    kit can be taken, before anything is written, and may still refuse.

    Raises Refused for another kind of file, a kit of another team or signer, an older version, and at the first desk.
    """
    reader, where = reader_at(store.identity), str(file)
    misplaced = out_of_place(FileKind.KIT, reader, where)
    if misplaced is not None and kind_of(file) is FileKind.KIT:
        raise Refused(misplaced)
    kit = read_kit(file, passphrase)
    claim = Claim(FileKind.KIT, where, kit.team, kit.team_key, kit.version)

    def admission_now() -> Admitted:
        found = admitted(claim, reader, keyring_of(store), store.kit_version)
        check_kit_knows(store, kit.events, where)
        return found

    if agreed is not None:
        admission_now()
        agreed()
    overwrite_what_is_deleted(store.connection)
    with store.ledger.transaction():
        admission = admission_now()
        marks = store.register.purged.fields()
        notes = _bring_in(store, kit) if admission.new else NO_NOTES
        kept = _kept_purged(store, kit) if admission.new else {}
        if admission.new:
            check_not_revoked(store, where)
            _keep_files(store.folder, kit)
    if store.register.purged.fields() != marks:
        erase(store)
    return KitTaken(kit.version, len(kit.persons), len(kit.events), admission.new, notes, len(kept))


def read_kit(file: Path, passphrase: str | None) -> Kit:
    """What is in a kit. Raises Refused if the file is no sound kit, or its passphrase is wrong."""
    receive(file, FileKind.KIT)
    return unpack_kit(read_sealed(file, passphrase), str(file))


def _bring_in(store: Store, kit: Kit) -> NotesTaken:
    with store.ledger.transaction():
        makings, purges = store.ledger.facts().makings, store.ledger.queries.of_kind("purge")
        store.ledger.replace_kit_events(kit.events)
        take_away(store, _purged_by_the_first_desk(store, kit, purges))
        store.register.write(person_of(row) for row in kit.persons)
        for row in kit.persons:
            if row["badge"]:
                store.register.set_badge(key(row["team"], row["number"]), row["badge"])
        earlier = [classes_in(row) for row in kit.persons]
        if any(one is not None for one in earlier):
            replace_earlier(store, [note for of in earlier for note in of or ()])
        if kit.years is not None:
            replace_closed(store, kit.years)
        store.register.mark_left(key(row["team"], row["number"]) for row in kit.persons if row["left"])
        keep_meanings(store.ledger, makings)
        # A badge that this desk renewed stays renewed, even if the first desk does not know that yet.
        register_badges(store, whose_badges_here(store.connection))
        expect_only(store.connection, (name for name in kit.desks if name != store.identity.desk_name))
        store.set_kit_version(kit.version)
        return take_notes(store, [note for row in kit.persons if (note := note_in(row)) is not None])


def _keep_files(folder: DataFolder, kit: Kit) -> None:
    if kit.copies is not None:
        keep_copies_secret(folder, kit.copies)
    if kit.recovery is not None:
        keep_team_recovery(folder, kit.recovery)
    keep_kit_tables(folder, kit.tables)


def _purged_by_the_first_desk(store: Store, kit: Kit, purges: Sequence[Event]) -> PurgedFields:
    """Which fields of whom the first desk purged, by key. What its supervisor let be known again since is let in: an event says so,
    `purges` are those that were known before the kit. A first desk that was restored from an old backup has forgotten its purge.

    Kits of older versions say nothing of it; then all stays as it is.
    """
    again = known_again([*purges, *store.ledger.queries.of_kind("purge")])
    for volunteer, fields in _kept_purged(store, kit).items():
        store.register.purged.remove([volunteer], fields & again.get(volunteer, frozenset()))
    return {volunteer: fields for volunteer, fields in _stated(kit).items() if fields}


def _kept_purged(store: Store, kit: Kit) -> PurgedFields:
    """What is marked as purged here, and not in the kit."""
    stated, marks = _stated(kit), store.register.purged.fields()
    return without_fields({one: fields for one, fields in marks.items() if one in stated}, stated)


def _stated(kit: Kit) -> PurgedFields:
    return {key(row["team"], row["number"]): frozenset(purged_in(row)) for row in kit.persons if "purged" in row}


def _next_number(taken: Collection[str]) -> str:
    return next(name for n in count(2) if (name := str(n)) not in taken)
