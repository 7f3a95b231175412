"""How a desk's own events name an activity whose code several desks made, and what each key means to each desk."""

from __future__ import annotations

from checkin.rules.events import (
    ActivityChange,
    Add,
    Amend,
    Body,
    Clash,
    Close,
    Confirm,
    Direction,
    Event,
    Link,
    Reopen,
    Scan,
    Void,
)
from checkin.rules.facts import gather
from checkin.rules.making_events import is_making, makings_of
from checkin.rules.makings import NO_MAKINGS, Making, Makings
from checkin.rules.naming_makings import activity_meant, as_written, to_take_up
from tests.checkin.rules.story import at
from tests.checkin.rules.test_makings import PARK, RIVER, event, made

LOG = [*RIVER, *PARK]
APART = [*LOG, event(8, "12:00", "1", Clash("02", code="K-2"))]
ONE = [*LOG, event(8, "12:00", "1", Clash("02", one_with="01"))]
LONE = [made(1, "07:00", "1", "River")]
RIVER_MADE, PARK_MADE = (Making(one.at, one.id, one.desk, "S/K") for one in (RIVER[0], PARK[0]))
ADD = Add("S/ana", "S/K", 30)
EDIT = ActivityChange("S/K", {"name": "Bank"})


def known(events: list[Event], here: str | None = None) -> Makings:
    return gather(events, here).makings


def meant(number: int, desk: str, body: Body, events: list[Event] = APART) -> str | None:
    """What an event behind a log means, read by the log with it."""
    one = event(number, "13:00", desk, body)
    return activity_meant(one, known([*events, one]))


def test_an_event_means_the_activity_of_its_desk() -> None:
    assert [meant(20, desk, ADD) for desk in "123"] == ["S/K", "S/K-2", "S/K"]
    assert [meant(20, desk, ADD, LOG) for desk in "123"] == ["S/K", "S/K/02", "S/K"]
    assert meant(20, "2", ADD, ONE) == "S/K"
    assert meant(20, "1", ADD._replace(activity="S/K-2")) == "S/K-2"
    assert meant(20, "1", ADD._replace(activity="S/L")) == "S/L", "a code that is nobody else's"
    assert meant(20, "1", ADD, LONE) == "S/K"
    assert meant(20, "1", Void("01")) is None and meant(20, "1", Amend("03")) is None


def test_an_event_that_says_its_making_means_that_one() -> None:
    assert [meant(20, desk, Close("S/K", making="02")) for desk in "123"] == ["S/K-2"] * 3
    assert [meant(20, desk, EDIT._replace(making="01")) for desk in "123"] == ["S/K"] * 3
    assert meant(20, "1", Close("S/K", making="77")) == "S/K", "a making that nobody knows"
    assert activity_meant(PARK[0], known(APART)) == "S/K-2", "the making itself"


def test_what_a_desk_takes_up_before_it_records() -> None:
    assert to_take_up(ADD) == to_take_up(Scan("S/K", Direction.IN, "x", "S/ana")) == "S/K"
    assert to_take_up(Amend("03")) is to_take_up(Void("03")) is None
    itself: list[Body] = [EDIT, Close("S/K"), Reopen("S/K"), Confirm("03", "S/ana", "S/K", 1, 1, ())]
    assert [to_take_up(body) for body in itself] == [None] * 4


def written(body: Body, desk: str, events: list[Event] = APART) -> Body:
    return as_written(body, known(events, desk), desk)


def test_a_desk_writes_the_key_that_means_the_activity_there() -> None:
    assert written(ADD, "1") == ADD
    assert written(ADD, "2", LOG) == ADD, "its own"
    assert written(ADD._replace(activity="S/K-2"), "2") == ADD._replace(activity="S/K-2"), (
        "a code that is nobody else's"
    )
    assert written(ADD._replace(activity="S/K-2"), "1") == ADD._replace(activity="S/K-2")
    assert written(ADD._replace(activity="S/K/02"), "1", LOG) == ADD, "to be taken up first"
    assert written(ADD._replace(activity="S/K/01"), "2", LOG) == ADD
    assert written(ADD._replace(activity="S/L"), "2") == ADD._replace(activity="S/L")
    for nothing in (Void("01"), Amend("03", volunteer="S/ben")):
        assert written(nothing, "1") is nothing
    assert as_written(ADD, NO_MAKINGS, "1") is ADD


def test_what_sets_facts_says_whose_activity_it_means_unless_the_desk_made_it() -> None:
    assert written(EDIT, "1") == EDIT
    assert written(EDIT, "2", LOG) == EDIT
    assert written(EDIT, "3") == EDIT._replace(making="01")
    assert written(Close("S/K"), "2", LOG) == Close("S/K"), "its own"
    assert written(Close("S/K"), "2") == Close("S/K", making="01")
    assert written(Reopen("S/K-2"), "1") == Reopen("S/K-2", making="02")
    assert written(Reopen("S/K/02"), "1", LOG) == Reopen("S/K", making="02")
    assert written(Close("S/K"), "3", LONE) == Close("S/K", making="01")
    assert written(Close("S/K"), "1", LONE) == Close("S/K")
    assert written(Close("S/K"), "2", ONE) == Close("S/K", making="01"), "the one whose facts hold"
    assert written(Close("S/L"), "1") == Close("S/L"), "an activity that nobody made"


def test_what_says_its_making_or_is_one_is_written_as_it_is() -> None:
    for body in (
        EDIT._replace(activity="S/K-2", making="01"),
        Close("S/K-2", "01"),
        EDIT._replace(activity="S/K-2", made=True),
    ):
        assert written(body, "1") is body
    assert written(EDIT._replace(activity="S/K-2", made=False), "1") == EDIT._replace(
        activity="S/K-2", made=False, making="02"
    )


