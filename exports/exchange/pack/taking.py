"""Take another desk's log into this one from a pack, on a stick or in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.events import Kind
from checkin.rules.identity import key, split
from checkin.rules.judging import SetAsideEvent
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import UNSIGNED, Signature
from exports.exchange.admission import Claim, admitted, reader_at
from exports.exchange.lost_desks import check_not_forked, check_not_revoked, last_event_counts
from exports.exchange.pack.chains import EventRow, set_aside_among
from exports.exchange.pack.clashes import id_taken, rewritten
from exports.exchange.pack.joining import joining, register_joined, stored_certificates, team_certificates
from exports.exchange.pack.layout import Chain
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.reading import ListedVolunteer, Pack
from exports.exchange.receiving import FileKind, receive
from storage.disk import sqlite
from storage.disk.copies.copies_key import copies_secret
from storage.disk.keys import Certificate
from storage.disk.turns import yielding_often
from storage.keyring import keyring_of
from storage.log.desks import TakenDesk, keep_taken
from storage.log.meanings import keep_meanings
from storage.log.taking_in import (
    enter,
    forget_prepared,
    hash_at,
    known_length,
    prepare,
    prepared_badge_changes,
    prepares,
)
from storage.log.team_statements import kind_that_counts
from storage.people.badges import register_badges, whose_badges_change
from storage.people.earlier_classes import EarlierClass, note_earlier
from storage.people.person import Person
from storage.purging.erasing import overwrite_what_is_deleted
from storage.purging.fields import take_away
from storage.purging.planning import all_purged, undone_of_first_desk
from storage.school_year.came_late import CameLate, note_late
from storage.store import Store

_KIND, _STATE = EventRow._fields.index("kind"), EventRow._fields.index("state")


@dataclass(frozen=True, slots=True)
class PackTaken:
    """What a pack brought: the desk that wrote it, the names of all desks in it, and how many of its events are new; of these,
    `set_aside` count for nothing, because their content can't be so. Of `purged` persons the team's first desk purged what stood
    here: it is taken away, and the next start erases its bytes. `late` are people of it whom the closing of a school year missed.
    """

    team: str
    desk: str
    desk_name: str
    events: int
    new_events: int
    desks: tuple[str, ...]
    set_aside: tuple[SetAsideEvent, ...] = ()
    purged: int = 0
    late: CameLate | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack's register, as a list and by the keys that it names people by, and the instant (milliseconds) up to which its desks
    are known; its new events lie beside the log."""

    volunteers: list[ListedVolunteer]
    by_key: Mapping[str, ListedVolunteer]
    as_of: int
    earlier: list[EarlierClass]
    set_aside: tuple[SetAsideEvent, ...] = ()


def take_pack(store: Store, file: Path, signed: Signature = UNSIGNED) -> PackTaken:
    """Take the events of other desks of this team, all or none. Events that are already here are not taken twice.

    Raises Refused for another kind of file, a pack of another team, a pack that is not sound or whose desk the team's
    key does not vouch for, and a pack that contradicts events which are already here. A laptop that was joined to this
    team is believed by its own key; `signed` says who takes it.
    """
    receive(file, FileKind.PACK)
    with yielding_often(), open_pack(file, copies_secret(store.folder)) as pack:
        keyring = keyring_of(store)
        joined = pack.manifest.team == store.identity.team and pack.root in keyring.joined
        if not joined:
            claim = Claim(FileKind.PACK, pack.where, pack.manifest.team, pack.root)
            admitted(claim, reader_at(store.identity), keyring)
        return enter_pack(store, pack, prepare_pack(store, pack, file), signed, foreign=joined)


def prepare_pack(store: Store, pack: Pack, file: Path) -> Prepared:
    """Read a pack to its end, and lay its new events beside the log. Raises Refused for one that is not sound."""
    known = {chain.desk: known_length(store.connection, chain.desk) for chain in pack.manifest.chains}
    lost = store.ledger.facts().joins.lost
    rows = []
    for row in pack.events():
        check_not_forked(lost, row, pack.where)
        if _is_new(store, row, known, pack.where):
            rows.append(row)
    volunteers, earlier = pack.volunteers(), pack.earlier_classes()
    as_of = min(store.now(), int(file.stat().st_mtime * 1000))
    team_key = keyring_of(store).own.team_public()
    prepare(store.connection, (_columns(row, team_key) for row in rows))
    by_key = {key(v.team, v.number): v for v in volunteers}
    return Prepared(volunteers, by_key, as_of, earlier, tuple(set_aside_among(rows)))


def enter_pack(
    store: Store,
    pack: Pack,
    prepared: Prepared,
    signed: Signature,
    *,
    foreign: bool,
    then: Callable[[], None] | None = None,
) -> PackTaken:
    """Enter what `prepare_pack` laid beside the log, in one transaction. A `foreign` pack's desks are joined to this team.

    `then` is done in the same transaction, in place of adding the pack's people to the register.
    """
    brings_purges = then is None and not foreign and prepares(store.connection, Kind.PURGE)
    if brings_purges:
        overwrite_what_is_deleted(store.connection)
    try:
        with store.ledger.transaction():
            new, late = _enter(store, pack, prepared, signed, foreign=foreign, then=then)
            purged = _purge_too(store, pack) if brings_purges else 0
    except sqlite.IntegrityError as error:
        raise Refused(id_taken(pack.where)) from error
    forget_prepared(store.connection)
    manifest = pack.manifest
    names = tuple(chain.name for chain in manifest.chains)
    return PackTaken(
        manifest.team, manifest.desk, manifest.desk_name, manifest.events, new, names, prepared.set_aside, purged,
        late,
    )  # fmt: skip


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


