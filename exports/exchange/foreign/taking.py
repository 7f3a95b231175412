"""Take the chain of a laptop that was set up by itself, after its fingerprint was compared (design §7, `take --foreign`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checkin.rules.events import Event, Join
from checkin.rules.facts import gather
from checkin.rules.problems import N_, refuse
from checkin.rules.record import Record, fold
from checkin.rules.signature import Signature
from checkin.rules.standing import order_key
from checkin.rules.wire import read_event
from exports.exchange.foreign.joining import joining
from exports.exchange.foreign.matching import Matching
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.reading import Pack
from exports.exchange.pack.taking import PackTaken, Prepared, enter_pack, prepare_pack
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, receive
from storage.keyring import keyring_of
from storage.record import whole_record, without_collector
from storage.store import Store


class Sums(NamedTuple):
    """How much a record holds: persons with sessions, sessions, and credited minutes."""

    persons: int
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a pack of such a laptop would bring. `changed` are the sessions that are here already and would become others."""

    team_name: str
    desk_name: str
    fingerprint: str
    matching: Matching
    before: Sums
    after: Sums
    changed: Sums
    changed_to: Sums


class JoinTaken(NamedTuple):
    """What came in, and the id of the event that joined the laptop: striking it out undoes the joining."""

    taken: PackTaken
    event: str


class Offer:
    """An open pack of another laptop that may be taken: look at it, then take it or leave it."""

    def __init__(self, store: Store, pack: Pack, prepared: Prepared) -> None:
        self._store, self._pack, self._prepared = store, pack, prepared

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key under which the laptop was set up, in the form that people compare."""
        return fingerprint(self._pack.root)

    def look(self) -> Foreign:
        """What taking it would change; nothing is written."""
        store, manifest = self._store, self._pack.manifest
        comes = joining(store, self._pack, self._prepared.volunteers)
        with without_collector():
            before = whole_record(store)
            events = store.ledger.queries.all()
            rows = store.connection.execute("SELECT raw FROM temp.taking")
            events += [read_event(raw)[0] for (raw,) in rows]
            if comes.event is not None:
                # Its id sorts behind all others: it would be the newest.
                events.append(Event("~", store.now(), store.identity.team, store.identity.desk, comes.event))
            after = fold(gather(events), events)
        changed, changed_to = _changed(before, after)
        return Foreign(
            manifest.team_name, manifest.desk_name, self.fingerprint, comes.matching, _sums(before), _sums(after),
            changed, changed_to,
        )  # fmt: skip

    def take(self, signed: Signature) -> JoinTaken:
        """Take it in, and write who joined the laptop to the team."""
        taken = enter_pack(self._store, self._pack, self._prepared, signed, foreign=True)
        last = max((e for e in self._store.ledger.queries.of_kind("join") if isinstance(e.body, Join)), key=order_key)
        return JoinTaken(taken, last.id)


@contextmanager
def foreign_pack(store: Store, file: Path, compared: str | None = None) -> Iterator[Offer]:
    """Open the pack of a laptop of this team that was set up by itself. `compared` is the fingerprint that people compared.

    Raises Refused for another team's pack, one that needs no `--foreign`, another fingerprint than `compared`, an
    unsound pack, and at a desk that is not the team's first.
    """
    receive(file, FileKind.PACK)
    with open_pack(file) as pack:
        _check_place(store, pack)
        if compared is not None and plain_fingerprint(compared) != plain_fingerprint(fingerprint(pack.root)):
            message = N_(
                "the pack's key has another fingerprint ({fingerprint}) than the one that you gave: look at the other "
                "laptop again (hourdesk export team.hdkey); nothing was taken"
            )
            raise refuse("other_fingerprint", pack.where, message, fingerprint=fingerprint(pack.root))
        yield Offer(store, pack, prepare_pack(store, pack, file))


def plain_fingerprint(text: str) -> str:
    """A fingerprint as people may type it, without blanks and in small letters."""
    return "".join(text.split()).casefold()


def _check_place(store: Store, pack: Pack) -> None:
    own = store.identity
    if pack.manifest.team != own.team:
        message = N_(
            "this pack is of team {team}, this desk of team {own}: packs of other teams belong to the district"
        )
        raise refuse("another_team", pack.where, message, team=pack.manifest.team, own=own.team)
    keyring = keyring_of(store)
    if pack.root == keyring.own.team_public() or pack.root in keyring.joined:
        message = N_("this desk is of the same team already: take it without --foreign")
        raise refuse("not_foreign", pack.where, message)
    if not own.first:
        message = N_("the laptop was set up by itself: take its pack at the team's first desk, then take the first desk's pack here")  # fmt: skip
        raise refuse("not_first_desk", pack.where, message)


def _sums(record: Record) -> Sums:
    sessions = record.sessions
    return Sums(len({s.volunteer for s in sessions}), len(sessions), sum(s.minutes for s in sessions))


def _changed(before: Record, after: Record) -> tuple[Sums, Sums]:
    """The sessions of `before` that are others in `after`, as they were and as they become."""
    new = {session.key: session for session in after.sessions}
    pairs = [(old, new.get(old.key)) for old in before.sessions]
    others = [
        (old, now)
        for old, now in pairs
        if now is None or (old.volunteer, old.minutes, old.status) != (now.volunteer, now.minutes, now.status)
    ]
    was = [old for old, _now in others]
    becomes = [now for _old, now in others if now is not None]
    return _sums(Record(tuple(was))), _sums(Record(tuple(becomes)))
