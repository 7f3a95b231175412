"""`hourdesk held`: the scans that no activity has yet, listed and entered by command."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.presence.held_scans import held_span, hold
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

HOUR = 3_600_000


def held_at_the_desk(data: Path, clock: StandingClock, numbers: tuple[str, ...], text: str = "") -> list[str]:
    """The badges of these numbers, then a text, were scanned at a desk without an activity; the ids of the scans."""
    made = []
    with open_store(data, clock.clock) as store:
        for scanned in [*(store.register.badge(f"FD/{number}") or "" for number in numbers), *([text] if text else [])]:
            arrival = Arrival(new_id(store.now()), store.now(), scanned, "")
            hold(store, arrival, "li")
            made.append(arrival.id)
            clock.advance(60_000)
    return made


def plant_trees(desk: Run) -> None:
    """The activity B2 of the day, 11:00 to 12:30."""
    planned = ("--start", "2026-03-05T11:00", "--end", "2026-03-05T12:30")
    assert desk("activity", "add", "--code", "B2", "--name", "植树", "--place", "山", *planned).code == 0


def test_held_scans_are_listed_and_entered_by_command(desk: Run, data: Path, clock: StandingClock) -> None:
    """Two badges and an identity card at 11:30; the list names two people and a length; then all enter the activity."""
    made = held_at_the_desk(data, clock, ("001", "002"), "110101201003071234")
    listed = desk("held", "--json").objects
    assert [(row["arrival"], row["volunteer"], row["length"], row["cause"]) for row in listed] == [
        (made[0], "001", None, None),
        (made[1], "002", None, None),
        (made[2], None, 18, "length"),
    ]
    assert listed[0]["at"] == "2026-03-05T11:30:00+08:00" and listed[0]["name"] == "张伟"
    people = desk("held")
    assert "001 张伟 七1班" in people.lines[0] and "no badge, 18 characters" in people.lines[2]
    assert "110101201003071234" not in people.out
    plant_trees(desk)
    entered = desk("held", "--activity", "B2", "--json")
    assert (
        entered.code == 1 and "3 held scans were taken in" in entered.err and "1 of them was turned away" in entered.err
    )
    assert [(row["outcome"], row["at"]) for row in entered.objects[:2]] == [
        ("opened", "2026-03-05T11:30:00+08:00"),
        ("opened", "2026-03-05T11:31:00+08:00"),
    ]
    assert [row["start"] for row in desk("sessions", "--activity", "B2", "--json").objects] == [
        "2026-03-05T11:30:00+08:00",
        "2026-03-05T11:31:00+08:00",
    ]
    empty = desk("held")
    assert empty.code == 0 and "No scan is held" in empty.out


def test_entering_into_a_closed_activity_keeps_what_came_later(desk: Run, data: Path, clock: StandingClock) -> None:
    """It is said, the exit code is 1, and the scan waits for another activity."""
    plant_trees(desk)
    desk("activity", "close", "B2")
    clock.advance(60_000)
    held_at_the_desk(data, clock, ("001",))
    entered = desk("held", "--activity", "B2")
    assert entered.code == 1 and "1 stays held: it came after this activity was closed" in entered.err
    with open_store(data, SYSTEM_CLOCK) as store:
        assert held_span(store).scans == 1


def test_an_activity_that_is_not_there_is_refused_and_nothing_is_entered(
    desk: Run, data: Path, clock: StandingClock
) -> None:
    held_at_the_desk(data, clock, ("001",))
    answer = desk("held", "--activity", "nothing")
    assert answer.code == 1 and "nothing" in answer.err
    assert len(desk("held", "--json").objects) == 1


def test_of_two_days_each_enters_its_own_activity(desk: Run, data: Path, clock: StandingClock) -> None:
    """Two scans are held on two days; `--from` and `--to` choose those of one."""
    held_at_the_desk(data, clock, ("001",))
    clock.advance(24 * HOUR)
    held_at_the_desk(data, clock, ("002",))
    plant_trees(desk)
    assert [row["volunteer"] for row in desk("held", "--from", "2026-03-06", "--json").objects] == ["002"]
    entered = desk("held", "--activity", "B2", "--to", "2026-03-05", "--json").objects
    assert [row["volunteer"] for row in entered] == ["001"]
    assert [row["volunteer"] for row in desk("held", "--json").objects] == ["002"]


def test_a_backup_that_holds_a_scan_is_restored_and_both_desks_enter_it(
    desk: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    """The old laptop turns up again: each desk takes the other's pack, and the person came once."""
    plant_trees(desk)
    held_at_the_desk(data, clock, ("001",))
    new = ("--data", tmp_path / "new")
    assert desk("backup", tmp_path / "stick.db").code == 0
    assert desk("restore", tmp_path / "stick.db", *new).code == 0
    for where in ((), new):
        clock.advance(HOUR // 2)
        assert desk("held", "--activity", "B2", *where).code == 0
    for where, file in (((), "old.hdpack"), (new, "new.hdpack")):
        assert desk("export", tmp_path / file, *where).code == 0
    assert desk("take", tmp_path / "new.hdpack").code == 0
    assert desk("take", tmp_path / "old.hdpack", *new).code == 0
    here, there = desk("sessions", "--json").objects, desk("sessions", "--json", *new).objects
    assert here == there and [(row["volunteer"], row["start"]) for row in here] == [
        ("001", "2026-03-05T11:30:00+08:00")
    ]
    assert here[0]["flags"] == []


def test_held_scans_enter_at_the_post_that_is_named(desk: Run, data: Path, clock: StandingClock) -> None:
    held_at_the_desk(data, clock, ("001",))
    plant_trees(desk)
    assert desk("post", "add", "Gate", "--activity", "B2").code == 0
    refused = desk("held", "--post", "Gate")
    assert refused.code == 2 and "--activity" in refused.err
    entered = desk("held", "--activity", "B2", "--post", "gate", "--json")
    assert entered.code == 0 and entered.objects[0]["post"] == "Gate"
    assert [part["post"] for part in desk("sessions", "--json").objects[-1]["segments"]] == ["Gate"]
