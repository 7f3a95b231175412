"""Desks that were lost: what waits of them, and how the team's first desk revokes one or decides on what it said later."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.events import Admit, Event, Revoke
from checkin.rules.lost_desks import LostDesk, Span
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature, with_reason
from checkin.rules.wire import NO_PREVIOUS
from checkin.texts import enumerated
from storage.disk.key_folder import KeyFolder
from storage.disk.sqlite import any_of
from storage.log.meanings import keep_meanings
from storage.log.named_desks import NamedDesk, desks_named
from storage.log.team_statements import signed_statement
from storage.people.badges import register_badges
from storage.recognition.certificates import Issued, of_lost_desks
from storage.store import Store

_UNSIGNED = "0" * 128


class LaterEvents(NamedTuple):
    """How many events of a lost desk there are after its last one that counts, and what they are: `scans`, `people` whom they
    name, from when to when they claim to be (milliseconds; None where there are none), and how many there are of each kind."""

    events: int = 0
    scans: int = 0
    people: int = 0
    first_at: int | None = None
    last_at: int | None = None
    kinds: tuple[tuple[str, int], ...] = ()


class Lost(NamedTuple):
    """A lost desk: which, since when, by whom and why; the place of its last event that counts; what of it waits, and how many
    events were refused. `certificates` are those that it issued later and that nothing stands in the place of yet."""

    desk: NamedDesk
    by: Event
    seq: int
    waiting: LaterEvents
    refused: int
    certificates: tuple[Issued, ...] = ()
    accepted: int = 0
    """How many later events were accepted, and count."""


def lost_here(store: Store) -> list[Lost]:
    """The lost desks of this team, the one that was revoked first first."""
    certified = [one for one in of_lost_desks(store) if one.revoked is None]
    lost_desks = store.ledger.facts().joins.lost.by_place
    named = {one.desk: one for one in _named(store)} if lost_desks else {}
    found = []
    for (team, desk), lost in lost_desks.items():
        if team == store.identity.team:
            waiting = _later(store, desk, [span for span in lost.spans if not span.refused])
            refused = _later(store, desk, [span for span in lost.spans if span.refused]).events
            found.append(
                Lost(
                    named.get(desk, NamedDesk(desk, desk[:8])),
                    lost.event,
                    lost.seq,
                    waiting,
                    refused,
                    tuple(one for one in certified if one.event.desk == desk),
                    max(0, _head(store, desk)[0] - lost.seq - waiting.events - refused),
                )
            )
    return sorted(found, key=lambda one: (one.by.at, one.by.id, one.desk.desk))


def revoke_desk(store: Store, desk: str, signed: Signature) -> list[Event]:
    """Revoke a desk (its name, or the start of its id): what it says after its last event that is here waits from now on.

    A desk that goes on under a new id after a restore is revoked with all its ids. Raises Refused where this is not the team's
    first desk, where nobody knows such a desk, for this desk itself, and for one that was revoked already.
    """
    signed = with_reason(signed)
    check_first(store)
    desks = _meant(store, desk)
    lost = store.ledger.facts().joins.lost.by_place
    new = [one for one in desks if (store.identity.team, one.desk) not in lost]
    if not new:
        message = N_("desk “{name}” was revoked already; hourdesk revoke-desk lists what of it waits")
        raise refuse("revoked_already", desk, message, name=desks[0].name)
    return _say(store, [_revocation(store, one.desk) for one in new], signed)


def decide_on_desk(store: Store, desk: str, signed: Signature, *, accept: bool) -> list[Event]:
    """Accept what a lost desk said later and what is here of it, or refuse it; what comes later than that waits again.

    Where nothing waits, what was refused before is accepted. Raises Refused as `revoke_desk` does, and where nothing waits.
    """
    signed = with_reason(signed)
    check_first(store)
    statements = [
        Admit(one.desk, seq, hash_, accept, _UNSIGNED, after or None, last)
        for one, lost in _lost(store, desk)
        for after, (seq, hash_, last) in _undecided(store, one.desk, lost, accept=accept)
    ]
    if not statements:
        message = N_("nothing of desk “{name}” waits: take a pack of it first, if there is one")
        raise refuse("nothing_waits", desk, message, name=_meant(store, desk)[0].name)
    return _say(store, statements, signed)


def reinstate_desk(store: Store, desk: str, signed: Signature) -> list[Event]:
    """A desk was not lost: all that it said counts, and what it will say. Raises Refused as `revoke_desk` does."""
    signed = with_reason(signed)
    check_first(store)
    statements = []
    for one, lost in _lost(store, desk):
        seq, hash_, _last = _head(store, one.desk)
        statements.append(Admit(one.desk, seq, hash_, True, _UNSIGNED, lost.spans[0].after or None))
    return _say(store, statements, signed)


def known_desks(store: Store) -> list[NamedDesk]:
    """The desks of this team whose logs are here, this one among them, by id."""
    return _named(store)


def check_first(store: Store) -> None:
    """Raises Refused where this is not the desk that holds the team's key."""
    if store.identity.first and KeyFolder(store.folder.keys).has_team_key:
        return
    message = N_(
        "only the team's first desk revokes desks, for it holds the team's key: do it there. If the first desk itself was lost, "
        "make it again on another laptop from its backup (hourdesk restore), or make this desk the first with its recovery sheet "
        "(hourdesk recover-team), and revoke the lost one there"
    )
    raise refuse("not_first_desk", "DESK", message)


