"""Events of other desks, each with one field wrong: `fault` names that field, and takes every event that is right to its edge."""

from __future__ import annotations

from typing import Any, cast

import pytest

from checkin.rules.activities import FIELDS
from checkin.rules.corrections import LONGEST_ADDITION, LONGEST_REDEMPTION, LONGEST_RULING
from checkin.rules.events import (
    BODY_OF,
    ActivityChange,
    Add,
    Admit,
    Amend,
    Body,
    Clash,
    Clock,
    Close,
    Confirm,
    Direction,
    Event,
    HandOut,
    Join,
    PolicyChange,
    Redeem,
    Revoke,
    Rule,
    Scan,
    Unknown,
    Void,
)
from checkin.rules.field_values import (
    EARLIEST,
    LATEST,
    LONGEST_PIECE,
    LONGEST_THING,
    MOST_DESKS,
    MOST_FIELDS,
    MOST_SIGNED_UP,
    MOST_STARS,
    MOST_THINGS,
    is_desk,
    is_key,
)
from checkin.rules.posts import LONGEST_POST_CODE, LONGEST_POST_NAME, MOST_NEEDED, MOST_POSTS, MOST_SHIFTS
from checkin.rules.shape import fault
from checkin.rules.typed_texts import LONGEST_TEXT
from tests.checkin.rules.sound_bodies import BADGE, DESK, ID, ONE, OTHER, OTHER_DESK, SHA, SOUND

DAYS = ["2026-3-5", "20260305", "2026-02-30", "2026-W10-4", "", 20260305, "soon"]
TEXTS = [7, True, b"x", ["x"], "x" * (LONGEST_TEXT + 1)]
KEYS = ["07", "S/", "/07", "S/0 7", "S/0/7", "S/" + "7" * 33, "S/07\n", 7, True, b"S/07"]
IDS = ["1", ID.upper(), ID + "0", ID[:-1] + "g", ID[:-1] + "\n", 7, True]
TIMES = [EARLIEST - 1, LATEST + 1, "1", 1.0, True]
WHOLES = [LATEST + 1, -LATEST - 1, "1", 1.0, True]
DIGESTS = [SHA[:-1], SHA + "0", SHA.upper(), 7, "g" * 64]
WRONG: dict[str, list[Any]] = {
    **dict.fromkeys(("source", "detail", "unit", "person_kind", "title", "granted_by", "number", "replaces", "service", "rule", "seed", "name", "category", "content", "organiser"), TEXTS),
    **dict.fromkeys(("volunteer", "same_as", "vouched_by", "activity", "origin", "there"), KEYS),
    **dict.fromkeys(("target", "arrival", "making", "one_with", "after", "last"), IDS),
    **dict.fromkeys(("at", "since", "shown"), TIMES),
    **dict.fromkeys(("length", "minutes", "policy", "change_ms", "version", "sessions", "seq"), WHOLES),
    **dict.fromkeys(("digest", "key", "hash", "finding"), DIGESTS),
    "signature": [SHA, (SHA + SHA).upper(), SHA + SHA + "0", 7],
    "desk": [DESK[:-1], OTHER_DESK.upper(), "", 7],
    "counts": [1, "true"],
    "stars": [*WHOLES, 0, MOST_STARS + 1],
    "badge": [BADGE[:-1] + "x", BADGE[:-1], "71" + "0" * 22, int(BADGE), ""],
    "made": [1, "true"],
    "training": [1, "true"],
    "back": [1, "true"],
    "persons": [(), "S/07", {"S/07"}, ("S 07",), ("S/07", 7), ("S/07",) * (MOST_SIGNED_UP + 1)],
    "fields": [(), "birth", {"birth"}, ("Birth",), ("birth date",), ("birth", 7), ("birth",) * (MOST_FIELDS + 1)],
    "verified": [1, "yes"],
    "thing": [*TEXTS, "", " ", "x" * (LONGEST_THING + 1)],
    "piece": [*TEXTS, "", " ", "x" * (LONGEST_PIECE + 1)],
    "quantity": [*WHOLES, 0, -1, MOST_THINGS + 1],
    "failed": ["timely", {"timely"}, ("Timely",), ("timely", 7), ("timely",) * (MOST_FIELDS + 1)],
    "post": ["茶 水", "T/1", "T" * 21, "T\n", 2, True],
    "code": ["K 2", "K/2", "", "K" * 33, 2],
    "team": ["S S", "S/", "", 7],
    "desks": [(), (DESK.upper(),), (DESK[:-1],), (DESK, 7), DESK, {DESK}, (DESK,) * (MOST_DESKS + 1)],
    "events": [ONE, [ONE], (ONE, "1"), (ONE,) * (MOST_SIGNED_UP + 1), {ONE}],
    "numbers": [
        [], ("S/1", "S/2"), {"S/1": "2"}, {"1": "S/2"}, {"S/1": "S/2", "S/2": "S/3"}, {"S/1": "S/1"},
        {f"S/{n}": "S/x" for n in range(MOST_SIGNED_UP + 1)},
    ],
    **dict.fromkeys(("day", "due"), DAYS),
    "changes": [[], ("name",), "name"],
    "settings": [
        [], "rounding", {"rounding": "up"}, {"grid_minutes": 7}, {"not_creditable_kinds": [["student"]]},
        {"min_share_of_activity": "1e999999999"},
    ],
}  # fmt: skip
"""What a field can't be, whatever the kind."""
MAY_BE_ABSENT = {body: {f for f, t in body.__annotations__.items() if t.__forward_arg__.endswith("None")} for body in BODY_OF.values()}  # fmt: skip
READ_BY_VALUE = {"direction", "cause", "state", "stage", "quality"}


