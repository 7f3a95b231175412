"""What the desk says of its activity while nobody is scanned: that it is of another day, or closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, close_activity
from storage.disk.ids import new_id
from storage.people.person import Person
from storage.store import open_store
from storage.supervision.confirming import confirm
from storage.supervision.corrections import rule
from storage.supervision.review import read_review
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import opened, scanner, until
from tests.tui.outcomes import ACTIVITY, at
from tui.model.verdict_zone.readiness import is_another_day, time_gone, time_to_go
from tui.model.verdicts import Tone
from tui.words.amounts import day_text

DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("clock", "days", "other"),
    [
        ("00:00", 0, False),
        ("23:59", 0, False),
        ("23:59", -1, True),
        ("00:00", 1, True),
        ("12:00", 4, True),
    ],
)
def test_today_is_a_day_of_the_activity_in_its_own_zone(clock: str, days: int, other: bool) -> None:
    """An activity of the 5th of March, 09:00 to 11:30 in Shanghai."""
    assert is_another_day(ACTIVITY, at(clock) + days * DAY) is other


def test_all_days_of_a_long_activity_are_its_days() -> None:
    """A camp from the 5th to the 7th, on the 6th; and an activity of which nothing is known yet."""
    camp = ACTIVITY._replace(end=at("11:30") + 2 * DAY)
    assert not is_another_day(camp, at("20:00") + DAY)
    assert not is_another_day(ACTIVITY._replace(start=None, end=None), at("20:00"))


async def test_an_activity_of_another_day_is_said_and_still_recorded(tmp_path: Path) -> None:
    """The only activity is in four days: its day stands in the title, and the panel names both days."""
    desk = make_desk(tmp_path / "desk", activities=())
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        begins = SYSTEM_CLOCK.now() + 4 * DAY
        changes = {"name": "Trees for the long river bank", "place": "Hill", "start": begins, "end": begins + HOUR}
        add_activity(store, "trees", changes)

    async with opened(desk.path, size=(80, 24)) as (app, pilot):
        day = day_text(begins, app.state.activity.zone)
        assert day in app.desk.screen.verdict.verdict.advice
        assert f"· {day}" in app.desk.screen.top.render().plain
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert f"· {day}" in app.desk.screen.top.render().plain


async def test_a_desk_whose_activities_are_all_closed_opens_without_a_form(tmp_path: Path) -> None:
    """It says that none is open and where the next one comes from; a badge is kept, and F6 goes back to the closed one."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        close_activity(store, "qd1", UNSIGNED)

    async with opened(desk.path, size=(80, 24)) as (app, pilot):
        await pilot.pause(0.2)
        verdict = app.desk.screen.verdict.verdict
        assert app.screen is app.desk.screen and verdict.word == "NO ACTIVITY"
        assert all(key in verdict.advice for key in ("F6", "F10", "Shift+F1"))
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)


async def test_an_activity_that_another_program_closes_is_said(tmp_path: Path) -> None:
    """The last verdict gives way to that."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            close_activity(store, "qd1", UNSIGNED)
        await until(pilot, lambda: app.desk.screen.verdict.verdict.word == "CLOSED")


def test_the_title_says_how_much_of_the_planned_time_is_left() -> None:
    """Half an hour into an activity of two hours and a half; nothing before it, after it, or once it is closed."""
    assert time_gone(ACTIVITY, at("09:30"), 10) == (2, "2:00 left")
    assert time_gone(ACTIVITY, at("11:29:59"), 10) == (9, "0:01 left")
    assert time_gone(ACTIVITY, at("08:59"), 10) is None and time_gone(ACTIVITY, at("11:30"), 10) is None
    assert time_gone(ACTIVITY._replace(closed_at=at("09:10")), at("09:30"), 10) is None
    assert time_gone(None, at("09:30"), 10) is None


async def test_a_closed_activity_says_what_is_left_to_do_today(tmp_path: Path) -> None:
    """Zhang Wei never checked out, Wang Fang did: first the review, then the confirmation, then the lists."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        for name, ago in (("cq8/0001", 50), ("cq8/0003", 50), ("cq8/0003", 10)):
            at_ms = store.now() - ago * 60_000
            Desk(store.ledger).scan(Arrival(new_id(at_ms), at_ms, desk.badges[name], "cq8/qd1"))

    async with opened(desk.path, size=(80, 24)) as (app, pilot):
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            close_activity(store, "qd1", UNSIGNED)
        zone = app.desk.screen.verdict
        await until(pilot, lambda: "1 session waits for review, Shift+F1" in zone.verdict.advice)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            [row] = read_review(store, "cq8/qd1").waiting
            rule(store, row.session.open_event or "", 60, Signature("teacher", "seen"))
        await until(pilot, lambda: "confirm 2 sessions in the review" in zone.verdict.advice)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            confirm(store, [row.session for row in read_review(store, "cq8/qd1").rows], Signature("teacher"))
        await until(pilot, lambda: "publicity list" in zone.verdict.advice)


async def test_an_empty_roster_says_how_people_come_in(tmp_path: Path) -> None:
    """With an activity and without; once somebody is registered it is over."""
    desk = make_desk(tmp_path / "desk", people=())
    async with opened(desk.path, size=(80, 24)) as (app, pilot):
        zone = app.desk.screen.verdict
        await until(pilot, lambda: "Nobody is in the roster yet" in zone.verdict.advice)
        with open_store(desk.path, SYSTEM_CLOCK) as store, store.ledger.transaction():
            store.register.write([Person("cq8", "0001", "张伟", "七(1)班")])
        await until(pilot, lambda: "Show the badge" in zone.verdict.advice)


def test_the_ready_desk_counts_down_to_the_start_and_up_from_the_end() -> None:
    """An hour before, in the middle, ten minutes over; nothing without a plan."""
    assert time_to_go(ACTIVITY, at("08:00")) == "begins in 1:00"
    assert time_to_go(ACTIVITY, at("10:30:10")) == "1:00 left"
    assert time_to_go(ACTIVITY, at("11:40")) == "0:10 past the planned end"
    assert time_to_go(ACTIVITY._replace(end=None), at("11:40")) == ""