def test_which_making_a_desk_means_at_each_of_its_events() -> None:
    took = event(20, "09:00", "3", ActivityChange("S/K", {}, making="02"))
    back = event(30, "09:30", "3", ActivityChange("S/K", {}, making="01"))
    makings = known([*LOG, took, back])
    told = [makings.making("S/K", "3", number) for number in ("10", "20", "29", "30", "40")]
    assert told == [PARK_MADE, PARK_MADE, PARK_MADE, RIVER_MADE, RIVER_MADE]
    assert makings.making("S/K", "3") == makings.making("S/K", "4") == RIVER_MADE
    assert makings.making("S/L", "3") is None
    assert [makings.meant("S/K", "3", number) for number in ("29", None)] == ["S/K/02", "S/K"]


def test_the_makings_of_an_activity_and_the_keys_that_it_may_have() -> None:
    makings = known(ONE)
    assert makings.of("S/K") == [RIVER_MADE, PARK_MADE] and makings.of("S/L") == []
    other_way = known([*LOG, event(8, "12:00", "1", Clash("01", one_with="02"))])
    assert other_way.of("S/K") == [PARK_MADE, RIVER_MADE], "the one whose facts hold comes first"
    apart = known(APART)
    assert (apart.written_as("S/K"), apart.written_as("S/K-2"), apart.written_as("S/L")) == (
        {"S/K"},
        {"S/K", "S/K-2"},
        {"S/L"},
    )
    assert (apart.written_with("S/K"), apart.written_with("S/L")) == ({"S/K", "S/K-2"}, {"S/L"})
    assert (apart.shared, known(LONE).shared) == ({"S/K"}, frozenset())
    assert (apart.root(PARK_MADE), makings.root(PARK_MADE)) == (PARK_MADE, RIVER_MADE)


def test_what_to_write_and_what_to_take_up_before() -> None:
    assert known(LOG).to_write("S/K/02", "1") == ("S/K", PARK_MADE)
    assert known(LOG).to_write("S/K", "1") == ("S/K", None)
    assert known(LOG).to_write("S/K", "3") == ("S/K", RIVER_MADE)
    assert known(LONE).to_write("S/K", "3") == ("S/K", None)
    assert known(LONE).to_write("S/K/77", "3") == ("S/K/77", None), "nobody made it"
    assert known(APART).to_write("S/K-2", "2") == ("S/K-2", None)
    assert known(LOG).to_write("S/K/02", "2") == ("S/K", None)


def test_makings_that_wait_for_a_decision() -> None:
    assert known(LOG).clashes() == [(RIVER_MADE, PARK_MADE)]
    assert known(ONE).clashes() == known(APART).clashes() == known(LONE).clashes() == []
    other = Event("40", 1, "S", "1", ActivityChange("S/B", {"name": "B"}, True))
    twin = other._replace(id="41", desk="2")
    assert [[one.id for one in group] for group in known([*LOG, other, twin]).clashes()] == [["40", "41"], ["01", "02"]]


def test_who_reads_sees_the_own_activity_under_its_plain_name() -> None:
    assert known(LOG, "2").names == {"01": "S/K/01", "02": "S/K"}
    assert known(LOG, "1").names == known(LOG, "3").names == known(LOG).names == {"01": "S/K", "02": "S/K/02"}


def test_what_makes_an_activity() -> None:
    whole = {"name": "N", "place": "P", "start": 1, "end": 2, "timezone": "UTC"}
    assert is_making(ActivityChange("S/K", whole)) and is_making(ActivityChange("S/K", {**whole, "kind": "training"}))
    for name in whole:
        assert not is_making(ActivityChange("S/K", {n: v for n, v in whole.items() if n != name}))
    assert is_making(ActivityChange("S/K", {}, made=True)) and not is_making(ActivityChange("S/K", whole, made=False))
    assert not is_making(ActivityChange("S/K", whole, making="01"))
    assert is_making(ActivityChange("S/K", {}, made=True, making="01"))


def test_a_desk_that_makes_a_code_twice_made_it_once() -> None:
    again = made(9, "07:40", "1", "River again")
    makings = known([*LOG, again])
    assert (makings.by_id["09"], makings.candidates["S/K"]) == (RIVER_MADE, [RIVER_MADE, PARK_MADE])
    assert makings_of([], []) is NO_MAKINGS


def test_the_last_of_decisions_that_would_make_a_circle_is_passed_over() -> None:
    first, back, again = (
        event(number, f"12:{number}", "1", Clash(one, one_with=other))
        for number, one, other in ((40, "02", "01"), (41, "01", "02"), (42, "02", "01"))
    )
    assert known([*LOG, first, back]).root(PARK_MADE) == RIVER_MADE
    assert known([*LOG, first, back, again]).root(RIVER_MADE) == PARK_MADE, "the one of 40 holds no longer"


def test_other_common_events_in_between_are_passed_over() -> None:
    link = event(10, "08:30", "3", Link("S/a", "S/b"))
    took = event(20, "09:00", "3", ActivityChange("S/K", {}, making="02"))
    assert known([*LOG, link, took]).making("S/K", "3") == PARK_MADE
    strangers = Event("20", at("09:00"), "T", "3", ActivityChange("S/K", {}, making="02"))
    assert known([*LOG, strangers]).making("S/K", "3") == RIVER_MADE, "another team's desk takes up nothing of ours"


def test_an_event_means_what_its_desk_meant_then_and_not_what_it_means_now() -> None:
    took = event(20, "09:00", "3", ActivityChange("S/K", {}, making="02"))
    then = event(25, "09:10", "3", ADD)
    back = event(30, "09:30", "3", ActivityChange("S/K", {}, making="01"))
    assert activity_meant(then, known([*LOG, took, then, back])) == "S/K/02"