def event(body: Body, **said: Any) -> Event:
    return Event(ID, 1, "S", DESK, body)._replace(**said)


def changed(body: Any, name: str, value: object) -> Body:
    return cast(Body, body._replace(**{name: value}))


def test_every_kind_is_here_and_each_as_it_should_be() -> None:
    assert {type(body) for body in SOUND} == set(BODY_OF.values())
    assert [fault(event(body)) for body in SOUND] == [None] * len(SOUND)
    assert fault(event(Unknown({"at": "soon"}, "later"))) is None


@pytest.mark.parametrize("body", SOUND, ids=lambda body: type(body).__name__)
def test_a_field_with_an_impossible_value_is_named(body: Any) -> None:
    for name in body._fields:
        for value in WRONG[name] if name not in READ_BY_VALUE else ():
            assert fault(event(changed(body, name, value))) == name, (name, value)


@pytest.mark.parametrize("body", SOUND, ids=lambda body: type(body).__name__)
def test_a_field_that_the_kind_needs_is_named_where_it_is_absent(body: Any) -> None:
    missing = {name for name in body._fields if fault(event(changed(body, name, None))) == name}
    assert missing == set(body._fields) - MAY_BE_ABSENT[type(body)]


def test_who_wrote_it_and_when() -> None:
    for name, values in {"id": IDS, "team": ["S S", "", 7, None], "at": [*TIMES, None]}.items():
        said = "at" if name == "at" else "id, team"
        assert {fault(event(Void(ONE), **{name: value})) for value in values} == {said}
    for name in ("operator", "reason"):
        assert {fault(event(Void(ONE), **{name: value})) for value in TEXTS} == {name}
        assert {fault(event(Void(ONE), **{name: value})) for value in (None, "", "x" * LONGEST_TEXT)} == {None}
    assert {fault(event(Void(ONE), at=at)) for at in (EARLIEST, LATEST)} == {None}
    assert fault(event(Unknown(), id="1")) == "id, team", "of a kind that is not known yet, too"


def test_an_event_speaks_of_activities_of_its_own_team_and_of_guests() -> None:
    assert fault(event(Add("T/07", "S/A", 1))) is None
    assert fault(event(Add("S/07", "T/A", 1))) == "activity"
    assert fault(event(Amend(ONE, activity="T/A"))) == "activity"
    assert fault(event(Close("T/A"))) == "activity"
    assert fault(event(Close("T/A"), team="T")) is None


