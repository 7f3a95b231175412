"""What must hold of every log: order, repeats and desks don't matter; voids undo; totals are sums."""

from __future__ import annotations

import random

from hypothesis import assume, example, given
from hypothesis import strategies as st

from checkin.rules.events import (
    Add,
    Amend,
    Badge,
    BadgeState,
    Confirm,
    Consent,
    Direction,
    Event,
    Link,
    Objection,
    Rule,
    Scan,
    Void,
)
from checkin.rules.facts import Facts, gather
from checkin.rules.record import Record, fold
from checkin.rules.sessions import Session, Status
from tests.checkin.rules.logs import LONGEST_BOUNCE_MS, logs
from tests.checkin.rules.story import at

AIMED = (Amend, Rule, Confirm, Objection, Void)
"""Bodies that name the event they are about."""


def whole(events: list[Event]) -> Record:
    return fold(gather(events), events)


@given(logs, st.randoms(use_true_random=False), st.integers(0, 10))
def test_any_order_and_any_repeats_give_the_same(events: list[Event], chance: random.Random, more: int) -> None:
    shuffled = events + chance.choices(events, k=more)
    chance.shuffle(shuffled)
    assert whole(shuffled) == whole(events)


@given(logs, st.permutations([0, 1, 2]))
def test_logs_of_several_desks_in_any_order_give_the_same(events: list[Event], order: list[int]) -> None:
    """Each desk's log is in its own order; packs overlap by what a desk had taken in from another."""
    desks = [events[n::3] for n in range(3)]
    joined = [event for n in order for event in desks[n]] + desks[order[0]]
    assert whole(joined) == whole(events)


@given(logs, st.data())
def test_a_void_of_a_void_is_as_if_neither_were(events: list[Event], data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(events))
    undone = [
        Event("90", target.at + 1, "S", "1", Void(target.id)),
        Event("91", target.at + 2, "S", "2", Void("90")),
    ]
    # An id below 90 is the log's own, and none of them speaks of 90.
    assert whole(undone + events) == whole(events)


@given(logs)
def test_totals_are_sums_and_what_waits_has_no_minutes(events: list[Event]) -> None:
    record = whole(events)
    people = {s.volunteer for s in record.sessions}
    assert sum(s.minutes for s in record.sessions) == sum(s.minutes for p in people for s in record.of(p))
    for session in record.sessions:
        assert session.minutes >= 0
        if session.status in (Status.OPEN, Status.NEEDS_REVIEW):
            assert session.minutes == 0
        if session.start is not None and session.end is not None:
            assert session.seconds == (session.end - session.start) // 1000 >= session.clamped >= 0


@given(logs)
def test_every_scan_has_one_answer_or_was_struck(events: list[Event]) -> None:
    """No scan is lost: it has an effect on a session of the record, or it (or its burst's first) was struck."""
    record, keys = whole(events), {s.key for s in whole(events).sessions}
    voided = {e.body.target for e in events if isinstance(e.body, Void)}
    for event in events:
        if isinstance(event.body, Scan):
            told = record.effects.get(event.id)
            if told is None:
                assert event.id in voided or any(
                    e.id in voided for e in events if isinstance(e.body, Scan) and abs(e.at - event.at) < 60_000
                )
            elif told[0] != "duplicate":
                assert told[1] in keys


@given(logs)
def test_a_confirmed_event_counts_in_one_row_only(events: list[Event]) -> None:
    """A session without confirmation credits nothing where its scans were frozen in a lost confirmation."""
    record = whole(events)
    lost = [s for s in record.sessions if "changed" in s.flags and s.start is None and s.end is None]
    frozen = {e for s in lost if s.status in (Status.CONFIRMED, Status.PUBLICITY) for e in s.events}
    for session in record.sessions:
        if session.status is Status.CLOSED and session not in lost and session.source != "added":
            assert not frozen.intersection(session.events) or not session.minutes


@given(logs, st.data())
def test_a_struck_event_is_as_if_it_were_not(events: list[Event], data: st.DataObject) -> None:
    """Not so for a scan with another of its volunteer and activity within the bounce window (a struck first takes its
    burst along, a struck middle one still bridges it), nor for what a ruling or confirmation names: it is listed.
    """
    target = data.draw(st.sampled_from(events))
    named = {t for e in events for t in _names(e)}
    assume(target.id not in named)
    if isinstance(target.body, Scan):
        near = [e for e in events if isinstance(e.body, Scan) and abs(e.at - target.at) < LONGEST_BOUNCE_MS]
        assume(near == [target])
    struck = [*events, Event("90", target.at + 1, "S", "1", Void(target.id))]
    assert whole(struck) == whole([e for e in events if e is not target])


def _names(event: Event) -> tuple[str, ...]:
    match event.body:
        case Rule(target=target):
            return (target,)
        case Confirm(target=target, events=events):
            return (target, *events)
        case _:
            return ()


@given(logs)
@example(
    [
        Event("00", at("08:00"), "S", "1", Add("S/ana", "S/A", 30)),
        Event("01", at("08:03"), "S", "2", Objection("00", "S/ana")),
    ]
)
@example(
    # A badge of which nothing is known but that it was taken from somebody.
    [
        Event("00", at("08:00"), "S", "1", Scan("S/A", Direction.AUTO, "keyboard", None, "710000000000000000000748")),
        Event("01", at("08:01"), "S", "1", Badge("710000000000000000000748", "S/ben", BadgeState.REVOKED, "student")),
    ]
)
def test_one_volunteers_events_give_that_volunteers_sessions(events: list[Event]) -> None:
    """Incremental equals whole: what the desk folds for one scan is what the record folds for all."""
    facts, record = gather(events), whole(events)
    for person in {s.volunteer for s in record.sessions}:
        assert _rows(fold(facts, events_of(person, events, facts)), person) == _rows(record, person)


def _rows(record: Record, person: str) -> tuple[Session, ...]:
    return record.of(person)


def events_of(person: str, events: list[Event], facts: Facts) -> list[Event]:
    """What a ledger gives for a person: all that names one of the person's numbers and badges, then all that hangs
    on these events, struck or not."""
    numbers = {person} | {n for e in events if isinstance(e.body, Link) for n in (e.body.volunteer, e.body.same_as)
                          if facts.person(n) == person}  # fmt: skip
    badges = {e.body.badge for e in events if isinstance(e.body, Badge) and e.body.volunteer in numbers}
    numbers |= badges
    ids = {e.id for e in events if _who(e) & numbers}
    ids |= {e.body.target for e in events if isinstance(e.body, Amend) and e.id in ids}
    while True:
        more = {e.id for e in events if isinstance(e.body, AIMED) and e.body.target in ids}
        more |= {e.id for e in events if isinstance(e.body, Confirm) and ids.intersection(e.body.events)}
        more |= {
            named
            for e in events
            if isinstance(e.body, Confirm) and e.id in ids
            for named in (e.body.target, *e.body.events)
        }
        more &= {e.id for e in events}
        if more <= ids:
            return [e for e in events if e.id in ids or (isinstance(e.body, Badge) and e.body.badge in numbers)]
        ids |= more


def _who(event: Event) -> set[str]:
    match event.body:
        case Scan(volunteer=volunteer, badge=badge):
            return {volunteer or "", badge or ""} - {""}
        case (
            Add(volunteer=person) | Confirm(volunteer=person) | Consent(volunteer=person) | Objection(volunteer=person)
        ):
            return {person}
        case Badge(volunteer=volunteer, badge=badge):
            return {volunteer, badge}
        case Amend(volunteer=volunteer) if volunteer:
            return {volunteer}
        case _:
            return set()
