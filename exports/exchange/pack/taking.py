"""Another desk's log into this one, from its pack: at the school, from a stick or a folder."""

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
from exports.exchange.pack.reading import Listed, Pack
from exports.exchange.receiving import FileKind, receive
from storage.keyring import keyring_of
from storage.log.desks import TakenDesk, keep_taken
from storage.log.taking_in import enter, hash_at, known_length, prepare, prepared_badge_changes
from storage.people.badges import register_badges, whose_badges_change
from storage.people.person import Person
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pack brought: the desk that wrote it, the names of all desks in it, and how many of its events are new."""

    team: str
    desk: str
    desk_name: str
    events: int
    new_events: int
    desks: tuple[str, ...]


def take_pack(store: Store, file: Path) -> Taken:
    """Take the events of other desks of this team; what is here already is known again. All of it or nothing.

    Raises Refused for another kind of file, another team's pack, one that is not vouched for, not sound, or rewrites what was said before.
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
        return Taken(manifest.team, manifest.desk, manifest.desk_name, manifest.events, new, names)


def _is_new(store: Store, row: EventRow, known: dict[str, int], where: str) -> bool:
    """Whether a row goes beyond what is here; where it meets the end of that, it must be the same event."""
    length = known[row.desk]
    if row.seq == length and row.hash != hash_at(store.connection, row.desk, row.seq):
        raise Refused(rewritten(where, row.desk))
    if row.seq > length and row.desk == store.identity.desk:
        message = N_(
            "it holds more of this very desk than is here: this folder was put back; restore it with hourdesk restore"
        )
        raise refuse("own_chain_longer", where, message)
    return row.seq > length


def _columns(row: EventRow) -> tuple[object, ...]:
    return (*row[:13], row.raw, row.seq, row.hash)


def _enter(store: Store, pack: Pack, volunteers: list[Listed], as_of: int) -> int:
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
    """An older pack of a desk must be the beginning of what is here."""
    for chain in pack.manifest.chains:
        if 0 < chain.events < known_length(store.connection, chain.desk) and chain.head != hash_at(
            store.connection, chain.desk, chain.events
        ):
            raise Refused(rewritten(pack.where, chain.desk))


def _remember(store: Store, chain: Chain, as_of: int) -> None:
    """The head as it stands here: an older pack says nothing new, but may be newer in time."""
    if chain.events >= known_length(store.connection, chain.desk):
        certificates = json.dumps([certificate.to_json() for certificate in chain.certificates])
        desk = TakenDesk(
            chain.desk, chain.name, chain.events, chain.head, max(as_of, chain.at), chain.signature, certificates
        )
        keep_taken(store.connection, desk)


def _register_strangers(store: Store, volunteers: list[Listed]) -> None:
    """Who was registered at the other desk is known here now; what is known here stays as it is."""
    known = store.register.names()
    new = [v for v in volunteers if key(v.team, v.number) not in known]
    store.register.write(Person(v.team, v.number, v.name, v.class_name, v.kind) for v in new)
    store.register.mark_left(key(v.team, v.number) for v in new if v.left)
