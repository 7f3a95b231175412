"""The review puts right at which post somebody was: of a session, of one of its moves, of several sessions at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.posts import Post, plan_of
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from tests.portions import in_the_soak
from tests.tui.driving import until
from tests.tui.morning import KEY, MINUTE, NOON, Morning, correcting, enter, point_at, trouble
from tui.desk.app import DeskApp
from tui.screens.review.screen import ReviewScreen


@pytest.fixture
def morning(tmp_path: Path) -> Morning:
    made = Morning(tmp_path / "desk")
    posts = (Post("G", "Gate"), Post("T", "Tea tent"), Post("L", "Lost and found"))
    made.do(lambda store: edit_activity(store, "qd1", {"posts": plan_of(posts)}))
    return made


def scan(morning: Morning, number: str, minutes: int, post: str | None, direction: Direction = Direction.AUTO) -> None:
    text = morning.desk.badges[f"cq8/{number}"]
    arrival = Arrival(new_id(NOON), morning.at + minutes * MINUTE, text, KEY, direction, post=post)
    morning.do(lambda store: Desk(store.ledger).scan(arrival))


def posts(morning: Morning, number: str) -> list[str | None]:
    return [part.post for part in morning.sessions()[number].segments]


async def amending(app: DeskApp, pilot: Pilot[int]) -> None:
    await pilot.press("a")
    await correcting(app, pilot)


async def shows_all(pilot: Pilot[int], screen: ReviewScreen, count: int) -> None:
    """The sessions that don't wait are shown too."""
    if len(screen.table.rows) != count:
        await pilot.press("w")
    await until(pilot, lambda: len(screen.table.rows) == count)


@in_the_soak
async def test_one_move_is_put_right_and_the_check_out_there_with_it(morning: Morning) -> None:
    """Gate, then Tea tent by the desk, which really stood at Lost and found; checked out there. Before → after says so."""
    scan(morning, "0001", -50, "G")
    scan(morning, "0001", -30, "T")
    scan(morning, "0001", -10, "T")
    assert posts(morning, "0001") == ["G", "T"]
    async with morning.reviewed() as (app, pilot, screen):
        await shows_all(pilot, screen, 1)
        await amending(app, pilot)
        assert app.screen.query_one("#post0", Input).value == "Gate"
        app.screen.query_one("#post1", Input).value = "Tent"
        await until(pilot, lambda: "there is no post “Tent”; there are: G, T, L" in trouble(app))
        app.screen.query_one("#post1", Input).value = "Lost and found"
        await enter(app, pilot, screen, "Gate, Tea tent → Gate, Lost and found")
    session = morning.sessions()["0001"]
    assert [part.post for part in session.segments] == ["G", "L"]
    assert session.minutes == 40 and session.end is not None


@in_the_soak
async def test_a_move_goes_along_to_the_person_whose_session_it_was(morning: Morning) -> None:
    """The badge was somebody else's: check-in, move and check-out are all theirs, and nothing stays behind."""
    scan(morning, "0001", -50, "G")
    scan(morning, "0001", -30, "T")
    scan(morning, "0001", -10, "T")
    async with morning.reviewed() as (app, pilot, screen):
        await shows_all(pilot, screen, 1)
        await amending(app, pilot)
        app.screen.query_one("#volunteer", Input).value = "0003"
        await enter(app, pilot, screen, "40 min → 40 min")
    assert list(morning.sessions()) == ["0003"] and posts(morning, "0003") == ["G", "T"]


@in_the_soak
async def test_a_session_without_a_post_gets_one_and_loses_it_again(morning: Morning) -> None:
    """It was scanned at the gate; a check-out there has no post and keeps none."""
    scan(morning, "0002", -50, None)
    scan(morning, "0002", -10, None)
    async with morning.reviewed() as (app, pilot, screen):
        await shows_all(pilot, screen, 1)
        await amending(app, pilot)
        app.screen.query_one("#post0", Input).value = "tea tent"
        await enter(app, pilot, screen, "no post → Tea tent")
        assert posts(morning, "0002") == ["T"]
        await amending(app, pilot)
        app.screen.query_one("#post0", Input).value = "-"
        await enter(app, pilot, screen, "Tea tent → no post")
    assert morning.sessions()["0002"].segments == () or posts(morning, "0002") == [None]
    assert morning.sessions()["0002"].minutes == 40


@in_the_soak
async def test_several_sessions_are_put_at_another_post_unless_one_of_them_moved(morning: Morning) -> None:
    """Forty minutes each, at the post of a desk that stood elsewhere; a check-out there goes along."""
    for number in ("0001", "0002"):
        scan(morning, number, -50, "G")
        scan(morning, number, -10, "G")
    scan(morning, "0003", -50, "G")
    scan(morning, "0003", -30, "T")
    scan(morning, "0003", -10, "T")
    async with morning.reviewed() as (app, pilot, screen):
        await shows_all(pilot, screen, 3)
        for number in ("0001", "0002"):
            await point_at(pilot, screen, number)
            await pilot.press("space")
        await amending(app, pilot)
        app.screen.query_one("#post0", Input).value = "lost and found"
        await enter(app, pilot, screen, "Gate → Lost and found")
        assert posts(morning, "0001") == posts(morning, "0002") == ["L"]
        assert [session.minutes for session in morning.sessions().values()] == [40, 40, 40]
        # What was marked for the first time is let go of once the list has been read anew.
        await until(pilot, lambda: not screen.table.marked)
        for number in ("0001", "0003"):
            await point_at(pilot, screen, number)
            await pilot.press("space")
        await until(pilot, lambda: len(screen.table.marked) == 2)
        await amending(app, pilot)
        app.screen.query_one("#post0", Input).value = "G"
        await until(pilot, lambda: "moved from post to post" in trouble(app))
