"""Desks that were set up by themselves and joined later: which of their numbers means whom here."""

from __future__ import annotations

import pytest

from checkin.rules.events import ActivityChange, Add, Close, Direction, Event, Join, Link, Scan
from checkin.rules.joins import Joined, Joins, joins_of


def join(number: int, by: str, *desks: str, key: str = "k", team: str = "S", at: int = 0, **numbers: str) -> Event:
    """A join that the desk `by` wrote: `a="b"` says that S/a there is S/b here."""
    renamed = {f"{team}/{there}": f"{team}/{here}" for there, here in numbers.items()}
    return Event(f"{number:02d}", at or number, team, by, Join(team, desks, key, renamed))


def said(desk: str, body: Add | Scan | Link | ActivityChange | Close, team: str = "S") -> Event:
    return Event("50", 50, team, desk, body)


ONE = joins_of([join(1, "home", "left", "right", a="x", b="y")])
CHAIN = joins_of([join(1, "home", "mid", b="c", d="e"), join(2, "mid", "far", key="q", a="b", u="w")])


def test_a_number_is_that_of_the_desk_that_wrote_it() -> None:
    assert [ONE.number(desk, "S/a") for desk in ("left", "right", "home")] == ["S/x", "S/x", "S/a"]
    assert ONE.number("left", "S/c") == "S/c", "a number that is the same here"
    assert ONE.number("left", "T/a") == "T/a", "a guest's"
    assert ONE.number("left", "S/x") == "S/x", "one that was read before"


def test_numbers_of_a_desk_that_was_joined_to_a_joined_one_are_read_twice() -> None:
    assert [CHAIN.number("far", f"S/{n}") for n in "abduz"] == ["S/c", "S/c", "S/e", "S/w", "S/z"]
    assert CHAIN.number("mid", "S/a") == "S/a"
    assert CHAIN.renumbered() == {
        ("mid", "S/b"): "S/c",
        ("mid", "S/d"): "S/e",
        ("far", "S/a"): "S/c",
        ("far", "S/b"): "S/c",
        ("far", "S/d"): "S/e",
        ("far", "S/u"): "S/w",
    }


def test_a_number_that_comes_back_to_itself_is_not_renumbered() -> None:
    back = joins_of([join(1, "home", "mid", b="a"), join(2, "mid", "far", a="b")])
    assert back.renumbered() == {("mid", "S/b"): "S/a", ("far", "S/b"): "S/a"}
    assert back.number("far", "S/a") == "S/a"


def test_the_numbers_by_which_somebody_may_be_written() -> None:
    assert CHAIN.written_as(["S/c"]) == {"S/a", "S/b", "S/c"}
    assert CHAIN.written_as(["S/e", "S/z"]) == {"S/d", "S/e", "S/z"}
    assert Joins().written_as(["S/c", "S/d"]) == {"S/c", "S/d"}


def test_what_is_known_of_the_desks_of_a_team() -> None:
    both = joins_of(
        [join(1, "home", "left", key="k"), join(2, "home", "right", key="q"), join(3, "its", "far", team="T")]
    )
    assert (both.keys("S"), both.keys("T"), both.keys("U")) == ({"k", "q"}, {"k"}, frozenset())
    assert (both.desks_of("S"), both.desks_of("T")) == ({"left", "right"}, {"far"})
    assert both.by_place["S", "left"] == Joined("home", "k", {})


def test_without_joins_it_is_false() -> None:
    assert not Joins() and ONE
    assert Joins({}, frozenset({("S", "left")})), "a join that was struck out is one"


def test_every_number_of_an_event_is_read() -> None:
    scan = Scan("S/A", Direction.IN, "vouched", volunteer="S/a", vouched_by="S/b")
    assert ONE.read(said("left", scan)) == said("left", scan._replace(volunteer="S/x", vouched_by="S/y"))
    assert ONE.read(said("left", Link("S/c", "S/a"))) == said("left", Link("S/c", "S/x"))
    for unchanged in (
        said("home", scan),
        said("left", Add("S/c", "S/A", 1)),
        said("left", Close("S/A")),
        said("left", scan, "T"),
    ):
        assert ONE.read(unchanged) is unchanged