def _meant(store: Store, desk: str) -> list[NamedDesk]:
    """The desk that somebody names, with all its ids. Raises Refused where there is none, or several, and for this desk."""
    found = _named(store, desk)
    if not found:
        message = N_(
            "no log of a desk “{desk}” is here, so its id is not known. The desks: {known}. When a pack of it turns up, "
            "hourdesk verify tells its id: revoke that"
        )
        known = enumerated(f"{one.name} ({one.desk[:8]})" for one in _named(store))
        raise refuse("no_desk", "DESK", message, desk=desk, known=known or "–")
    others = [one for one in found if one.desk != store.identity.desk]
    if not others:
        raise refuse("own_desk", "DESK", N_("this is the desk that you are working at: it can't revoke itself"))
    return others


def _named(store: Store, text: str = "") -> list[NamedDesk]:
    return desks_named(store.connection, store.identity, KeyFolder(store.folder.keys), text)


def _lost(store: Store, desk: str) -> list[tuple[NamedDesk, LostDesk]]:
    lost = store.ledger.facts().joins.lost.by_place
    meant = _meant(store, desk)
    found = [(one, lost[store.identity.team, one.desk]) for one in meant if (store.identity.team, one.desk) in lost]
    if not found:
        raise refuse("not_revoked", desk, N_("desk “{name}” was not revoked"), name=meant[0].name)
    return found


def _revocation(store: Store, desk: str) -> Revoke:
    seq, hash_, last = _head(store, desk)
    return Revoke(desk, seq, hash_, _UNSIGNED, last)


def _head(store: Store, desk: str, below: str = "~") -> tuple[int, str, str | None]:
    """Place, hash and id of the last event of a desk with an id up to `below`; 0, zeros and None where there is none."""
    row = store.connection.execute(
        "SELECT seq, hash, id FROM log WHERE desk = ? AND id <= ? ORDER BY seq DESC LIMIT 1", (desk, below)
    ).fetchone()
    return (0, NO_PREVIOUS, None) if row is None else tuple(row)


def _undecided(
    store: Store, desk: str, lost: LostDesk, *, accept: bool
) -> list[tuple[str, tuple[int, str, str | None]]]:
    """Of each span on which is to be decided its begin, and its last event that is here."""
    open_ = [span for span in lost.spans if not span.refused and _later(store, desk, [span]).events]
    again = [span for span in lost.spans if span.refused and _later(store, desk, [span]).events] if accept else []
    return [(span.after, _head(store, desk, span.last)) for span in open_ or again]


def _say(store: Store, statements: list[Revoke] | list[Admit], signed: Signature) -> list[Event]:
    key = KeyFolder(store.folder.keys).team_key()
    identity = store.identity
    with store.ledger.transaction():
        makings = store.ledger.facts().makings
        events = [
            store.ledger.record(signed_statement(key, identity.team, identity.desk, one), signed=signed)
            for one in statements
        ]
        keep_meanings(store.ledger, makings)
        for one in statements:
            rows = store.connection.execute(
                "SELECT DISTINCT volunteer FROM log WHERE desk = ? AND kind = 'badge'", (one.desk,)
            )
            register_badges(store, [volunteer for (volunteer,) in rows.fetchall()])
    return events


def _later(store: Store, desk: str, spans: list[Span]) -> LaterEvents:
    if not spans:
        return LaterEvents()
    within = any_of(["id > ? AND id <= ?"] * len(spans))
    values = (desk, *(bound for span in spans for bound in (span.after, span.last)))
    row = store.connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE kind = 'scan'), count(DISTINCT coalesce(volunteer, badge)), min(at), max(at) "
        f"FROM log WHERE desk = ? AND ({within})",
        values,
    ).fetchone()
    kinds = (
        f"SELECT kind, count(*) FROM log WHERE desk = ? AND ({within}) GROUP BY kind ORDER BY count(*) DESC, min(seq)"
    )
    return LaterEvents(*row)._replace(kinds=tuple(store.connection.execute(kinds, values).fetchall()))
