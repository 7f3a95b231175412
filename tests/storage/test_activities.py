"""Activities are made, changed, closed and opened again; what is impossible is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.activities.activities import (
    add_activity,
    close_activity,
    edit_activity,
    find_activity,
    list_activities,
    reopen_activity,
)
from storage.activities.removing import hide_activity
from storage.record import whole_record
from storage.store import Store, open_store
from storage.supervision.corrections import void
from tests.standing_clock import StandingClock
from tests.storage.conftest import HOUR, Scanner

PLAN = {"name": "敬老", "place": "敬老院", "start": 1_772_668_800_000, "end": 1_772_679_600_000}


def refused(store: Store, work: Callable[[], object]) -> list[str]:
    before = store.connection.execute("SELECT count(*) FROM log").fetchone()
    with pytest.raises(Refused) as refusal:
        work()
    assert store.connection.execute("SELECT count(*) FROM log").fetchone() == before
    return [problem.code for problem in refusal.value.problems]


def test_all_that_was_said_is_read_back(store: Store) -> None:
    said: dict[str, Any] = {
        **PLAN,
        "timezone": "Asia/Urumqi",
        "category": "绿色环保",
        "project": "河长",
        "overnight": True,
        "check_in_until": PLAN["start"] + 1,
        "check_out_from": PLAN["end"] - 1,
        "not_creditable": "演练",
        "signup": ["FD/001", "XH/7"],
    }
    made = add_activity(store, "A2", said)
    with open_store(store.folder.path, store.clock) as other:
        assert find_activity(other, "A2") == find_activity(other, "FD/A2") == made
    assert {name: getattr(made, name) for name in said} == {**said, "signup": ("FD/001", "XH/7")}
    assert [a.code for a in list_activities(store)] == ["A1", "A2"]


def test_the_teams_zone_unless_said_otherwise(store: Store) -> None:
    assert add_activity(store, "A2", PLAN).timezone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("code", "changes", "codes"),
    [
        ("A1", {}, ["activity_exists"]),
        ("", {}, ["bad_code"]),
        ("A 2", {}, ["bad_code"]),
        ("FD/A2", {}, ["bad_code"]),
        ("A" * 33, {}, ["bad_code"]),
        ("A2", {"end": PLAN["start"]}, ["ends_before_start"]),
        ("A2", {"end": PLAN["start"] - HOUR}, ["ends_before_start"]),
        ("A2", {"end": PLAN["start"] + 400 * 24 * HOUR}, ["too_long"]),
        ("A2", {"timezone": "Asia/Chongqqing"}, ["bad_timezone"]),
        ("A2", {"name": "  ", "place": ""}, ["missing_value", "missing_value"]),
        ("A2", {"start": None}, ["missing_value"]),
        ("A2", {"check_in_until": PLAN["end"], "check_out_from": PLAN["end"] - HOUR}, ["windows_overlap"]),
        ("A2", {"check_out_from": PLAN["start"]}, ["no_check_in_window"]),
        ("A2", {"name": "", "end": PLAN["start"]}, ["missing_value", "ends_before_start"]),
    ],
)
def test_what_is_impossible(store: Store, code: str, changes: dict[str, Any], codes: list[str]) -> None:
    assert refused(store, lambda: add_activity(store, code, {**PLAN, **changes})) == codes
    assert [a.code for a in list_activities(store)] == ["A1"]


def test_a_code_that_two_programs_want(store: Store) -> None:
    with open_store(store.folder.path, store.clock) as other:
        add_activity(other, "A2", PLAN)
    assert refused(store, lambda: add_activity(store, "A2", PLAN)) == ["activity_exists"]


def test_an_edit_is_checked_with_what_stays(store: Store) -> None:
    add_activity(store, "A2", PLAN)
    assert refused(store, lambda: edit_activity(store, "A2", {"end": PLAN["start"] - 1})) == ["ends_before_start"]
    assert refused(store, lambda: edit_activity(store, "A2", {"timezone": "Mars"})) == ["bad_timezone"]
    assert refused(store, lambda: edit_activity(store, "A9", {"name": "x"})) == ["no_activity"]
    edited = edit_activity(store, "A2", {"place": "福利院", "signup": ["FD/001"]})
    assert (edited.name, edited.place, edited.signup) == ("敬老", "福利院", ("FD/001",))
    assert edit_activity(store, "A2", {"signup": None}) == edited._replace(signup=None)
    assert find_activity(store, "A2").signup is None


def test_the_minutes_follow_an_edit(store: Store, scan: Scanner) -> None:
    scan("001", -30)
    scan("001", -10)
    edit_activity(store, "A1", {"not_creditable": "演练"})
    assert [(s.minutes, s.flags) for s in whole_record(store).sessions] == [(0, ("not_creditable",))]
    edit_activity(store, "A1", {"not_creditable": None})
    assert [s.minutes for s in whole_record(store).sessions] == [20]


def test_close_reopen_close(store: Store, scan: Scanner) -> None:
    scan("001", -30)
    scan("002", -20)
    assert refused(store, lambda: reopen_activity(store, "A1")) == ["not_closed"]
    assert [s.volunteer for s in close_activity(store, "A1", Signature("wang"))] == ["FD/001", "FD/002"]
    assert refused(store, lambda: close_activity(store, "A1")) == ["already_closed"]
    assert scan("003").kind == "activity_closed"
    assert scan("001").kind == "closed"
    assert [str(s.status) for s in whole_record(store).of("FD/002")] == ["needs_review"]
    assert reopen_activity(store, "A1").closed_at is None
    assert refused(store, lambda: reopen_activity(store, "A1")) == ["not_closed"]
    assert [str(s.status) for s in whole_record(store).of("FD/002")] == ["open"]
    assert scan("003").kind == "opened"
    assert [s.volunteer for s in close_activity(store, "A1")] == ["FD/002", "FD/003"]


def test_closed_at_a_time_that_is_given(store: Store, scan: Scanner) -> None:
    scan("001", -30)
    close_activity(store, "A1", at=store.now() - 20 * 60_000)
    assert scan("002", -25).kind == "opened"
    assert scan("003", -15).kind == "activity_closed"


def test_an_activity_that_is_not_there(store: Store) -> None:
    with pytest.raises(Refused) as refusal:
        find_activity(store, "A9")
    assert refusal.value.problems[0].values["known"] == "A1"
    for work in (close_activity, reopen_activity):
        assert refused(store, lambda work=work: work(store, "A9")) == ["no_activity"]


YEAR = 365 * 24 * HOUR


def test_an_activity_that_a_wrong_clock_made_is_not_said_to_be_changed(store: Store, clock: StandingClock) -> None:
    """It can be closed, for its making says nothing of that; and it is changed once that time has come."""
    clock.advance(HOUR)
    add_activity(store, "A2", PLAN)
    clock.advance(-HOUR)
    assert refused(store, lambda: edit_activity(store, "A2", {"name": "敬老活动"})) == ["later_change"]
    close_activity(store, "A2")
    assert find_activity(store, "A2").closed_at == store.now()
    clock.advance(2 * HOUR)
    assert edit_activity(store, "A2", {"name": "敬老活动"}) == find_activity(store, "A2")


def test_a_clock_that_is_a_few_minutes_ahead_hinders_no_change(store: Store, clock: StandingClock) -> None:
    clock.advance(3 * 60_000)
    add_activity(store, "A2", PLAN)
    edit_activity(store, "A1", {"name": "那边"})
    close_activity(store, "A1")
    clock.advance(-3 * 60_000)
    edit_activity(store, "A2", {"name": "敬老活动"})
    edit_activity(store, "A1", {"name": "这边"})
    assert (reopen_activity(store, "A1").name, find_activity(store, "A2").name) == ("这边", "敬老活动")
    assert refused(store, lambda: close_activity(store, "A1", at=store.now())) == ["later_change"]
    assert close_activity(store, "A1") == []
    assert find_activity(store, "A1").closed_at == store.now() + 3 * 60_000 + 2


def test_a_change_that_would_not_hold_is_refused_and_says_which_one_goes_on_to_hold(
    store: Store, clock: StandingClock
) -> None:
    """Another field is not touched by it; once the later ones are struck out, all goes on."""
    clock.advance(YEAR)
    edit_activity(store, "A1", {"name": "明年"})
    close_activity(store, "A1")
    clock.advance(-YEAR)
    assert refused(store, lambda: edit_activity(store, "A1", {"name": "今年", "place": "校门"})) == ["later_change"]
    assert refused(store, lambda: reopen_activity(store, "A1")) == ["later_change"]
    edit_activity(store, "A1", {"place": "校门"})
    hide_activity(store, "A1", Signature(reason="试验"))
    for kind in ("activity", "close"):
        (later,) = [event for event in store.ledger.queries.of_kind(kind) if event.at > store.now()]
        void(store, later.id, Signature(reason="钟错了"))
    edit_activity(store, "A1", {"name": "今年"})
    close_activity(store, "A1")
    assert (reopen_activity(store, "A1").name, find_activity(store, "A1").place) == ("今年", "校门")
