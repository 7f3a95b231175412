"""What counts in totals: by status, source, day and month, at the edges of each."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.activities import Activity
from checkin.rules.facts import gather
from checkin.rules.service import (
    Month,
    Part,
    PartTotal,
    by_day,
    by_month,
    by_part,
    counted_at,
    counted_minutes,
    credited,
    credited_training,
    day_of,
    lies_in_the_future,
    may_be_reported,
    of_service,
    policy_of,
)
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.rules.training import Training, trainings
from tests.checkin.rules.story import at, read_story

A = Activity("S/A", start=at("08:00"), end=at("12:00"))
U = Activity("S/U")
PLAIN = Session(
    "01", "S/ana", "S/A", at("09:00"), at("10:00"), 3600, 60, Status.CLOSED, (), Source.SCANNED, "01", "02", on_grid=60
)
ADDED = PLAIN._replace(start=None, end=None, source=Source.ADDED, noted_at=at("3/10:00"))
LOST = ADDED._replace(activity="S/U", noted_at=None)
"""Hours of whose time nothing is known."""
FACTS = gather(read_story("policy v2 since 2/00:00 rounding=ceil\nactivity U").events)


@pytest.mark.parametrize(
    ("status", "minutes", "now", "complete_too"),
    [
        (Status.OPEN, 0, False, False),
        (Status.NEEDS_REVIEW, 0, False, False),
        (Status.CLOSED, 60, False, True),
        (Status.PUBLICITY, 60, False, False),
        (Status.CONFIRMED, 60, True, True),
    ],
)
def test_what_each_status_counts_and_whether_it_may_be_reported(
    status: Status, minutes: int, now: bool, complete_too: bool
) -> None:
    session = PLAIN._replace(status=status)
    training = session._replace(minutes=0, on_grid=90, flags=(Flag.TRAINING,))
    assert counted_minutes(status, 60) == credited(session) == minutes
    assert (credited_training(session), credited_training(training)) == (0, minutes * 3 // 2)
    assert (may_be_reported(session, False), may_be_reported(session, True)) == (now, complete_too)
    objected = session._replace(flags=(Flag.OBJECTION,))
    assert may_be_reported(objected, True) is (status is Status.CONFIRMED)


@pytest.mark.parametrize(
    ("session", "activity", "when", "last"),
    [
        (PLAIN, A, "09:00", "10:00"),
        (PLAIN._replace(end=None), A, "09:00", "09:00"),
        (PLAIN._replace(start=None), A, "10:00", "10:00"),
        (ADDED, A, "08:00", "08:00"),
        (ADDED, U, "3/10:00", "3/10:00"),
        (PLAIN._replace(start=at("11:00"), end=at("10:00")), A, "11:00", "11:00"),
    ],
)
def test_when_it_counts_and_from_when_on_it_is_over(session: Session, activity: Activity, when: str, last: str) -> None:
    assert counted_at(session, activity) == at(when)
    assert lies_in_the_future(session, activity, at(last) - 1)
    assert not lies_in_the_future(session, activity, at(last))


def test_hours_of_no_known_time_have_no_day_no_month_and_the_last_policy() -> None:
    assert counted_at(LOST, U) is None and day_of(LOST, FACTS) is None
    assert not lies_in_the_future(LOST, U, 0)
    assert by_day([LOST, PLAIN], FACTS) == [(date(2026, 3, 5), 60)] and by_month([LOST], FACTS) == []
    assert (policy_of(LOST, FACTS).version, policy_of(PLAIN, FACTS).version) == (2, 1)


def test_minutes_of_each_source_confirmed_and_not() -> None:
    corrected = PLAIN._replace(source=Source.CORRECTED, minutes=7)
    sums = by_part(
        [
            PLAIN,
            PLAIN._replace(status=Status.CONFIRMED, minutes=30),
            PLAIN._replace(status=Status.CONFIRMED, minutes=12),
            PLAIN._replace(status=Status.NEEDS_REVIEW),
            PLAIN._replace(flags=(Flag.REPLAYED,), minutes=9),
            corrected._replace(flags=(Flag.REPLAYED,)),
            corrected._replace(status=Status.PUBLICITY, minutes=5),
        ]
    )
    assert list(sums) == list(Part)
    assert sums[Part.SCANNED] == PartTotal(42, 60) and sums[Part.SCANNED].minutes == 102
    assert sums[Part.REPLAYED] == PartTotal(0, 9), "what a supervisor corrected is no longer among them"
    assert sums[Part.CORRECTED] == PartTotal(0, 12)
    assert {sums[source] for source in (Part.VOUCHED, Part.RULED, Part.ADDED)} == {PartTotal()}


def test_days_and_months_from_one_year_into_the_next() -> None:
    """24 December and 3 January: the month between is not left out, and added hours are minutes but no session."""
    december, january = at("295/09:00"), at("305/09:00")
    assert str(day_of(PLAIN._replace(start=december), FACTS)) == "2026-12-24"
    served = [
        PLAIN._replace(start=january, minutes=20),
        PLAIN._replace(start=december),
        PLAIN._replace(start=december, minutes=5),
        ADDED._replace(activity="S/U", noted_at=december, minutes=9),
        PLAIN._replace(start=at("240/09:00")),
    ]
    assert by_day(served, FACTS) == [
        (date(2026, 10, 30), 60), (date(2026, 12, 24), 74), (date(2027, 1, 3), 20),
    ]  # fmt: skip
    assert by_month(served, FACTS) == [
        Month(2026, 10, 1, 60, {Part.SCANNED: 60}),
        Month(2026, 11),
        Month(2026, 12, 2, 74, {Part.SCANNED: 65, Part.ADDED: 9}),
        Month(2027, 1, 1, 20, {Part.SCANNED: 20}),
    ]


def test_trainings_are_told_by_person_and_training_the_earliest_first() -> None:
    story = read_story("""
        activity T kind=training name=急救 content=包扎 organiser=红十字会 start=2/08:00 end=2/12:00
        activity V kind=training name=消防 start=08:00 end=12:00
        2/08:00 ben in @T
        2/09:00 ben out @T
        3/08:00 ana in @T
        3/08:20 ana out @T
        2/10:00 ana in @T
        2/10:30 ana out @T
        4/08:00 ana in @T
        09:00 cat in @V
        10:10 cat out @V
        10:00 ana in
        11:00 ana out
    """)
    facts, sessions = gather(story.events), story.record.sessions
    first_aid = ("急救", "包扎", "红十字会", date(2026, 3, 6))
    assert trainings(sessions, facts) == [
        Training("S/cat", "S/V", "消防", "", "", date(2026, 3, 5), 70),
        Training("S/ana", "S/T", *first_aid, 50),
        Training("S/ben", "S/T", *first_aid, 60),
    ]
    assert trainings(reversed(sessions), facts) == trainings(sessions, facts)
    assert [session.activity for session in of_service(sessions)] == ["S/A"]
    unknown = LOST._replace(flags=(Flag.TRAINING,))
    lost, known = trainings([unknown._replace(volunteer="S/zoe"), PLAIN._replace(flags=(Flag.TRAINING,))], facts)
    assert (lost.day, lost.volunteer, known.day, known.volunteer) == (None, "S/zoe", date(2026, 3, 5), "S/ana")
