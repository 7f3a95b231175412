"""A run of the driver on the clerk's screen: a district, and packs of three invented schools to merge and to trust."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from exports.district.district import init_district
from exports.district.says.trust import trust_file
from tests.exports.district.schools import scan, school
from tests.standing_clock import StandingClock
from tests.tui.random_driver.drawing import SIZES
from tests.tui.random_driver.player import Player
from tests.tui.random_driver.steps import Step
from tests.tui.random_driver.watching import Watch
from tui.district.clerk_app import ClerkApp

STARTS = datetime(2026, 4, 30, 1, tzinfo=UTC)
STICK = "stick"
SCHOOLS = (("FD", "[b]复旦[/b]"), ("YZ", "[@click=app.quit]渝中[/]"), ("QX", "🏫 七星岗\u202e中学"))
PASTED = (STICK, f"{STICK}/FD.hdpack", f"{STICK}/QX.hdpack", f"{STICK}/no-pack.hdpack", "[@click=app.quit]x[/]")
BETWEEN = 40
"""Steps after which Esc must lead back to the page."""


def make_packs(folder: Path, clock: StandingClock) -> None:
    """Three schools' packs on a stick, and a file that is none; the first school is trusted, one child goes to two schools."""
    stick = folder / STICK
    stick.mkdir()
    (stick / "no-pack.hdpack").write_text("nothing")
    made = [
        school(folder / code, code, name, [("001", "[b]x[/b]"), ("002", "محمد"), ("003", "👩‍🏫")], clock.clock)
        for code, name in SCHOOLS
    ]
    visitor = made[0].first.register.badge("FD/001")
    for place, one in enumerate(made):
        for number, minutes in (("001", 0), ("002", 5), ("001", 60 + place)):
            scan(one.first, f"{one.code}/{number}", minutes)
        scan(one.first, "", 30 + place, badge=visitor)
        one.pack().rename(stick / f"{one.code}.hdpack")
        one.first.close()
    with init_district(folder / "d", code="YZQ", name="District", clock=clock.clock) as district:
        trust_file(district, stick / "FD.hdpack")


async def drive_the_district(folder: Path, steps: Sequence[Step], played: list[Step]) -> None:
    """Do the steps; the app is opened again when it was left. Raises AssertionError with what is wrong."""
    clock = StandingClock(STARTS)
    make_packs(folder, clock)
    left = list(steps)
    while left:
        watch = Watch()
        app = ClerkApp(folder / "d", "Zhou", clock.clock)
        with watch.listening():
            async with app.run_test(size=random.Random(len(left)).choice(SIZES), message_hook=watch.hook) as pilot:
                player = Player(app, pilot, watch, clock)
                await player.play_until_left(left, played, BETWEEN)
                app.exit(0)
        player.look()