def test_a_scan_is_of_a_volunteer_or_of_an_unknown_badge() -> None:
    scan = Scan("S/A", Direction.AUTO, "keyboard")
    assert fault(event(scan)) == "volunteer, badge"
    assert fault(event(scan._replace(volunteer="S/07", badge=BADGE))) == "volunteer, badge"


def test_a_scan_is_at_a_post_or_at_none_and_only_a_correction_takes_one_away() -> None:
    scan = Scan("S/A", Direction.AUTO, "keyboard", volunteer="S/07")
    assert fault(event(scan._replace(post=""))) == "post"
    assert {fault(event(scan._replace(post=post))) for post in ("茶水", "T" * 20, "#1", None)} == {None}


@pytest.mark.parametrize(
    ("body", "lowest", "most"),
    [
        (Rule(ONE, 0), 0, LONGEST_RULING),
        (Add("S/07", "S/A", 0), 0, LONGEST_ADDITION),
        (Confirm(ONE, "S/07", "S/A", 0, 1, (ONE,)), 0, LONGEST_ADDITION),
        (Redeem("S/07", 1, "x"), 1, LONGEST_REDEMPTION),
    ],
)
def test_minutes_to_their_edges(body: Body, lowest: int, most: int) -> None:
    found = [fault(event(changed(body, "minutes", n))) for n in (lowest - 1, lowest, most, most + 1)]
    assert found == ["minutes", None, None, "minutes"]


def test_nobody_speaks_of_the_own_desk_as_lost() -> None:
    own = event(Revoke(OTHER_DESK, 3, SHA, SHA + SHA, ONE))._replace(desk=OTHER_DESK)
    assert fault(own) == "desk"
    assert fault(event(Revoke(OTHER_DESK, 0, SHA, SHA + SHA, ONE))) == "seq, last"
    assert fault(event(Revoke(OTHER_DESK, 3, SHA, SHA + SHA))) == "seq, last"
    assert fault(event(Admit(OTHER_DESK, 3, SHA, True, SHA + SHA, OTHER, ONE))) == "after, last"
    assert fault(event(Admit(OTHER_DESK, 3, SHA, True, SHA))) == "signature"


def test_a_join_speaks_of_the_numbers_of_its_team_alone() -> None:
    def join(there: str, here: str) -> Event:
        return event(Join("S", (DESK,), SHA, {there: here}))

    assert (fault(join("T/1", "S/2")), fault(join("S/1", "T/2"))) == ("numbers", "numbers")
    assert (fault(join("S/1", "S/2/3")), fault(join("S/1/2", "S/3"))) == ("numbers", "numbers")
    assert fault(event(Join("T", (DESK,), SHA, {"S/1": "S/2"}))) == "numbers"
    assert fault(event(Join("S", (DESK,) * MOST_DESKS, SHA, {}))) is None
    assert fault(event(Join("S", (DESK,), SHA, {f"S/{n}": "S/x" for n in range(MOST_SIGNED_UP)}))) is None


def test_there_is_one_piece_of_a_number() -> None:
    assert fault(event(HandOut("S/07", "S/A", "背心", 2, "12"))) == "quantity, piece"
    assert fault(event(HandOut("S/07", "T/A", "背心", 1))) == "activity"


def test_a_verdict_on_two_makings_says_exactly_one_thing() -> None:
    assert fault(event(Clash(ONE))) == "one_with, code"
    assert fault(event(Clash(ONE, one_with=OTHER, code="K-2"))) == "one_with, code"


MOMENTS = ("start", "end", "check_in_until", "check_out_from")
MAY_BE_TAKEN_AWAY = {
    *MOMENTS,
    "category",
    "project",
    "not_creditable",
    "content",
    "organiser",
    "signup",
    "leader",
    "posts",
}
SHIFT = {"start": 1, "end": 2}


def post(**fields: Any) -> list[dict[str, Any]]:
    return [{"code": "A", "name": "Gate", **fields}]


def shift(**fields: Any) -> list[dict[str, Any]]:
    return post(shifts=[{**SHIFT, **fields}])


