"""What a scan reads of its volunteer by one statement is what the steps give, whatever a record holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.badge_tenures import Holder
from checkin.rules.decide import Arrival, decide
from checkin.rules.events import (
    AIMED_KINDS,
    BESIDE_KINDS,
    BODY_OF,
    COMMON_KINDS,
    PERSONAL_KINDS,
    Amend,
    Award,
    Badge,
    BadgeState,
    Body,
    Certify,
    Commend,
    Confirm,
    Direction,
    Evaluate,
    Event,
    HandBack,
    HandOut,
    Inspect,
    Kind,
    Objection,
    Quality,
    Redeem,
    Rule,
    Scan,
    bodies_of,
)
from checkin.rules.facts import gather
from checkin.rules.problems import Refused
from checkin.rules.record import fold
from checkin.rules.wire import NO_PREVIOUS, chained
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.schema import EVENT_COLUMNS
from storage.log import event_queries
from storage.log.event_queries import EventQueries
from storage.log.events import columns_of, insert
from tests.checkin.rules.logs import BADGE, PEOPLE, activities, logs, moments, people, targets
from tests.checkin.rules.story import at


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite.Connection]:
    with closing(connect(tmp_path_factory.mktemp("record") / "desk.db")) as connection:
        yield connection


def written(connection: sqlite.Connection, log: list[Event]) -> None:
    """Desk 1's events into the log, those of the other into what a kit brought; within the transaction that is open."""
    for seq, event in enumerate((e for e in log if e.desk == "1"), 1):
        insert(connection, event, seq, NO_PREVIOUS)
    brought = [e for e in log if e.desk != "1"]
    marks = ", ".join("?" * len(EVENT_COLUMNS))
    connection.executemany(
        # As they are: these short ids and numbers are none that a kit may bring.
        f"INSERT INTO kit_event ({', '.join(EVENT_COLUMNS)}) VALUES ({marks})",
        [(*columns_of(e), chained(e, seq, NO_PREVIOUS)[0]) for seq, e in enumerate(brought, 1)],
    )


def check_same(connection: sqlite.Connection, log: list[Event]) -> list[Event]:
    """By one statement for everybody and for each, with what the steps give; what is found of everybody."""
    connection.execute("BEGIN")
    try:
        written(connection, log)
        queries = EventQueries(connection)
        for keys in ([*PEOPLE, BADGE], *([one] for one in (*PEOPLE, BADGE))):
            at_once = sorted(map(repr, queries.about(keys)))
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(event_queries, "MOST_KEYS", 0)
                assert at_once == sorted(map(repr, queries.about(keys)))
        return queries.about([*PEOPLE])
    finally:
        connection.execute("ROLLBACK")


@given(logs)
def test_one_statement_reads_what_the_steps_read(record: sqlite.Connection, log: list[Event]) -> None:
    check_same(record, log)


def test_what_follows_from_other_events_is_read_too(record: sqlite.Connection) -> None:
    """A scan by a desk that did not know the badge, moved to somebody, ruled, confirmed and objected to."""
    bodies: list[Body] = [
        Badge(BADGE, "S/ben", BadgeState.ISSUED, "student"),
        Scan("S/A", Direction.AUTO, "keyboard", badge=BADGE),
        Scan("S/A", Direction.AUTO, "keyboard", volunteer="S/eve"),
        Amend("02", volunteer="S/ana"),
        Rule("02", 30),
        Amend("04", at=at("10:00")),
        Badge(BADGE, "S/eve", BadgeState.REVOKED, "student"),
        Confirm("01", "S/ben", "S/A", 30, 1, ("01",)),
        Objection("07", "S/ben"),
    ]
    log = [Event(f"{n:02d}", at("09:00") + n, "S", "12"[n % 2], body) for n, body in enumerate(bodies)]
    assert {event.id for event in check_same(record, log)} == {event.id for event in log}


_BESIDE = bodies_of(BESIDE_KINDS)
_DAY = "2026-03-05"
beside: st.SearchStrategy[Body] = st.one_of(
    st.builds(Inspect, targets, st.just("seed"), st.just(())),
    st.builds(HandOut, people, activities, st.just("vest"), st.just(1)),
    st.builds(HandBack, people, activities, st.just("vest"), st.just(1)),
    st.builds(Evaluate, people, st.sampled_from(Quality), st.just(_DAY), activities),
    st.builds(Commend, people, st.just("title"), st.just(_DAY), st.just("区教委")),
    st.builds(Award, people, st.integers(1, 5), st.just(_DAY)),
    st.builds(Redeem, people, st.integers(1, 60), st.just("books")),
    st.builds(Certify, people, st.just("2026-1"), st.just("ab" * 32), st.just(_DAY)),
)


