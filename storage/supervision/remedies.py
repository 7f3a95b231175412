"""What a supervisor does about whole sessions, where a correction aims at single events. Each is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import time

from checkin.rules.events import Amend, Objection, Rule
from checkin.rules.planned_times import clock_beside
from checkin.rules.problems import N_, refuse
from checkin.rules.rulings import Since, Until, Way
from checkin.rules.sessions import Session, Source
from checkin.rules.signature import Signature
from checkin.rules.standing import standing
from storage.record import record_of_all
from storage.store import Store
from storage.supervision.correcting import Correction, sessions_of
from storage.supervision.corrections import amend_all, rule_all, void_all
from storage.supervision.review import scans_by_session


def strike_out(store: Store, sessions: Sequence[Session], signed: Signature) -> Correction:
    """Strike out whole sessions: all scans of each and the rulings on it, or its added hours, or a ruling without a session."""
    with store.ledger.transaction():
        record = record_of_all(store, {session.volunteer for session in sessions})
        targets: list[str] = []
        by_session = scans_by_session(record)
        for session in sessions:
            scans = by_session.get(session.key, [])
            # A ruling that outlived its scans would wait in the review, and be struck out once more.
            rulings = _aiming(store, [session], Rule) if scans or session.open_event not in record.effects else []
            targets += [*scans, *rulings] or [session.key]
        return void_all(store, targets, signed)


def let_scans_count(store: Store, sessions: Sequence[Session], signed: Signature) -> Correction:
    """Strike out the rulings on these sessions, so that their scans count: a missing check-out has come since."""
    return _void_those(store, sessions, Rule, N_("there is no ruling on these sessions"), signed)


def settle_objections(store: Store, sessions: Sequence[Session], signed: Signature) -> Correction:
    """Settle every objection to these sessions."""
    return _void_those(store, sessions, Objection, N_("nobody objects to these sessions"), signed)


def give_time(store: Store, sessions: Sequence[Session], clock: time, signed: Signature) -> Correction:
    """Give each session a time of day.

    A session with both scans and no ruling gets an amendment of its check-out. A missing scan can't be amended, so any
    other session gets a ruling: from the check-in until this time, or from this time to the check-out.
    """
    facts = store.ledger.facts()
    amends: list[Amend] = []
    rulings: list[tuple[str, Way]] = []
    for session in sessions:
        if session.start is None:
            at = (
                session.end
                if session.end is None
                else clock_beside(session.end, clock, facts.activity(session.activity), after=False)
            )
            rulings.append((session.key, Since(at or 0)))
            continue
        at = clock_beside(session.start, clock, facts.activity(session.activity), after=True)
        if session.close_event is None or session.source is Source.RULED:
            rulings.append((session.key, Until(at)))
        else:
            amends.append(Amend(session.close_event, at=at))
    works: list[Callable[[], Correction]] = []
    if rulings:
        works.append(lambda: rule_all(store, rulings, signed))
    if amends:
        works.append(lambda: amend_all(store, amends, signed))
    return together(store, {session.volunteer for session in sessions}, works)


def together(store: Store, persons: Collection[str], works: Iterable[Callable[[], Correction]]) -> Correction:
    """Several corrections as one: all or none."""
    with store.ledger.transaction():
        before = sessions_of(store, persons)
        made = [work() for work in works]
        touched = {*persons, *(s.volunteer for one in made for s in one.after)}
        events = tuple(event for one in made for event in one.events)
        if len(made) == 1:
            return made[0]
        return Correction(events, before, sessions_of(store, touched))


def _void_those(store: Store, sessions: Sequence[Session], kind: type, nothing: str, signed: Signature) -> Correction:
    with store.ledger.transaction():
        targets = _aiming(store, sessions, kind)
        if not targets:
            raise refuse("nothing_there", "", nothing)
        return void_all(store, targets, signed)


def _aiming(store: Store, sessions: Iterable[Session], kind: type) -> list[str]:
    """The ids of events of a kind that aim at these sessions and are not struck out."""
    events = store.ledger.queries.aiming_at({session.key for session in sessions})
    return sorted(event.id for event in standing(events) if isinstance(event.body, kind))