POSTS: list[Any] = [
    [], post(), post(name="x" * LONGEST_POST_NAME), post(code="岗" * LONGEST_POST_CODE), post(shifts=[SHIFT]), tuple(post()),
    shift(needed=1), shift(needed=MOST_NEEDED), shift(people=["S/1", "T/1"]), shift(start=EARLIEST, end=LATEST),
    post(shifts=[{"start": n, "end": n + 2} for n in range(MOST_SHIFTS)]),
    [{"code": str(n), "name": "x"} for n in range(MOST_POSTS)],
]  # fmt: skip
WRONG_POSTS: list[Any] = [
    7, "A", {}, [7], ["A"], [{}], post(name=""), post(name=" "), post(name=7), post(name="x" * (LONGEST_POST_NAME + 1)),
    post(code=""), post(code="a b"), post(code="a/b"), post(code="x" * (LONGEST_POST_CODE + 1)), post(code=7), post() * 2,
    post(later=1), post(shifts=[]), post(shifts=None), post(shifts=7), post(shifts="x"), post(shifts=[7]), post(shifts=[SHIFT] * 2),
    shift(end=1), shift(end=0), shift(start="1"), shift(end=None), shift(start=EARLIEST - 1), shift(end=LATEST + 1), shift(later=1),
    shift(needed=0), shift(needed=MOST_NEEDED + 1), shift(needed=True), shift(needed="3"), shift(needed=None),
    shift(people=[]), shift(people=None), shift(people="S/1"), shift(people=["1"]), shift(people=["S/1", "S/1"]),
    post(shifts=[{"start": n, "end": n + 2} for n in range(MOST_SHIFTS + 1)]),
    [{"code": str(n), "name": "x"} for n in range(MOST_POSTS + 1)],
]  # fmt: skip
CHANGES: dict[str, tuple[list[Any], list[Any]]] = {
    **{name: ([EARLIEST, LATEST], TIMES) for name in MOMENTS},
    **{name: (["", "x" * LONGEST_TEXT], TEXTS) for name in ("name", "place", "category", "project", "content")},
    **{name: (["", "x" * LONGEST_TEXT], TEXTS) for name in ("not_creditable", "organiser")},
    "timezone": (["Asia/Shanghai", "UTC"], ["Asia/Nowhere", "", "../etc", "x" * 5000, 8]),
    "overnight": ([True, False], [0, 1, "true"]),
    "hidden": ([True, False], [0, 1, "true"]),
    "signup": ([[], ["S/1"], ("T/1",), ["S/1"] * MOST_SIGNED_UP], ["S/1", ["1"], {"S/1"}, ["S/1"] * (MOST_SIGNED_UP + 1), [7]]),
    "kind": (["service", "training"], ["party", "", 1]),
    "leader": (["S/1", "T/1"], KEYS),
    "posts": (POSTS, WRONG_POSTS),
}  # fmt: skip
"""For each field of an activity what it can be, and what it can't."""


@pytest.mark.parametrize("name", FIELDS)
def test_the_changed_fields_of_an_activity(name: str) -> None:
    fits, wrong = CHANGES[name]
    fits = [*fits, None] if name in MAY_BE_TAKEN_AWAY else fits
    wrong = wrong if name in MAY_BE_TAKEN_AWAY else [*wrong, None]
    for values, told in ((fits, None), (wrong, "changes")):
        for value in values:
            assert fault(event(ActivityChange("S/A", {"later": 7, name: value}))) == told, value


def test_settings_that_only_a_newer_version_knows_are_passed_over() -> None:
    assert fault(event(PolicyChange(2, {"later": 7, "grid_minutes": 5}, 1))) is None
    assert fault(event(PolicyChange(2, {"later": 7, "grid_minutes": 4}, 1))) == "settings"


def test_whole_numbers_and_lists_to_their_edges() -> None:
    assert {fault(event(Clock(change))) for change in (LATEST, -LATEST, 0)} == {None}
    assert fault(event(Rule(ONE, 0, (ONE,) * MOST_SIGNED_UP))) is None


def test_keys_and_desks_to_their_edges() -> None:
    assert is_key("队" * 32 + "/" + "7" * 32) and not is_key("S" * 33 + "/7")
    assert is_desk(DESK) and not is_desk(DESK + "0") and not is_desk(7)
