"""The team's first desk makes a kit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checkin.rules.problems import N_, refuse
from exports.exchange.kit.contents import Kit, pack_kit
from exports.exchange.kit.sealing import seal
from storage.disk import keys
from storage.disk.atomic_file import atomic_path, try_place
from storage.disk.copies.copies_key import copies_secret_to_share
from storage.disk.protection.marks import is_protected
from storage.keyring import keyring_of
from storage.log.desks import desks_included
from storage.log.expected_desks import check_desk_name, expect
from storage.people.ages import age_class
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import EarlierClass, earlier_classes
from storage.people.notes import Note, all_notes
from storage.people.register import key_of
from storage.presence.served_today import guard_of
from storage.standard.tables import tables_for_kit
from storage.store import Store
from storage.team_recovery import team_recovery


def make_kit(
    store: Store,
    out: Path,
    passphrase: str | None = None,
    desk_name: str | None = None,
    *,
    with_notes: bool = False,
) -> int:
    """Write the next version of the team's kit to `out`, and return its version. Birth dates are not in it,
    but the age class of each minor and the day on which it changes.

    `passphrase` seals the kit; a protected desk makes no other, for a kit holds names and keys. `with_notes` puts the notes on
    people in, and such a kit is sealed in any case. With `desk_name`, the first desk expects a desk of that name from now on.
    Raises Refused at every desk but the first, if `desk_name` is the name of this desk, and if the file can't be written.
    """
    other = check_kit(store, out, desk_name)
    if not passphrase and is_protected(store.folder.path):
        message = N_(
            "this desk is protected, so its kit needs a passphrase too: give one for it, which the other laptop asks"
        )
        raise refuse("kit_needs_passphrase", str(out), message)
    if with_notes and not passphrase:
        message = N_("notes on people travel only in a kit with a passphrase: give one for it")
        raise refuse("kit_needs_passphrase", str(out), message)
    team_key = keyring_of(store).own.team_key()
    enrolment_key, copies = keys.new_key(), copies_secret_to_share(store.folder, first=True)
    team = store.identity.team
    with store.ledger.transaction():
        version = store.kit_version + 1
        kit = Kit(
            team,
            store.identity.team_name,
            store.identity.timezone,
            version,
            keys.public_bytes(team_key),
            tuple(_persons(store, with_notes=with_notes)),
            tuple(store.ledger.queries.standing()),
            enrolment_key,
            keys.certify(team_key, team, keys.ENROLMENT, keys.public_bytes(enrolment_key)),
            other,
            tuple(sorted({desk.name for desk in desks_included(store.connection, store.identity)} | {other} - {""})),
            copies,
            team_recovery(store.folder),
            tables_for_kit(store.folder),
            tuple(closed_years(store)),
        )
        store.set_kit_version(version)
    # Sealing takes seconds: scans must not wait for it. A version that is never written out does no harm.
    data = pack_kit(kit, team_key)
    with atomic_path(out, private=True) as temporary:
        temporary.write_bytes(data if not passphrase else seal(data, passphrase))
        if other:
            with store.ledger.transaction():
                expect(store.connection, [other])
    return version


def check_kit(store: Store, out: Path, desk_name: str | None) -> str:
    """The name of the desk that a kit is for; empty where none is said. Raises Refused as `make_kit` does for all but its passphrase."""
    if not store.identity.first:
        message = N_("only the team's first desk makes kits; this desk was itself made from a kit")
        raise refuse("not_first_desk", str(out), message)
    other = "" if desk_name is None else _name_of_another(store, desk_name)
    try_place(out, private=True)
    return other


def _name_of_another(store: Store, name: str) -> str:
    other = check_desk_name(name, "--desk")
    if other == store.identity.desk_name:
        message = N_("this desk itself is called “{name}”: give the other one another name")
        raise refuse("own_desk_name", "--desk", message, name=other)
    return other


def _persons(store: Store, *, with_notes: bool) -> list[Mapping[str, Any]]:
    leavers, badges, nameless = store.register.leavers(), store.register.badges(), store.register.nameless()
    table, today = guard_of(store), store.today()
    purged, earlier = store.register.purged.fields(), dict[str, list[EarlierClass]]()
    for one in earlier_classes(store.connection):
        earlier.setdefault(one.volunteer, []).append(one)
    # Those that were taken away, too: the other desk may have them still.
    notes = all_notes(store, with_taken_away=True) if with_notes else {}
    return [
        {
            "team": p.team,
            "number": p.number,
            "name": "" if key_of(p) in nameless else p.name,
            "class": p.class_name,
            "kind": p.kind,
            "card": p.card,
            "badge": badges.get(key_of(p)),
            "left": key_of(p) in leavers,
            "purged": sorted(purged.get(key_of(p), ())),
            **_classes(earlier.get(key_of(p), [])),
            "age": _age(age_class(table, p, today)),
            **_note(notes.get(key_of(p))),
        }
        for p in store.register.persons()
    ]


def _classes(earlier: Sequence[EarlierClass]) -> Mapping[str, Any]:
    """`ways`, what the closing made of somebody, stand beside `classes`: of those an older version reads two fields each."""
    days = [(one.until.isoformat(), one) for one in earlier]
    ways = [[day, one.after, one.leaves] for day, one in days if one.after is not None]
    return {"classes": [[day, one.class_name] for day, one in days], **({"ways": ways} if ways else {})}


def _note(note: Note | None) -> Mapping[str, Any]:
    return {} if note is None else {"note": [note.text, note.written_by, note.written_at]}


def _age(found: tuple[int, date | None] | None) -> list[int | str | None] | None:
    return None if found is None else [found[0], None if found[1] is None else found[1].isoformat()]
