"""Two desks make one code apart: each one's scans belong to its own activity until somebody decides (design §4)."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from checkin.rules.events import ActivityChange, Body, Clash, Close, Direction, Event, Scan, Void
from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import at

TIMES = {"start": at("08:00"), "end": at("12:00"), "timezone": "Asia/Shanghai"}
Rows = set[tuple[str, str, int]]


def event(number: int, time: str, desk: str, body: Body) -> Event:
    return Event(f"{number:02d}", at(time), "S", desk, body)


def made(number: int, time: str, desk: str, name: str, *, says_so: bool = True, **changes: Any) -> Event:
    fields = {"name": name, "place": "Gate", **TIMES, **changes}
    return event(number, time, desk, ActivityChange("S/K", fields, True if says_so else None))


def scans(first: int, desk: str, who: str, start: str, end: str) -> list[Event]:
    body = Scan("S/K", Direction.AUTO, "keyboard", f"S/{who}")
    return [event(first, start, desk, body), event(first + 1, end, desk, body)]


def rows(events: list[Event], here: str | None = None) -> Rows:
    """Who served at which activity, by its name, for how many minutes."""
    facts = gather(events, here)
    return {(s.volunteer[2:], facts.activity(s.activity).name, s.minutes) for s in fold(facts, events).sessions}


def clashes(events: list[Event], here: str | None = None) -> list[list[str]]:
    facts = gather(events, here)
    return [[facts.activity(facts.makings.name(m)).name for m in group] for group in facts.makings.clashes()]


RIVER = [made(1, "07:00", "1", "River"), *scans(3, "1", "ana", "08:00", "09:00")]
PARK = [made(2, "07:10", "2", "Park"), *scans(5, "2", "ben", "10:00", "11:30")]
EACH = {("ana", "River", 60), ("ben", "Park", 90)}


@pytest.mark.parametrize("here", [None, "1", "2", "3"])
def test_the_scans_of_each_desk_stay_with_the_activity_that_it_made(here: str | None) -> None:
    assert rows(RIVER + PARK, here) == EACH
    assert clashes(RIVER + PARK, here) == [["River", "Park"]]


def test_a_close_at_one_desk_closes_the_activity_of_that_desk_alone() -> None:
    facts = gather([*RIVER, *PARK, event(7, "11:45", "2", Close("S/K"))])
    assert {a.name: a.closed_at for a in facts.activities.values()} == {"River": None, "Park": at("11:45")}


def test_an_older_log_whose_makings_do_not_say_so() -> None:
    """What sets name, place, both times and zone made the activity; an edit of another desk's activity sets less."""
    older = [
        made(1, "07:00", "1", "River", says_so=False),
        event(2, "07:10", "2", ActivityChange("S/K", {"name": "Bank"})),
        *scans(3, "2", "ana", "08:00", "09:00"),
    ]
    assert rows(older) == {("ana", "Bank", 60)} and clashes(older) == []
    both = [*older, made(7, "07:30", "3", "Park", says_so=False), *scans(8, "3", "ben", "10:00", "11:00")]
    assert rows(both) == {("ana", "Bank", 60), ("ben", "Park", 60)} and clashes(both) == [["Bank", "Park"]]


def test_a_making_that_is_struck_out_makes_no_clash() -> None:
    struck = [*RIVER, *PARK, event(7, "12:00", "2", Void("02"))]
    assert clashes(struck) == []
    assert rows(struck) == {("ana", "River", 60), ("ben", "River", 90)}
    assert rows([*struck, event(8, "12:01", "2", Void("07"))]) == EACH


def test_a_desk_that_made_none_belongs_to_the_one_that_it_took_up() -> None:
    third = [event(20, "07:20", "3", ActivityChange("S/K", {}, making="02")), *scans(21, "3", "cem", "08:00", "08:30")]
    assert rows([*RIVER, *PARK, *third]) == EACH | {("cem", "Park", 30)}
    switched = [*third, event(23, "08:40", "3", ActivityChange("S/K", {}, making="01")), *scans(24, "3", "dee", "09:00", "10:00")]  # fmt: skip
    assert rows([*RIVER, *PARK, *switched]) == EACH | {("cem", "Park", 30), ("dee", "River", 60)}


def test_a_desk_that_closed_an_activity_meant_it_until_it_takes_up_another() -> None:
    closed = [*scans(21, "3", "cem", "08:00", "08:30"), event(23, "08:40", "3", Close("S/K", making="02"))]
    assert rows([*RIVER, *PARK, *closed]) == EACH | {("cem", "Park", 30)}
    on = [event(24, "08:50", "3", ActivityChange("S/K", {}, making="01")), *scans(25, "3", "dee", "09:00", "10:00")]
    assert rows([*RIVER, *PARK, *closed, *on]) == EACH | {("cem", "Park", 30), ("dee", "River", 60)}
    # A desk that made its own sets facts of the other's, and goes on with its own.
    own = [event(12, "11:40", "1", Close("S/K", making="02")), *scans(13, "1", "eva", "11:41", "11:55")]
    assert rows([*RIVER, *PARK, *own]) == EACH | {("eva", "River", 14)}