@given(logs, st.lists(st.tuples(st.integers(0, 24), beside, moments), min_size=1, max_size=12), moments)
def test_what_changes_no_session_is_not_read_and_changes_no_answer(
    record: sqlite.Connection, log: list[Event], more: list[tuple[int, Body, int]], now: int
) -> None:
    """What was handed out, given and inspected stands anywhere in the log, and other events may aim at it."""
    parts = [(e.body, e.at, e.desk) for e in log]
    for place, body, when in more:
        parts.insert(place, (body, when, "12"[place % 2]))
    log = [Event(f"{n:02d}", when, "S", desk, body) for n, (body, when, desk) in enumerate(parts)]
    found = check_same(record, log)
    aimed = {e.body.target for e in found if isinstance(e.body, Amend)}
    assert not any(isinstance(e.body, _BESIDE) and e.id not in aimed for e in found)
    facts, whole = gather(log), fold(gather(log), log)
    record.execute("BEGIN")
    try:
        written(record, log)
        queries = EventQueries(record)
        for person in PEOPLE:
            read = queries.about(facts.numbers_of(person))
            everything = [*read, *(e for e in log if isinstance(e.body, _BESIDE))]
            arrival, holder = Arrival("zz", now, "", "S/A", volunteer=person), Holder(person)
            decided = decide(arrival, holder, facts, everything, "1")
            assert decide(arrival, holder, facts, read, "1") == decided
            at_the_gate = queries.about(facts.numbers_of(person), with_badges=facts.have_limits)
            assert decide(arrival, holder, facts, at_the_gate, "1") == decided
            if not any(isinstance(e.body, Confirm) for e in log):
                # A confirmation may name scans of anybody; no desk writes such a one.
                assert fold(facts, read).of(facts.person(person)) == whole.of(facts.person(person))
            given_to = {e.id for e in queries.recognising([person])}
            named = {
                e.id
                for e in log
                if isinstance(e.body, Evaluate | Commend | Award | Redeem) and e.body.volunteer == person
            }
            assert given_to == named
    finally:
        record.execute("ROLLBACK")


def test_every_kind_that_names_somebody_is_read_for_sessions_or_stands_beside() -> None:
    """A new kind needs a decision."""
    naming = {k for k, body in BODY_OF.items() if {"volunteer", "target"} & set(body._fields)}
    read = {*PERSONAL_KINDS, *AIMED_KINDS, *COMMON_KINDS, Kind.VOID, Kind.REFUSE}
    assert not read & set(BESIDE_KINDS)
    assert naming <= read | set(BESIDE_KINDS)


STRANGE = '张"\\\x1f\u2028\x7f😀'


def test_what_comes_as_one_text_is_what_its_columns_say(
    record: sqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scans with each of their fields, a badge with its operator and reason, whatever characters they have."""
    log = [
        Event("01", at("09:00"), "S", "1", Badge(BADGE, "S/ben", BadgeState.ISSUED, "parent"), STRANGE, "lost"),
        Event("02", at("09:01"), "S", "2", Scan("S/A", Direction.IN, STRANGE, "S/ben", arrival="01", post="北门")),
        Event("03", at("09:02"), "S", "1", Scan("S/B", Direction.OUT, "hand", "S/ben")),
        Event("04", at("09:03"), "S", "1", Scan("S/B", Direction.AUTO, "keyboard", "S/ana")),
        Event("05", at("09:04"), "S", "1", Scan("S/B", Direction.AUTO, "keyboard", badge=BADGE)),
    ]
    record.execute("BEGIN")
    try:
        written(record, log)
        quick = EventQueries(record)
        at_once = sorted(map(repr, quick.about(["S/ana"]))), sorted(map(repr, quick.all()))
        assert sorted(map(repr, quick.about(["S/ben"]))) == [repr(e) for e in log if e.id != "04"]
        assert at_once == ([repr(log[3])], [repr(e) for e in log])
        monkeypatch.setattr(sqlite, "HAS_JSON", False)
        assert at_once == (sorted(map(repr, quick.about(["S/ana"]))), sorted(map(repr, quick.all())))
    finally:
        record.execute("ROLLBACK")


@pytest.mark.parametrize("value", ["sideways", b"auto", None])
def test_a_damaged_scan_is_named(record: sqlite.Connection, value: object) -> None:
    """It was changed in the file, behind the back of the trigger."""
    record.execute("BEGIN")
    try:
        insert(record, Event("01", at("09:00"), "S", "1", Scan("S/A", Direction.AUTO, "hand", "S/ben")), 1, NO_PREVIOUS)
        record.execute("DROP TRIGGER log_refuses_update")
        record.execute("UPDATE log SET direction = ?", (value,))
        for read in (lambda queries: queries.about(["S/ben"]), lambda queries: queries.all()):
            with pytest.raises(Refused) as refused:
                read(EventQueries(record))
            assert refused.value.problems[0].code == "damaged_event"
    finally:
        record.execute("ROLLBACK")
