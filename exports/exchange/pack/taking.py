"""Take another desk's log into this one from a pack, on a stick or in a folder."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.identity import key
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.admission import Claim, admitted, reader_at
from exports.exchange.pack.chains import EventRow
from exports.exchange.pack.clashes import id_taken, rewritten
from exports.exchange.pack.layout import Chain
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.reading import ListedVolunteer, Pack
from exports.exchange.receiving import FileKind, receive
from storage.keyring import keyring_of
from storage.log.desks import TakenDesk, keep_taken
from storage.log.taking_in import enter, hash_at, known_length, prepare, prepared_badge_changes
from storage.people.badges import register_badges, whose_badges_change
from storage.people.person import Person
from storage.store import Store


@dataclass(frozen=True, slots=True)
class PackTaken:
    """What a pack brought: the desk that wrote it, the names of all desks in it, and how many of its events are new."""

    team: str
    desk: str
    desk_name: str
    events: int
    new_events: int
    desks: tuple[str, ...]


def take_pack(store: Store, file: Path) -> PackTaken:
    """Take the events of other desks of this team, all or none. Events that are already here are not taken twice.

    Raises Refused for another kind of file, a pack of another team, a pack that is not sound or whose desk the team's
    key does not vouch for, and a pack that contradicts events which are already here.
    """
    receive(file, FileKind.PACK)
    with open_pack(file) as pack:
        claim = Claim(FileKind.PACK, pack.where, pack.manifest.team, pack.root)
        admitted(claim, reader_at(store.identity), keyring_of(store))
        known = {chain.desk: known_length(store.connection, chain.desk) for chain in pack.manifest.chains}
        rows = [row for row in pack.events() if _is_new(store, row, known, pack.where)]
        volunteers = pack.volunteers()
        as_of = min(store.now(), int(file.stat().st_mtime * 1000))
        prepare(store.connection, (_columns(row) for row in rows))
        new = _enter(store, pack, volunteers, as_of)
        manifest = pack.manifest
        names = tuple(chain.name for chain in manifest.chains)
        return PackTaken(manifest.team, manifest.desk, manifest.desk_name, manifest.events, new, names)


def _is_new(store: Store, row: EventRow, known: dict[str, int], where: str) -> bool:
    """Whether this log lacks the event. Raises Refused if the last event that both have is not the same."""
    length = known[row.desk]
    if row.seq == length and row.hash != hash_at(store.connection, row.desk, row.seq):
        raise Refused(rewritten(where, row.desk))
    if row.seq > length and row.desk == store.identity.desk:
        message = N_(
            "it holds newer events of this desk than this folder: the folder is an older copy; restore it with hourdesk restore"
        )
        raise refuse("own_chain_longer", where, message)
    return row.seq > length


def _columns(row: EventRow) -> tuple[object, ...]:
    return (*row[:13], row.raw, row.seq, row.hash)


def _enter(store: Store, pack: Pack, volunteers: list[ListedVolunteer], as_of: int) -> int:
    names = {chain.desk: chain for chain in pack.manifest.chains}
    try:
        with store.ledger.transaction():
            _check_shorter_chains(store, pack)
            words = prepared_badge_changes(store.connection)
            new = enter(store.connection)
            store.ledger.notice_taken()
            for chain in names.values():
                if chain.desk != store.identity.desk:
                    _remember(store, chain, as_of)
            _register_strangers(store, volunteers)
            register_badges(store, whose_badges_change(store, words))
    except sqlite3.IntegrityError as error:
        raise Refused(id_taken(pack.where)) from error
    return new


def _check_shorter_chains(store: Store, pack: Pack) -> None:
    """Raise Refused if a chain in the pack is shorter than here and is not the beginning of the chain here."""
    for chain in pack.manifest.chains:
        if 0 < chain.events < known_length(store.connection, chain.desk) and chain.head != hash_at(
            store.connection, chain.desk, chain.events
        ):
            raise Refused(rewritten(pack.where, chain.desk))


def _remember(store: Store, chain: Chain, as_of: int) -> None:
    """Store the chain's head and signature, unless the pack is older than what is here. `as_of` is in milliseconds."""
    if chain.events >= known_length(store.connection, chain.desk):
        certificates = json.dumps([certificate.to_json() for certificate in chain.certificates])
        desk = TakenDesk(
            chain.desk, chain.name, chain.events, chain.head, max(as_of, chain.at), chain.signature, certificates
        )
        keep_taken(store.connection, desk)


def _register_strangers(store: Store, volunteers: list[ListedVolunteer]) -> None:
    """Add volunteers that only the other desk knows to the register. Entries that are already here do not change."""
    known = store.register.names()
    new = [v for v in volunteers if key(v.team, v.number) not in known]
    store.register.write(Person(v.team, v.number, v.name, v.class_name, v.kind) for v in new)
    store.register.mark_left(key(v.team, v.number) for v in new if v.left)
