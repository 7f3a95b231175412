"""What changes by some events, before → after, told in full."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.facts import Facts, gather
from checkin.rules.hours_change import NO_CHANGE, FullerDay, HoursChange, PersonChange, hours_change
from checkin.rules.sessions import Session
from tests.checkin.rules.story import read_story

BEFORE = "09:00 ana in\n11:00 ana out\n09:00 ben in\n10:00 ben out\n09:00 cem in\n09:30 cem out\n"


def sessions(ledger: str) -> tuple[Session, ...]:
    return tuple(read_story(ledger).record.sessions)


def change(more: str, before: str = BEFORE) -> HoursChange:
    """What the lines of `more` change after those of `before`."""
    now = read_story(before + more)
    return hours_change(iter(sessions(before)), iter(now.record.sessions), gather(now.events))


def people(more: str, before: str = BEFORE) -> list[tuple[str, int, int, int]]:
    return [(one.volunteer[2:], *one[1:]) for one in change(more, before).people]


def test_nothing_changed() -> None:
    assert change("") == NO_CHANGE == HoursChange((), 0, 0, 0, (), 0, 0)
    assert change("policy v2 since 08:00") == NO_CHANGE, "another version of the policy alone"
    assert NO_CHANGE.persons == 0


def test_the_largest_difference_comes_first_and_then_the_lowest_number() -> None:
    found = change("12:00 amend 2 at 11:10\n12:01 amend 4 at 09:30\n12:02 amend 6 at 10:00")
    assert [one.volunteer for one in found.people] == ["S/ben", "S/cem", "S/ana"]
    assert found._replace(fuller=()) == HoursChange(
        (PersonChange("S/ben", 1, 60, 30), PersonChange("S/cem", 1, 30, 60), PersonChange("S/ana", 1, 120, 130)),
        sessions=3,
        before=210,
        after=220,
    )
    assert found.persons == 3


def test_several_sessions_of_one_person_are_one_row() -> None:
    twice = BEFORE + "11:30 ana in\n11:50 ana out\n"
    assert people("12:00 amend 2 at 11:10\n12:01 amend 8 at 12:00", twice) == [("ana", 2, 140, 160)]


def test_a_session_that_moves_to_another_person_is_in_both_rows() -> None:
    assert people("12:00 amend 1 volunteer dee\n12:00 amend 2 volunteer dee") == [
        ("ana", 1, 120, 0),
        ("dee", 1, 0, 120),
    ]
    moved = change("12:00 amend 1 volunteer dee\n12:00 amend 2 volunteer dee")
    assert (moved.sessions, moved.before, moved.after, moved.persons) == (1, 120, 120, 2)


def test_sessions_that_come_and_go() -> None:
    assert people("add dee 45") == [("dee", 1, 0, 45)]
    assert people("12:00 void 1\n12:00 void 2") == [("ana", 1, 120, 0)]
    assert (change("add dee 45").held, change("12:00 void 1\n12:00 void 2").released) == ((), 0)


def test_what_waits_for_review_by_it_and_what_waits_no_longer() -> None:
    held = change("12:00 void 2\n12:30 close A")
    assert [(one.key, one.status) for one in held.held] == [("01", "needs_review")]
    assert (held.released, held.kept) == (0, 0)
    waiting = BEFORE + "11:00 dee out\n11:30 eva out\n"
    released = change("12:00 rule 7 60", waiting)
    assert (released.held, released.released, released.sessions) == ((), 1, 1)
    still = change("12:00 amend 7 at 11:05", waiting)
    assert (still.held, still.released, still.sessions, still.persons) == ((), 0, 1, 1)
    gone = change("12:00 void 7", waiting)
    assert (gone.held, gone.released, gone.sessions) == ((), 1, 1)
    new = change("12:00 fay out", waiting)
    assert ([one.volunteer for one in new.held], new.released) == (["S/fay"], 0)


def test_confirmed_minutes_stay_and_that_is_said() -> None:
    confirmed = BEFORE + "13:00 confirm 1 ana 120 events 1,2\n13:00 confirm 3 ben 60 events 3,4\n"
    kept = change("14:00 amend 2 at 10:00", confirmed)
    assert (kept.kept, kept.before, kept.after, kept.sessions) == (1, 120, 120, 1)
    changed = confirmed + "14:00 amend 2 at 10:00\n"
    assert (change("15:00 amend 2 at 10:30", changed).kept, change("15:00 void 9", changed).kept) == (0, 0)


@pytest.mark.parametrize(
    "more",
    [
        "12:00 amend 1 activity B\n12:00 amend 2 activity B",
        "12:00 amend 1 at 08:59:50",
        "12:00 amend 2 at 11:00:10",
        "12:00 object 1 ana",
        "13:00 confirm 1 ana 120 events 1,2",
    ],
)
def test_people_see_another_activity_time_status_or_flag(more: str) -> None:
    assert people(more) == [("ana", 1, 120, 120)]


def test_minutes_of_a_training_are_no_hours_and_yet_a_change() -> None:
    training = "activity A kind=training\n09:00 ana in\n11:00 ana out\n"
    (before,), (after,) = sessions(training), sessions(training)
    assert hours_change([before], [after._replace(on_grid=60)], Facts()).people == (PersonChange("S/ana", 1, 0, 0),)


def test_two_numbers_of_one_person_fill_a_day_together() -> None:
    """Added hours may stand for several days, and another day is another one."""
    before = """
09:00 ana in
11:00 ana out
14:00 ben in
15:00 ben out
claim ana 900 2026-03-05
12:00 verify 5
claim ben 900 2026-03-05
12:00 verify 7
claim ben 30 2026-03-06
12:00 verify 9
add ben 500
"""
    assert change("16:00 link ben ana", before).fuller == (
        FullerDay("S/ana", date(2026, 3, 5), (1020, 1980), (120 * 60_000, 180 * 60_000), ("S/ana", "S/ben")),
        FullerDay("S/ana", date(2026, 3, 6), (0, 30), (0, 0), ("S/ana", "S/ben")),
    )
    assert change("12:00 void 1", before).fuller == ()
