"""Hours are confirmed at an activity of whose code two desks made one each: they stay with the activity that was meant."""

from __future__ import annotations

import pytest

from checkin.rules.events import Add, Amend, Confirm, Event, Void
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.sessions import Flag, Source, Status
from tests.checkin.rules.test_makings import PARK, RIVER, event

Row = tuple[str, str, int, Status, Source, bool]
BOTH = [*RIVER, *PARK]
DONE = Status.CONFIRMED


def confirmed(number: int, desk: str, target: str, who: str, minutes: int, *events: str) -> Event:
    return event(number, "13:00", desk, Confirm(target, f"S/{who}", "S/K", minutes, 1, (target, *events)))


def rows(events: list[Event]) -> set[Row]:
    """Person, activity by its name, minutes, status, source, and whether something changed since it was confirmed."""
    facts = gather(events)
    return {
        (s.volunteer[2:], facts.activity(s.activity).name, s.minutes, s.status, s.source, Flag.CHANGED in s.flags)
        for s in fold(facts, events).sessions
        if s.volunteer == "S/ben"
    }


@pytest.mark.parametrize("desk", ["1", "2", "3"])
def test_scanned_hours_stay_with_the_activity_of_the_scan_whoever_confirms(desk: str) -> None:
    events = [*BOTH, confirmed(20, desk, "05", "ben", 90, "06")]
    assert rows(events) == {("ben", "Park", 90, DONE, Source.SCANNED, False)}


@pytest.mark.parametrize(("adder", "name"), [("1", "River"), ("2", "Park")])
@pytest.mark.parametrize("desk", ["1", "2", "3"])
def test_added_hours_stay_with_the_activity_that_the_adding_desk_meant(adder: str, name: str, desk: str) -> None:
    added = event(10, "12:00", adder, Add("S/ben", "S/K", 45))
    rest = {("ben", "Park", 90, Status.CLOSED, Source.SCANNED, False)}
    events = [*BOTH, added, confirmed(20, desk, "10", "ben", 45)]
    assert rows(events) == {("ben", name, 45, DONE, Source.ADDED, False), *rest}


@pytest.mark.parametrize(("mover", "name"), [("1", "River"), ("2", "Park")])
def test_a_scan_that_was_moved_is_confirmed_where_it_was_moved_to(mover: str, name: str) -> None:
    """An amendment means the activity of the desk that wrote it; the check-out is moved along."""
    moved = [event(10 + n, "12:30", mover, Amend(f"0{5 + n}", activity="S/K")) for n in range(2)]
    events = [*BOTH, *moved, confirmed(20, "3", "05", "ben", 90, "06")]
    assert rows(events) == {("ben", name, 90, DONE, Source.CORRECTED, False)}


@pytest.mark.parametrize("desk", ["1", "2", "3"])
def test_added_hours_that_were_struck_out_stay_where_they_were_meant(desk: str) -> None:
    added, void = event(10, "12:00", "2", Add("S/ben", "S/K", 45)), event(30, "14:00", "2", Void("10"))
    kept = [row for row in rows([*BOTH, added, confirmed(20, desk, "10", "ben", 45), void]) if row[2] == 45]
    assert kept == [("ben", "Park", 45, DONE, Source.ADDED, True)]


@pytest.mark.parametrize(("desk", "name"), [("1", "River"), ("2", "Park"), ("3", "River")])
def test_hours_of_which_no_event_came_yet_stay_where_the_confirming_desk_meant(desk: str, name: str) -> None:
    """A desk without an activity of its own means the one that was made first."""
    kept = [row for row in rows([*BOTH, confirmed(20, desk, "10", "ben", 45)]) if row[2] == 45]
    assert kept == [("ben", name, 45, DONE, Source.SCANNED, True)]


def test_hours_whose_scans_were_struck_out_stay_and_are_told() -> None:
    void = event(30, "14:00", "2", Void("05"))
    kept = [row for row in rows([*BOTH, confirmed(20, "2", "05", "ben", 90, "06"), void]) if row[3] is DONE]
    assert kept == [("ben", "Park", 90, DONE, Source.SCANNED, True)]