def _columns(row: EventRow, team_key: bytes) -> tuple[object, ...]:
    """The columns of an event; what only the first desk may say counts where the team's key signed it."""
    kind = kind_that_counts(row.kind, row.raw, team_key)
    return (*row[:_KIND], kind, *row[_KIND + 1 : _STATE + 1], row.raw, row.seq, row.hash)


def _enter(
    store: Store,
    pack: Pack,
    prepared: Prepared,
    signed: Signature,
    *,
    foreign: bool,
    then: Callable[[], None] | None,
) -> tuple[int, CameLate | None]:
    _check_shorter_chains(store, pack)
    words, makings = prepared_badge_changes(store.connection), store.ledger.facts().makings
    join = joining(store, pack, prepared.volunteers).event if foreign else None
    new = enter(store.connection)
    store.ledger.notice_appended()
    if then is None and (store.identity.team, store.identity.desk) in store.ledger.facts().joins.by_place:
        message = N_("desk “{name}” has taken this desk in before: take its pack with --foreign, then this desk works on as one of its team")  # fmt: skip
        raise refuse("joined_there", pack.where, message, name=pack.manifest.desk_name)
    check_not_revoked(store, pack.where)
    keep_meanings(store.ledger, makings)
    if join is not None:
        store.ledger.record(join, signed=signed)
    for chain in pack.manifest.chains:
        if chain.desk != store.identity.desk:
            vouched = chain.certificates if then is not None else team_certificates(store, chain)
            _remember(store, chain, prepared.as_of, vouched)
    # Who vouches for a desk may say that it is a copy of a lost one.
    store.ledger.notice_appended()
    if then is not None:
        then()
        return new, None
    knows_people = last_event_counts(store, pack.manifest.desk)
    late = _register_strangers(store, pack.manifest.desk, prepared) if knows_people else None
    if join is not None:
        register_joined(store, pack.manifest.desk, join, prepared.volunteers)
    register_badges(store, whose_badges_change(store, words))
    return new, late


def _check_shorter_chains(store: Store, pack: Pack) -> None:
    """Raise Refused if a chain in the pack is shorter than here and is not the beginning of the chain here."""
    for chain in pack.manifest.chains:
        if 0 < chain.events < known_length(store.connection, chain.desk) and chain.head != hash_at(
            store.connection, chain.desk, chain.events
        ):
            raise Refused(rewritten(pack.where, chain.desk))


def _remember(store: Store, chain: Chain, as_of: int, vouched: Sequence[Certificate]) -> None:
    """Store the chain's head and signature, unless the pack is older than what is here. `as_of` is in milliseconds;
    `vouched` are the certificates that lead from the desk to the team's key."""
    if chain.events >= known_length(store.connection, chain.desk):
        certificates = stored_certificates(vouched)
        desk = TakenDesk(
            chain.desk, chain.name, chain.events, chain.head, max(as_of, chain.at), chain.signature, certificates
        )
        keep_taken(store.connection, desk)


def _purge_too(store: Store, pack: Pack) -> int:
    """What the team's first desk decided to purge goes here, too; of how many persons. Only for its chain the team's key vouches
    itself; what another desk says waits for a supervisor of this one.
    """
    team, joins = store.identity.team, store.ledger.facts().joins
    firsts = {
        chain.desk
        for chain in pack.manifest.chains
        if len(chain.certificates) == 1 and (team, chain.desk) not in joins.by_place
    }
    left = undone_of_first_desk(store, firsts)
    take_away(store, left)
    return len(left)


def _register_strangers(store: Store, desk: str, prepared: Prepared) -> CameLate | None:
    """Add volunteers whom only the other desk knows to the register. Entries that are already here do not change. Returns whom of
    them a closing of a school year missed.

    What was purged of somebody stays out, also where the number was given to another person there as far as anybody knows:
    without the name nobody can tell.
    """
    known, joins = store.register.everybody(), store.ledger.facts().joins
    read = {joins.number(desk, there): v for there, v in prepared.by_key.items()} if joins else prepared.by_key
    new = {number: v for number, v in read.items() if number not in known}
    if not new:
        # What was purged is looked for in the whole log, and all scans wait meanwhile.
        return None
    gone = all_purged(store)
    store.register.purged.add(
        (number, field, None)
        for number, v in new.items()
        for field in gone.get(number, frozenset()) | gone.get(key(v.team, v.number), frozenset())
    )
    persons = {n: Person(v.team, split(n)[1], v.name, v.class_name, v.kind) for n, v in new.items()}
    store.register.write(persons.values())
    store.register.mark_left(number for number, v in new.items() if v.left)
    note_earlier(store, (one for one in prepared.earlier if one.volunteer in new))
    return note_late(store, {number: one for number, one in persons.items() if not new[number].left}, prepared.earlier)