def test_a_desk_that_says_nothing_belongs_to_the_first_making() -> None:
    assert rows([*PARK, *RIVER, *scans(21, "3", "cem", "08:00", "08:30")]) == EACH | {("cem", "River", 30)}


ONE = event(8, "12:00", "1", Clash("02", one_with="01"))
TWO = event(8, "12:00", "1", Clash("02", code="K-2"))


@pytest.mark.parametrize("here", [None, "1", "2", "3"])
def test_decided_to_be_one_the_facts_of_the_kept_one_hold(here: str | None) -> None:
    late = [*PARK, event(7, "11:45", "2", Close("S/K")), ONE]
    assert rows(RIVER + late, here) == {("ana", "River", 60), ("ben", "River", 90)}
    (activity,) = gather(RIVER + late, here).activities.values()
    assert (activity.key, activity.closed_at) == ("S/K", None)


@pytest.mark.parametrize("here", [None, "1", "2", "3"])
def test_decided_to_be_two_the_later_has_its_own_code(here: str | None) -> None:
    assert rows([*RIVER, *PARK, TWO], here) == EACH and clashes([*RIVER, *PARK, TWO], here) == []
    facts = gather([*RIVER, *PARK, TWO], here)
    assert {a.key: a.name for a in facts.activities.values()} == {"S/K": "River", "S/K-2": "Park"}
    # Another desk scans there by the new code; when the decision is struck out, that stays with the same activity.
    there = Scan("S/K-2", Direction.AUTO, "keyboard", "S/cem")
    more = [*RIVER, *PARK, TWO, event(10, "12:30", "1", there), event(11, "13:00", "1", there)]
    assert rows(more, here) == EACH | {("cem", "Park", 30)}
    assert rows([*more, event(12, "14:00", "1", Void("08"))], here) == EACH | {("cem", "Park", 30)}


def test_the_last_decision_holds_and_a_void_takes_it_back() -> None:
    log = [*RIVER, *PARK, TWO, event(9, "12:01", "2", Clash("02", one_with="01"))]
    assert rows(log) == {("ana", "River", 60), ("ben", "River", 90)}
    assert rows([*log, event(10, "12:02", "2", Void("09"))]) == EACH
    assert clashes([*log, event(10, "12:02", "2", Void("09")), event(11, "12:03", "2", Void("08"))]) != []


def test_three_makings_are_joined_in_a_chain_and_a_circle_of_decisions_joins_nothing_twice() -> None:
    lake = [made(30, "07:20", "3", "Lake"), *scans(31, "3", "cem", "08:00", "08:40")]
    log = [*RIVER, *PARK, *lake]
    assert clashes(log) == [["River", "Park", "Lake"]] and rows(log) == EACH | {("cem", "Lake", 40)}
    chain = [event(40, "12:00", "1", Clash("30", one_with="02")), event(41, "12:01", "1", Clash("02", one_with="01"))]
    all_river = {("ana", "River", 60), ("ben", "River", 90), ("cem", "River", 40)}
    assert rows(log + chain) == rows(log + chain[::-1]) == all_river
    circle = [*chain, event(42, "12:02", "2", Clash("01", one_with="30"))]
    assert rows(log + circle) == all_river


def test_the_union_in_any_order_and_with_repeats_gives_the_same_sessions() -> None:
    parts = [RIVER, PARK, scans(21, "3", "cem", "08:00", "08:30"), [ONE], [event(50, "12:30", "2", Void("08"))]]
    orders = [list(itertools.chain(*order)) for order in itertools.permutations(parts)]
    told = [rows(order + order[::3]) for order in orders]
    assert all(one == told[0] for one in told) and told[0] == EACH | {("cem", "River", 30)}


def test_an_activity_that_was_struck_out_is_gone_though_another_desk_changed_it_meanwhile() -> None:
    """The other desk had not heard of it. Made anew, or with the void struck out, it is there with that change."""
    made = ActivityChange(
        "S/K", {"name": "K", "place": "P", "start": 1, "end": 2, "timezone": "Asia/Shanghai"}, made=True
    )
    edit, void = event(3, "08:00", "2", ActivityChange("S/K", {"name": "L"})), event(2, "07:30", "1", Void("01"))
    log = [event(1, "07:00", "1", made), void, edit]
    assert "S/K" not in gather(log).activities
    assert gather([*log, event(4, "09:00", "1", Void("02"))]).activities["S/K"].name == "L"
    assert gather([*log, event(5, "09:00", "1", made)]).activities["S/K"].name == "K"
