"""Take the chain of a laptop that was set up by itself, after its fingerprint was compared (design §7, `take --foreign`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checkin.rules.events import Event, Join
from checkin.rules.facts import gather
from checkin.rules.joins import Joined
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.record import Record, fold
from checkin.rules.signature import Signature
from checkin.rules.standing import order_key
from exports.exchange.foreign.returning import become_one_of_the_team, check_nobody_new, match_back
from exports.exchange.pack.joining import joining, joins_with_prepared
from exports.exchange.pack.matching import Matching
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.reading import Pack
from exports.exchange.pack.taking import PackTaken, Prepared, enter_pack, prepare_pack
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, receive
from storage.disk.copies.copies_key import copies_secret
from storage.keyring import keyring_of
from storage.log.events import stored_judged
from storage.log.meanings import keep_meanings
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
    back: bool = False
    """Whether that desk joined this one before: this desk then becomes one of its team."""


class JoinTaken(NamedTuple):
    """What came in, and the id of the event that joined the laptop: striking it out undoes the joining. None where this desk
    became one of the other's team."""

    taken: PackTaken
    event: str | None


class Offer:
    """An open pack of another laptop that may be taken: look at it, then take it or leave it.

    `joined` is how that laptop joined this desk before, if it did: taking its pack makes this desk one of its team.
    """

    def __init__(self, store: Store, pack: Pack, prepared: Prepared) -> None:
        self._store, self._pack, self._prepared = store, pack, prepared
        self.joined = joins_with_prepared(store).by_place.get((store.identity.team, store.identity.desk))
        if self.joined is None and pack.root in keyring_of(store).joined:
            raise _not_foreign(pack)
        if self.joined is None and not store.identity.first:
            message = N_("the laptop was set up by itself: take its pack at the team's first desk, then take the first desk's pack here")  # fmt: skip
            raise refuse("not_first_desk", pack.where, message)
        if self.joined is not None:
            check_nobody_new(store, pack)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key under which the laptop was set up, in the form that people compare."""
        return fingerprint(self._pack.root)

    def look(self) -> Foreign:
        """What taking it would change; nothing is written."""
        store, manifest = self._store, self._pack.manifest
        matching, join = self._comes()
        with without_collector():
            before = whole_record(store)
            events = store.ledger.queries.all()
            rows = store.connection.execute("SELECT raw FROM temp.taking")
            events += [stored_judged(raw) for (raw,) in rows]
            if join is not None:
                # Its id sorts behind all others: it would be the newest.
                events.append(Event("~", store.now(), store.identity.team, store.identity.desk, join))
            after = fold(gather(events), events)
        changed, changed_to = _changed(before, after)
        return Foreign(
            manifest.team_name, manifest.desk_name, self.fingerprint, matching, _sums(before), _sums(after),
            changed, changed_to, self.joined is not None,
        )  # fmt: skip

    def take(self, signed: Signature) -> JoinTaken:
        """Take it in. Who joins the laptop to the team is written; or this desk becomes one of the other's team."""
        if self.joined is not None:
            return JoinTaken(self._become(self.joined, signed), None)
        taken = enter_pack(self._store, self._pack, self._prepared, signed, foreign=True)
        last = max((e for e in self._store.ledger.queries.of_kind("join") if isinstance(e.body, Join)), key=order_key)
        return JoinTaken(taken, last.id)

    def _comes(self) -> tuple[Matching, Join | None]:
        if self.joined is not None:
            return match_back(self._store, self.joined, self._prepared.volunteers), None
        comes = joining(self._store, self._pack, self._prepared.volunteers)
        return comes.matching, comes.event

    def _become(self, joined: Joined, signed: Signature) -> PackTaken:
        ledger, old = self._store.ledger, self._store.identity.desk
        makings = ledger.facts().makings

        def become() -> None:
            ledger.continue_as(become_one_of_the_team(self._store, self._pack, joined, self._prepared.volunteers))
            keep_meanings(ledger, makings, old)

        try:
            return enter_pack(self._store, self._pack, self._prepared, signed, foreign=False, then=become)
        except BaseException:
            ledger.continue_as(old)
            raise


@contextmanager
def foreign_pack(store: Store, file: Path, compared: str | None = None) -> Iterator[Offer]:
    """Open the pack of a laptop of this team that was set up by itself. `compared` is the fingerprint that people compared.

    Raises Refused for another team's pack, one that needs no `--foreign`, another fingerprint than `compared`, an
    unsound pack, and at a desk that is not the team's first (unless that laptop joined this one before).
    """
    receive(file, FileKind.PACK)
    with open_pack(file, copies_secret(store.folder)) as pack:
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
    if pack.root == keyring_of(store).own.team_public():
        raise _not_foreign(pack)


def _not_foreign(pack: Pack) -> Refused:
    message = N_("this desk is of the same team already: take it without --foreign")
    return refuse("not_foreign", pack.where, message)


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
