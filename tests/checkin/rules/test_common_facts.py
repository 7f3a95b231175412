"""What holds for everybody, read from the log: clocks, policies, numbers of one person, plans that were moved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checkin.rules.activities import Activity
from checkin.rules.clock_changes import ClockChange
from checkin.rules.events import ActivityChange, Clash, Clock, Close, Event, Join, Link, PolicyChange, Reopen, Void
from checkin.rules.facts import Facts, gather, own_activities
from checkin.rules.policies import DEFAULT_POLICY, Rounding
from tests.checkin.rules.story import at, read_story

HOUR = timedelta(hours=1) // timedelta(milliseconds=1)
PLAN = {"name": "River", "place": "Gate", "start": at("08:00"), "end": at("12:00"), "timezone": "Asia/Shanghai"}


def told(*said: tuple[str, str, object], team: str = "S", desk: str = "1") -> list[Event]:
    return [Event(event, at(when), team, desk, body) for event, when, body in said]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("desks", "start", "end", "lies_within"),
    [
        (("1",), 20, 30, True),
        (("1", "2"), 0, 10, True),
        (("2",), 0, 100, False),
        ((), 0, 100, False),
        (("1",), 0, 9, False),
        (("1",), 21, 30, False),
        (("1",), 12, 15, True),
    ],
)
def test_a_clock_that_was_changed_within_a_session_of_its_desk(
    desks: tuple[str, ...], start: int, end: int, lies_within: bool
) -> None:
    """From 10 to 20, or back from 20 to 10: both ends are part of it."""
    assert ClockChange("1", 10, 20).within(desks, start, end) is lies_within
    assert ClockChange("1", 20, 10).within(desks, start, end) is lies_within


def test_a_change_of_the_clock_says_from_when_to_when_and_by_which_event() -> None:
    (change,) = gather(told(("07", "10:00", Clock(HOUR)), desk="4")).clocks
    assert change == ClockChange("4", at("09:00"), at("10:00"), "07")


def test_a_policy_holds_from_its_instant_on_for_its_own_team() -> None:
    first = told(
        ("01", "09:00", PolicyChange(2, {"rounding": "ceil", "of a newer version": 1}, 100)),
        ("02", "10:00", PolicyChange(3, {"rounding": "nearest"}, 200)),
    )
    facts = gather([*first, *told(("03", "09:00", PolicyChange(5, {"grid_minutes": 30}, 150)), team="T")])
    assert [facts.policy_at("S", when).version for when in (99, 100, 199, 200, 10**9)] == [1, 2, 2, 3, 3]
    assert facts.policy_at("S", 150) == DEFAULT_POLICY._replace(rounding=Rounding.CEIL, version=2)
    assert [facts.policy_for("T/K", when).version for when in (149, 150)] == [1, 5]
    assert (facts.policy_at("X", 500), facts.policy_for("X/K", 500)) == (DEFAULT_POLICY, DEFAULT_POLICY)
    assert Facts().policy_for("S/A", 500) == DEFAULT_POLICY
    assert facts.policies["S"][0][0] == 100


def test_all_numbers_of_a_person_the_one_that_counts_first() -> None:
    facts = gather(told(("01", "09:00", Link("S/z", "S/m")), ("02", "09:00", Link("S/a", "S/m"))))
    assert [facts.person(one) for one in ("S/z", "S/m", "S/x")] == ["S/m", "S/m", "S/x"]
    assert facts.numbers_of("S/z") == facts.numbers_of("S/m") == ("S/m", "S/a", "S/z")
    assert facts.numbers_of("S/x") == ("S/x",)
    assert facts.all_numbers(["S/a", "S/x"]) == {"S/m", "S/a", "S/z", "S/x"} and facts.all_numbers([]) == set()


def test_times_that_an_activity_had_before_it_was_moved() -> None:
    """Only what was planned and is another time now: a new name and a close move nothing."""
    events = told(
        ("01", "07:00", ActivityChange("S/K", {"name": "River", "place": "Gate", "start": at("08:00")})),
        ("02", "07:01", ActivityChange("S/K", {"end": at("12:00")})),
        ("03", "07:02", ActivityChange("S/K", {"name": "Bank"})),
        ("04", "07:03", ActivityChange("S/K", {"start": at("09:00")})),
        ("05", "07:04", Close("S/K")),
        ("06", "07:05", ActivityChange("S/K", {"end": at("13:00")})),
    )
    assert gather(events[:3]).earlier_times == {} and len(gather(events[:4]).earlier_times["S/K"]) == 1
    facts = gather(events)
    assert facts.earlier_times == {"S/K": ((at("08:00"), at("12:00")),)}
    assert facts.activity("S/K") == Activity("S/K", "Bank", "Gate", at("09:00"), at("13:00"), closed_at=at("07:04"))
    assert gather([*events, *told(("07", "08:00", Reopen("S/K")))]).activity("S/K").closed_at is None
    assert facts.activity("S/never") == Activity("S/never")


def test_an_activity_whose_making_was_struck_out_is_gone_with_all_that_changed_it() -> None:
    made, edit = told(
        ("01", "07:00", ActivityChange("S/K", PLAN, True)), ("02", "07:10", ActivityChange("S/K", {"name": "Bank"}))
    )
    (void,) = told(("03", "07:20", Void("01")))
    assert gather([made, edit]).activity("S/K").name == "Bank"
    gone = gather([made, edit, void])
    assert dict(gone.activities) == {} and gone.struck == {"01": (at("07:20"), "03")}
    (back,) = told(("04", "07:30", Void("03")))
    assert gather([made, edit, void, back]).activity("S/K").name == "Bank"
    (edited,) = told(("03", "07:20", Void("02")))
    assert gather([made, edit, edited]).activity("S/K").name == "River", "only the edit was struck out"


def test_an_activity_knows_its_making_and_its_name_of_today() -> None:
    """Two desks made one code; a decision gave the second a code of its own, and a reader may still hold the old value."""
    one, other = (
        Event(n, at(when), "S", desk, ActivityChange("S/K", {**PLAN, "name": name}, True))
        for n, when, desk, name in (("01", "07:00", "1", "River"), ("02", "07:10", "2", "Park"))
    )
    before = gather([one, other])
    park = next(activity for activity in before.activities.values() if activity.name == "Park")
    assert (park.making, before.now_named(park)) == ("02", park.key)
    (clash,) = told(("03", "08:00", Clash("02", code="P")))
    after = gather([one, other, clash])
    assert after.now_named(park) == "S/P" and after.activity("S/P").name == "Park"
    assert after.now_named(Activity("S/X")) == "S/X" == after.now_named(Activity("S/X", making="99"))
    assert {key: activity.making for key, activity in after.activities.items()} == {"S/K": "01", "S/P": "02"}


def test_a_team_sees_its_own_activities_the_latest_first() -> None:
    story = read_story("""
        activity B start=2/08:00
        activity D start=2/08:00
        activity U
    """)
    foreign = Event("90", at("07:00"), "T", "9", ActivityChange("T/K", PLAN, True))
    facts = gather([*story.events, foreign])
    assert [activity.key for activity in own_activities(facts, "S")] == ["S/B", "S/D", "S/A", "S/U"]
    assert [activity.key for activity in own_activities(facts, "T")] == ["T/K"]
    assert own_activities(facts, "X") == []


def test_at_a_desk_a_code_that_two_desks_made_means_what_it_meant_there() -> None:
    one, other = (
        Event(n, at(when), "S", desk, ActivityChange("S/K", {**PLAN, "name": name}, True))
        for n, when, desk, name in (("01", "07:00", "1", "River"), ("02", "07:10", "2", "Park"))
    )
    assert {key: one.name for key, one in gather([one, other]).activities.items()} == {"S/K": "River", "S/K/02": "Park"}
    assert {key: one.name for key, one in gather([one, other], "2").activities.items()} == {
        "S/K": "Park",
        "S/K/01": "River",
    }
    decided = told(("03", "08:00", Clash("02", code="P")), ("04", "09:00", Void("03")), ("05", "10:00", Close("S/P")))
    facts = gather([one, other, *decided])
    assert {one.name: one.closed_at for one in facts.activities.values()} == {"River": None, "Park": at("10:00")}


def test_a_close_is_that_of_the_activity_that_the_desk_meant_then() -> None:
    """Desk 1 made River. It may name Park in the event itself; what it takes up later changes nothing of before."""
    made = [
        Event(n, at(when), "S", desk, ActivityChange("S/K", {**PLAN, "name": name}, True))
        for n, when, desk, name in (("01", "07:00", "1", "River"), ("02", "07:10", "2", "Park"))
    ]

    def closed(*events: Event) -> set[str]:
        return {one.name for one in gather([*made, *events]).activities.values() if one.closed_at is not None}

    by_name, by_code = told(("05", "09:00", Close("S/K", making="02")), ("06", "09:00", Close("S/K")))
    (taken_up,) = told(("07", "10:00", ActivityChange("S/K", {}, making="02")))
    assert (closed(by_name), closed(by_code), closed(by_code, taken_up)) == ({"Park"}, {"River"}, {"River"})
    (later,) = told(("08", "11:00", Close("S/K")))
    assert closed(taken_up, later) == {"Park"}


def test_the_numbers_of_a_laptop_that_was_joined_later_are_read_as_its_people_are_called_here() -> None:
    """Its links and voids count as long as its join does; without it nothing of that laptop counts."""
    here = told(("01", "09:00", Join("S", ("7",), "ab", {"S/1": "S/101"})), ("03", "09:10", Link("S/5", "S/6")))
    there = told(("02", "09:05", Link("S/1", "S/2")), ("04", "09:20", Void("03")), desk="7")
    facts = gather([*here, *there])
    assert facts.same == {"S/101": "S/2"} and facts.joined == {"S/2": ("S/101",)}
    assert facts.struck == {"03": (at("09:20"), "04")}
    assert list(facts.joins.by_place) == [("S", "7")]
    parted = gather([*here, *there, *told(("05", "10:00", Void("01")))])
    assert parted.same == {"S/5": "S/6"} and parted.struck == {"01": (at("10:00"), "05")}
    assert parted.joins.out == {("S", "7")} and not parted.joins.by_place