SHIFT = {"start": 1, "end": 2}
ON_POST = [
    {"code": "G", "name": "Gate"},
    {"code": "D", "name": "Desk", "shifts": [{**SHIFT, "people": ["S/c", "S/a"]}]},
]


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({"signup": ["S/a", "S/c"]}, {"signup": ["S/x", "S/c"]}),
        ({"leader": "S/b", "name": "N"}, {"leader": "S/y", "name": "N"}),
        ({"signup": ["S/b"], "leader": "S/a"}, {"signup": ["S/y"], "leader": "S/x"}),
        ({"signup": None, "leader": "S/a"}, {"signup": None, "leader": "S/x"}),
        ({"signup": ["S/a"], "leader": None}, {"signup": ["S/x"], "leader": None}),
        ({"posts": ON_POST}, {"posts": [ON_POST[0], {**ON_POST[1], "shifts": [{**SHIFT, "people": ["S/c", "S/x"]}]}]}),
    ],
)
def test_sign_up_list_and_leader_are_numbers_too(changes: dict[str, object], read: dict[str, object]) -> None:
    assert ONE.read(said("left", ActivityChange("S/A", changes))) == said("left", ActivityChange("S/A", read))
    other = said("left", ActivityChange("S/A", {"name": "N", "signup": None, "leader": ""}))
    assert ONE.read(other) is other


def test_the_last_join_about_a_desk_decides_in_any_order_and_with_repeats() -> None:
    first, last = join(1, "home", "left", a="x"), join(2, "home", "left", a="y")
    earlier = join(3, "home", "left", a="z", at=1)
    for log in ([first, last], [last, first, last], [last, earlier, first]):
        assert joins_of(log).number("left", "S/a") == "S/y"
    assert joins_of([first, earlier]).number("left", "S/a") == "S/z", "at one instant the id decides"


def test_a_join_that_is_struck_out_leaves_its_desk_out() -> None:
    log = [join(1, "home", "left", a="x"), join(2, "home", "right", a="y")]
    joins = joins_of(log, {"02"})
    assert (joins.out, set(joins.by_place)) == ({("S", "right")}, {("S", "left")})
    assert joins.read(said("right", Add("S/a", "S/A", 1))) is None
    events = [
        said("right", Add("S/a", "S/A", 1)),
        said("left", Add("S/a", "S/A", 1)),
        said("home", Add("S/a", "S/A", 1)),
    ]
    assert joins.read_all(events) == [said("left", Add("S/x", "S/A", 1)), events[2]]
    assert joins_of([*log, join(3, "home", "left", a="z")], {"03"}).out == {("S", "left")}


def test_two_desks_are_not_each_joined_to_the_other() -> None:
    """The earlier join holds, also where the way back leads over a third desk; another team's desk is no way back."""
    assert set(joins_of([join(1, "one", "two"), join(2, "two", "one")]).by_place) == {("S", "two")}
    ring = [join(1, "one", "two"), join(2, "two", "three"), join(3, "three", "one")]
    assert set(joins_of(ring).by_place) == {("S", "two"), ("S", "three")}
    assert set(joins_of([join(1, "one", "one")]).by_place) == set()
    teams = [join(1, "one", "two"), join(2, "two", "one", team="T")]
    assert set(joins_of(teams).by_place) == {("S", "two"), ("T", "one")}
    at_once = [join(2, "one", "two", at=5), join(1, "two", "one", at=5)]
    assert set(joins_of(at_once).by_place) == {("S", "one")}
    beside = [join(1, "home", "left"), join(2, "left", "far"), join(3, "far", "right"), join(4, "right", "x")]
    assert len(joins_of(beside).by_place) == 4
