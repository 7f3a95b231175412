"""Draw the pictures of the screens for the README: `python docs/pictures/make_pictures.py`.

The desk of the demonstration opens at a fixed hour, its invented people come, and the last of them holds a badge up to
the simulated camera. So the pictures change only if the screen changes. Large Chinese letters need a Chinese font here.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cells_as_svg import svg
from textual.pilot import Pilot
from textual.widgets import Static

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.instants import instant
from checkin.rules.signature import UNSIGNED
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.grey import grey_of
from checkin.scanning.test_codes import TEST_CODES
from checkin.scanning.video import Frame
from checkin.texts import use_language
from storage.activities.activities import close_activity
from storage.store import open_store
from tests.exports.district.invented import invented_district
from tui.demo.cards import badge_pictures
from tui.demo.folder import make_demo_desk, scan_all
from tui.demo.pose import some_hold
from tui.demo.scene import UNDER_WAY_S, Show, story
from tui.demo.stage import Stage
from tui.desk.app import DeskApp
from tui.district.clerk_app import ClerkApp
from tui.model import jobs
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Text
from tui.screens.review.screen import ReviewScreen

HERE = Path(__file__).parent
SIZE = (110, 34)
START = instant(datetime(2026, 11, 21, 8, 30, tzinfo=zone(DEFAULT_TIMEZONE)))
AT_START = Clock(now=lambda: START)
"""A clock that always gives the start of the demonstration."""
SEEN = 10
"""How many people show their badges while the desk is open; the last of them is checked in."""
PATIENCE_S = 30.0
CLOSED_AFTER_MS = 6 * 3_600_000


class HeldStill:
    """A camera that gives one picture again and again, as soon as `wanted` is set."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.wanted = threading.Event()
        self.closed = threading.Event()

    def frames(self) -> Iterator[Frame]:
        """The picture every 0.05 s: from when `wanted` is set until the camera is closed."""
        self.wanted.wait()
        while not self.closed.wait(0.05):
            yield self.frame

    def close(self) -> None:
        """Stop the camera, so that `frames` ends."""
        self.closed.set()
        self.wanted.set()


async def picture(language: str, folder: Path) -> str:
    """The desk shortly after the start of the activity, as SVG."""
    use_language(language)
    demo = make_demo_desk(folder / "desk", START, None, AT_START)
    shows = [step for step in story() if isinstance(step, Show)]
    past = [(START + show.at * 1000, demo.badges[show.card]) for show in shows if show.at < UNDER_WAY_S]
    *before, last = [show for show in shows if show.at >= UNDER_WAY_S][:SEEN]
    with open_store(folder / "desk", AT_START) as store:
        scan_all(store, demo.activity.key, past, None)
    cards = badge_pictures(folder / "badges", {last.card: demo.cards[last.card]})
    stage = Stage()
    held = stage.take_up(cards[last.card], some_hold(random.Random(4), 2.0))
    camera = HeldStill(Frame(grey_of(stage.frame(held, 1.2)), 0.0))
    now = [START]
    clock = Clock(now=lambda: now[0], steady=lambda: now[0])
    writer = WriterHandle(folder / "desk", None, clock)
    writer.open()
    first = writer.submit(jobs.first_look)
    first.exception()
    app = DeskApp(writer, first, camera)
    async with app.run_test(size=SIZE) as pilot:
        newest = app.state.scans[0]
        for show in before:
            now[0] = START + show.at * 1000
            app.desk.taking.take(demo.badges.get(show.card, "no badge"), "keyboard")
            await until(pilot, lambda newest=newest: app.state.scans[0] is not newest)
            newest = app.state.scans[0]
        now[0] = START + last.at * 1000
        camera.wanted.set()
        await until(pilot, lambda: app.state.scans[0] is not newest and app.desk.screen.viewfinder.display)
        await asyncio.sleep(1.5)
        await pilot.pause()
        drawn = svg(app)
        app.exit(0)
    writer.close()
    return drawn


async def check_picture(language: str, folder: Path) -> str:
    """The scanner check after three codes, the second with Caps Lock on, as SVG."""
    use_language(language)
    make_demo_desk(folder / "desk", START, None, AT_START)
    writer = WriterHandle(folder / "desk", None, AT_START)
    writer.open()
    first = writer.submit(jobs.first_look)
    first.exception()
    app = DeskApp(writer, first)
    async with app.run_test(size=SIZE) as pilot:
        for text in (TEST_CODES[0].text, TEST_CODES[1].text.swapcase(), TEST_CODES[3].text):
            app.desk.taking.take_burst(Burst(text, Suffix.ENTER))
        await until(pilot, lambda: "✓" in str(app.screen.query(Text)[2].render()))
        await pilot.pause()
        drawn = svg(app)
        app.exit(0)
    writer.close()
    return drawn


async def clerk_picture(language: str, folder: Path) -> str:
    """The clerk's page of totals with invented schools, as SVG."""
    use_language(language)
    invented_district(folder / "district").close()
    app = ClerkApp(folder / "district", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.settled)
        await pilot.press("3")
        await until(pilot, lambda: "·" in str(app.query_one("#where", Static).content) and app.settled)
        await pilot.pause()
        drawn = svg(app)
        app.exit(0)
    return drawn


async def review_picture(language: str, folder: Path) -> str:
    """The supervisor's review after the demonstration's morning, as SVG."""
    use_language(language)
    demo = make_demo_desk(folder / "desk", START, None, AT_START)
    shows = [step for step in story() if isinstance(step, Show)]
    with open_store(folder / "desk", AT_START) as store:
        past = [(START + show.at * 1000, demo.badges[show.card]) for show in shows if show.card in demo.badges]
        scan_all(store, demo.activity.key, past, None)
    closed = START + CLOSED_AFTER_MS
    writer = WriterHandle(folder / "desk", "陈静", Clock(now=lambda: closed, steady=lambda: closed))
    writer.open()
    first = writer.submit(jobs.first_look)
    first.exception()
    app = DeskApp(writer, first)
    async with app.run_test(size=SIZE) as pilot:
        code = demo.activity.code
        await writer.ask(lambda store: close_activity(store, code, UNSIGNED, closed))
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.pause(0.5)
        await pilot.press("space", "down", "space")
        await pilot.pause(0.3)
        drawn = svg(app)
        app.exit(0)
    writer.close()
    return drawn


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until `holds` gives true."""
    for _ in range(int(PATIENCE_S / 0.05)):
        await pilot.pause(0.05)
        if holds():
            return
    raise TimeoutError("the desk does not show what it should")


def main() -> None:
    """Write the desk, the scanner check, the clerk's screen and the review, in each language, to the folder of this file."""
    for language in ("en", "zh"):
        with TemporaryDirectory() as folder:
            drawn = asyncio.run(picture(language, Path(folder)))
        (HERE / f"desk-{language}.svg").write_text(drawn, "utf-8")
        with TemporaryDirectory() as folder:
            drawn = asyncio.run(check_picture(language, Path(folder)))
        (HERE / f"check-{language}.svg").write_text(drawn, "utf-8")
        with TemporaryDirectory() as folder:
            drawn = asyncio.run(clerk_picture(language, Path(folder)))
        (HERE / f"district-{language}.svg").write_text(drawn, "utf-8")
        with TemporaryDirectory() as folder:
            drawn = asyncio.run(review_picture(language, Path(folder)))
        (HERE / f"review-{language}.svg").write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
