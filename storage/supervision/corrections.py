"""Corrections of the record, of one event or of several at once. Each is checked, then appended as an event
with its signature (who and why).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from checkin.rules.activities import no_activity
from checkin.rules.added_hours import longer_than_planned
from checkin.rules.corrections import (
    LONGEST_ADDITION,
    LONGEST_RULING,
    amend_faults,
    check_minutes,
    rule_faults,
    turned_around,
    void_faults,
)
from checkin.rules.events import Add, Amend, Event, Rule, Scan, Void
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.rulings import Credit, FixedMinutes, Way, credit_by
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature, with_reason
from storage.disk.ids import check_id
from storage.people.badges import register_badges, whose_badges_change
from storage.people.joined import register_after_void
from storage.people.known import unknown_persons
from storage.store import Store
from storage.supervision.confirming import confirm, confirm_all
from storage.supervision.correcting import Correction, Touched, append_all, find_event, find_events, sessions_of

__all__ = [
    "Correction", "add", "amend_all", "confirm", "confirm_all", "find_event", "find_events", "rule", "rule_all",
    "shift", "void", "void_all",
]  # fmt: skip


def amend_all(store: Store, changes: Sequence[Amend], signed: Signature) -> Correction:
    """Give scans another time, direction, volunteer or activity; all or none. Raises Refused with all that is wrong."""
    with store.ledger.transaction():
        touched = Touched(store, [change.target for change in changes])
        checked, problems = _checked(store, touched, changes)
        problems = problems or turned_around(checked, touched.record)
        return _append_amends(store, touched, checked, problems, signed)


def shift(store: Store, targets: Sequence[str], by_ms: int, signed: Signature) -> Correction:
    """Move scans by so many milliseconds, for the desk's clock was wrong when they were taken; all or none.

    Scans that wrong times paired wrongly may pair anew. Refused where a scan loses its other half.
    """
    with store.ledger.transaction():
        touched = Touched(store, targets)
        moved = {e.id: touched.reading(e).at + by_ms for e in touched.events if by_ms and isinstance(e.body, Scan)}
        changes = [Amend(event.id, at=moved.get(event.id)) for event in touched.events]
        checked, problems = _checked(store, touched, changes)
        made = _append_amends(store, touched, checked, problems, signed)
        if _halves(made.after) > _halves(made.before):
            message = N_(
                "moved so far, check-in and check-out no longer fit together: choose another number of minutes"
            )
            raise refuse("out_before_in", "--shift", message)
        return made


def void(store: Store, target: str, signed: Signature) -> Correction:
    """Strike out an event of any kind."""
    return void_all(store, [target], signed)


def void_all(store: Store, targets: Sequence[str], signed: Signature) -> Correction:
    """Strike out several events together, all or none."""
    with store.ledger.transaction():
        touched = Touched(store, targets)
        problems: list[Problem] = []
        for event in touched.events:
            problems += _decided_by_the_district(store, event) or void_faults(event, touched.record)
            if event.id in touched.struck:
                message = N_("it is struck out already; to bring it back, strike out the void")
                problems.append(Problem("struck_already", event.id, message))
        bodies = [(Void(event.id), signed) for event in touched.events]
        made = append_all(store, bodies, touched.persons, problems)
        register_badges(store, whose_badges_change(store, [event.id for event in touched.events]))
        register_after_void(store, touched.events)
        return made


def rule(store: Store, target: str, minutes: int, signed: Signature) -> Correction:
    """Credit minutes to the session that an event names."""
    return rule_all(store, [(target, FixedMinutes(minutes))], signed)


def rule_all(store: Store, rulings: Sequence[tuple[str, Way]], signed: Signature) -> Correction:
    """Decide on several sessions together, each in its own way; all or none.

    Where the minutes were counted between two times, the reason in the record names these times.
    """
    with store.ledger.transaction():
        touched = Touched(store, [target for target, _ in rulings])
        problems: list[Problem] = []
        bodies: list[tuple[Rule, Signature]] = []
        signed = with_reason(signed)
        ways = {check_id(target): way for target, way in rulings}
        for event in touched.events:
            session = touched.record.session(event.id)
            faults = rule_faults(session, event.id)
            if session is None or faults:
                problems += faults
                continue
            facts = store.ledger.facts()
            credit = credit_by(ways[event.id], session, touched.record.of(session.volunteer), facts, store.now())
            if isinstance(credit, Problem):
                problems.append(credit)
                continue
            check_minutes(credit.minutes, LONGEST_RULING)
            times = _times(credit, facts.activity(session.activity).zone)
            bodies.append((Rule(event.id, credit.minutes, session.events), signed.because(f"{signed.reason}{times}")))
        return append_all(store, bodies, touched.persons, problems)


def add(
    store: Store, volunteer: str, activity: str, minutes: int, signed: Signature, *, insist: bool = False
) -> Correction:
    """Add hours without scans; they stay apart from scanned ones. Without `insist` not more than the activity lasts."""
    with store.ledger.transaction():
        check_minutes(minutes, LONGEST_ADDITION)
        problems = unknown_persons(store, [volunteer], "--volunteer")
        occasion = store.ledger.facts().activities.get(activity)
        if occasion is None:
            problems.append(no_activity(activity, store.identity.team))
        elif occasion.not_creditable is not None:
            message = N_("this activity gives no hours: {reason}")
            problems.append(Problem("not_creditable", "--activity", message, {"reason": occasion.not_creditable}))
        elif occasion.is_training:
            message = N_("this is a training: its hours are never service hours")
            problems.append(Problem("training", "--activity", message))
        elif not (insist or problems):
            long = longer_than_planned(occasion, sessions_of(store, {volunteer}), minutes)
            problems += [long] if long is not None else []
        return append_all(store, [(Add(volunteer, activity, minutes), signed)], {volunteer}, problems)


def _checked(store: Store, touched: Touched, changes: Sequence[Amend]) -> tuple[list[Amend], list[Problem]]:
    """The amendments with ids in the form of the log, and the problems of all amendments."""
    problems: list[Problem] = []
    checked: list[Amend] = []
    by_id = {check_id(change.target): change for change in changes}
    for event in touched.events:
        change = by_id[event.id]._replace(target=event.id)
        checked.append(change)
        activity = touched.reading(event).activity if isinstance(event.body, Scan) else ""
        found = amend_faults(change, event, activity, store.ledger.facts(), store.now())
        if change.volunteer is not None:
            found += unknown_persons(store, [change.volunteer], "--volunteer")
        problems += touched.named(found, event)
    return checked, problems


def _append_amends(
    store: Store,
    touched: Touched,
    checked: Sequence[Amend],
    problems: Sequence[Problem],
    signed: Signature,
) -> Correction:
    persons = touched.persons | {change.volunteer for change in checked if change.volunteer}
    return append_all(store, [(change, signed) for change in checked], persons, problems)


def _decided_by_the_district(store: Store, event: Event) -> list[Problem]:
    """A problem where the event is a ruling of the district: the district ignores it when
    a school strikes its ruling out.
    """
    from storage.disk.keys import desk_id
    from storage.standard.standard import known_district

    district = known_district(store.connection)
    if district is None or event.desk != desk_id(district.key):
        return []
    message = N_("the district decided this: ask it to strike out its ruling, and take its next receipt")
    return [Problem("district_decided", event.id, message)]


def _halves(sessions: Sequence[Session]) -> int:
    return sum((s.start is None) != (s.end is None) for s in sessions)


def _times(credit: Credit, zone: tzinfo) -> str:
    if credit.start is None or credit.end is None:
        return ""
    start, end = local_time(credit.start, zone), local_time(credit.end, zone)
    return f" [{start:%m-%d %H:%M}–{end:%H:%M}]"
