"""Corrections of the record: each is checked, then appended as an event with its reason and who made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkin.rules.corrections import (
    LONGEST_ADDITION,
    LONGEST_RULING,
    amend_faults,
    check_minutes,
    check_reason,
    confirm_faults,
    rule_faults,
    turned_around,
    void_faults,
)
from checkin.rules.events import Add, Amend, Confirm, Event, Rule, Void
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.record import Record, fold
from checkin.rules.sessions import Session
from checkin.rules.voids import struck_out
from storage.ids import check_id
from storage.moment import now
from storage.record import record_of, whole_record
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Correction:
    """What was appended, and the sessions of those whom it touches, before and after."""

    event: Event
    before: tuple[Session, ...]
    after: tuple[Session, ...]


def amend(store: Store, change: Amend, reason: str, operator: str | None) -> Correction:
    """Give a scan another time, direction, volunteer or activity. Raises Refused with all that is wrong."""
    with store.ledger.transaction():
        event = find_event(store, change.target)
        facts = store.ledger.facts()
        problems = amend_faults(change, event, facts, now())
        if change.volunteer is not None and store.register.person(change.volunteer) is None:
            message = N_("nobody in the roster has the number {number}")
            problems.append(Problem("no_volunteer", "--volunteer", message, {"number": change.volunteer}))
        if not problems:
            problems = turned_around(change, _around(store, event))
        # The id as it is written in the log, however it was typed.
        return _apply(store, replace(change, target=event.id), [event], problems, reason, operator)


def void(store: Store, target: str, reason: str, operator: str | None) -> Correction:
    """Strike out an event of any kind."""
    with store.ledger.transaction():
        event = find_event(store, target)
        _check_not_the_districts(store, event)
        problems = void_faults(event, _around(store, event))
        if event.id in _struck(store, event):
            message = N_("it is struck out already; to bring it back, strike out the void")
            problems.append(Problem("struck_already", target, message))
        return _apply(store, Void(event.id), [event], problems, reason, operator)


def rule(store: Store, target: str, minutes: int, reason: str, operator: str | None) -> Correction:
    """Credit minutes to the session that an event names."""
    with store.ledger.transaction():
        event = find_event(store, target)
        session = _around(store, event).session(event.id)
        check_minutes(minutes, LONGEST_RULING)
        seen = () if session is None else session.events
        return _apply(store, Rule(event.id, minutes, seen), [event], rule_faults(session, target), reason, operator)


def add(store: Store, volunteer: str, activity: str, minutes: int, reason: str, operator: str | None) -> Correction:
    """Add hours without scans; they stay apart from scanned ones."""
    with store.ledger.transaction():
        check_minutes(minutes, LONGEST_ADDITION)
        problems = []
        if store.register.person(volunteer) is None:
            message = N_("nobody in the roster has the number {number}")
            problems.append(Problem("no_volunteer", "--volunteer", message, {"number": volunteer}))
        occasion = store.ledger.facts().activities.get(activity)
        if occasion is None:
            message = N_("there is no activity “{code}”")
            problems.append(Problem("no_activity", "--activity", message, {"code": activity}))
        elif occasion.not_creditable is not None:
            message = N_("this activity gives no hours: {reason}")
            problems.append(Problem("not_creditable", "--activity", message, {"reason": occasion.not_creditable}))
        elif occasion.is_training:
            message = N_("this is a training: its hours are never service hours")
            problems.append(Problem("training", "--activity", message))
        return _apply(store, Add(volunteer, activity, minutes), [], problems, reason, operator)


def confirm(store: Store, sessions: Sequence[Session], reason: str | None, operator: str | None) -> list[Event]:
    """Freeze the hours of sessions, as they are now. Raises Refused with every one that can't be; then none is.

    Where the team's policy has a publicity period, a first call puts hours on the publicity list and a later one,
    when its working days are over, confirms them.
    """
    from storage.publicity import publicity_faults, stage_of

    with store.ledger.transaction():
        # Another program may have corrected them since they were read.
        current = {s.key: record_of(store, s.volunteer).session(s.key) for s in sessions}
        problems = [p for key, s in current.items() for p in (confirm_faults(s) if s else rule_faults(None, key))]
        ready = [s for s in current.values() if s is not None]
        problems += publicity_faults(store, ready)
        if problems:
            raise Refused(*problems)
        return [
            store.ledger.record(
                Confirm(s.key, s.volunteer, s.activity, s.minutes, s.policy, s.events, stage_of(store, s)),
                at=now(),
                operator=operator,
                reason=reason,
            )
            for s in ready
        ]


def find_event(store: Store, text: str) -> Event:
    """The event with an id. Raises Refused where the text is no id, or no such event is here."""
    found = store.ledger.queries.by_ids({check_id(text, "EVENT")})
    if not found:
        message = N_("no event with this id is recorded here; if another desk wrote it, correct it there")
        raise refuse("no_event", text, message)
    return found[0]


def _check_not_the_districts(store: Store, event: Event) -> None:
    """At the district nothing comes of it when a school strikes out its ruling, so nothing may here."""
    from storage.keys import desk_id
    from storage.standard import known_district

    district = known_district(store.connection)
    if district is not None and event.desk == desk_id(district.key):
        message = N_("the district decided this: ask it to strike out its ruling, and take its next receipt")
        raise refuse("district_decided", event.id, message)


def _apply(
    store: Store,
    body: Amend | Void | Rule | Add,
    events: Sequence[Event],
    problems: Sequence[Problem],
    reason: str,
    operator: str | None,
) -> Correction:
    why = check_reason(reason)
    if problems:
        raise Refused(*problems)
    touched = {person for event in events for person in _persons(store, event)}
    touched |= {body.volunteer} if isinstance(body, Amend | Add) and body.volunteer else set()
    before = _sessions(store, touched)
    event = store.ledger.record(body, at=now(), operator=operator, reason=why)
    return Correction(event, before, _sessions(store, touched))


def _sessions(store: Store, persons: set[str]) -> tuple[Session, ...]:
    facts = store.ledger.facts()
    return tuple(s for p in sorted(persons) for s in record_of(store, p).of(facts.person(p)))


def _around(store: Store, event: Event) -> Record:
    """The record of those whom an event touches; of everybody where it touches nobody alone."""
    persons = _persons(store, event)
    if not persons:
        return whole_record(store)
    events = [e for p in persons for e in store.ledger.events_of(p)]
    return fold(store.ledger.facts(), events)


def _persons(store: Store, event: Event) -> set[str]:
    """Whom an event touches: its own volunteer or badge, those to whom it was amended, and so of that at which it aims.

    A badge that was unknown to the desk which scanned it is its owner's by now.
    """
    persons: set[str] = set()
    for one in [event, *_amends_of(store, event)]:
        volunteer, badge = getattr(one.body, "volunteer", None), getattr(one.body, "badge", None)
        if volunteer is None and badge is not None:
            volunteer = store.ledger.holder_of_badge(badge).volunteer or badge
        persons |= {volunteer} if volunteer is not None else set()
    target = getattr(event.body, "target", None)
    if target:
        for aimed_at in store.ledger.queries.by_ids({target}):
            persons |= _persons(store, aimed_at)
    return persons


def _amends_of(store: Store, event: Event) -> list[Event]:
    return [e for e in store.ledger.queries.completed([event]) if isinstance(e.body, Amend) and e.id != event.id]


def _struck(store: Store, event: Event) -> frozenset[str]:
    return frozenset(struck_out(store.ledger.queries.completed([event])))
