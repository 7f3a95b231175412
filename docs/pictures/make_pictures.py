"""Draw the pictures of the screens for the README: `python docs/pictures/make_pictures.py`.

The desk of the demonstration opens at a fixed hour, its invented people come, and the last of them holds a badge up to
the simulated camera. So the pictures change only if the screen changes. Large Chinese letters need a Chinese font here.
"""

from __future__ import annotations

import asyncio
import random
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cells_as_svg import framed, rows_of, svg
from moving_svg import moving
from textual.pilot import Pilot

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.instants import instant
from checkin.rules.signature import UNSIGNED
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.grey import grey_of
from checkin.scanning.video import Frame
from checkin.texts import use_language
from storage.activities.activities import close_activity
from storage.store import open_store
from tests.exports.district.invented import invented_district
from tui.demo.cards import badge_pictures
from tui.demo.folder import DemoDesk, make_demo_desk, scan_all
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
LEAVE_AFTER = (3, 7)
"""In the moving picture somebody who came early leaves after so many scans."""
BETWEEN_S = 20
MOVING_SIZE = (110, 30)
SHOWN_S, LAST_SHOWN_S = 1.8, 4.0
"""How long the moving picture shows a scan, and the last one of them, before it begins anew."""
PATIENCE_S = 30.0
CLOSED_AFTER_MS = 6 * 3_600_000


class HandSet:
    """A clock whose time is set by hand: `now`, in milliseconds since 1970."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.clock = Clock(now=lambda: self.now, steady=lambda: self.now)


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
    _scan_before(demo, folder / "desk", [show for show in _shows() if show.at < UNDER_WAY_S])
    *before, last = [show for show in _shows() if show.at >= UNDER_WAY_S][:SEEN]
    cards = badge_pictures(folder / "badges", {last.card: demo.cards[last.card]})
    stage = Stage()
    held = stage.take_up(cards[last.card], some_hold(random.Random(4), 2.0))
    camera = HeldStill(Frame(grey_of(stage.frame(held, 1.2)), 0.0))
    time = HandSet(START)
    async with desk_screen(folder / "desk", time.clock, camera=camera) as (app, pilot):
        for show in before:
            await _scan(app, pilot, time, show.at, demo.badges.get(show.card, "no badge"))
        newest = app.state.scans[0]
        time.now = START + last.at * 1000
        camera.wanted.set()
        await until(pilot, lambda: app.state.scans[0] is not newest and app.desk.screen.viewfinder.display)
        await asyncio.sleep(1.5)
        await pilot.pause()
        return svg(app)


async def moving_picture(language: str, folder: Path) -> str:
    """Ten scans at the desk one after another, as an SVG that moves: arrivals, two who leave early, and what goes wrong."""
    use_language(language)
    demo = make_demo_desk(folder / "desk", START, None, AT_START)
    past = [show for show in _shows() if show.at < UNDER_WAY_S]
    _scan_before(demo, folder / "desk", past)
    shows = [show for show in _shows() if show.at >= UNDER_WAY_S][: SEEN - len(LEAVE_AFTER)]
    for place, show in zip(LEAVE_AFTER, past, strict=False):
        shows.insert(place, Show(shows[place - 1].at + BETWEEN_S, show.card))
    time = HandSet(START + UNDER_WAY_S * 1000 - BETWEEN_S * 1000)
    async with desk_screen(folder / "desk", time.clock, size=MOVING_SIZE) as (app, pilot):
        await pilot.pause(0.5)
        pictures = [rows_of(app)]
        for show in shows:
            await _scan(app, pilot, time, show.at, demo.badges.get(show.card, "no badge"))
            await pilot.pause(0.3)
            pictures.append(rows_of(app))
        return framed(app, moving(pictures, [SHOWN_S] * len(shows) + [LAST_SHOWN_S]))


async def check_picture(language: str, folder: Path) -> str:
    """The scanner check after three codes, the second with Caps Lock on, as SVG."""
    use_language(language)
    make_demo_desk(folder / "desk", START, None, AT_START)
    async with desk_screen(folder / "desk", AT_START) as (app, pilot):
        for text in (TEST_CODES[0].text, TEST_CODES[1].text.swapcase(), TEST_CODES[3].text):
            app.desk.taking.take_burst(Burst(text, Suffix.ENTER))
        await until(pilot, lambda: "✓" in str(app.screen.query(Text)[2].render()))
        await pilot.pause()
        return svg(app)


async def clerk_picture(language: str, folder: Path) -> str:
    """The first page of the clerk with invented schools, as SVG."""
    use_language(language)
    invented_district(folder / "district").close()
    app = ClerkApp(folder / "district", None, AT_START)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.settled)
        await pilot.pause()
        drawn = svg(app)
        app.exit(0)
    return drawn


async def review_picture(language: str, folder: Path) -> str:
    """The supervisor's review after the demonstration's morning, as SVG."""
    use_language(language)
    demo = make_demo_desk(folder / "desk", START, None, AT_START)
    _scan_before(demo, folder / "desk", [show for show in _shows() if show.card in demo.badges])
    time = HandSet(START + CLOSED_AFTER_MS)
    async with desk_screen(folder / "desk", time.clock, operator="陈静") as (app, pilot):
        code, closed = demo.activity.code, time.now
        await app.desk.writer.ask(lambda store: close_activity(store, code, UNSIGNED, closed))
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.pause(0.5)
        await pilot.press("space", "down", "space")
        await pilot.pause(0.3)
        return svg(app)


def _shows() -> list[Show]:
    """Every card of the demonstration's story that is held to the camera, in order."""
    return [step for step in story() if isinstance(step, Show)]


def _scan_before(demo: DemoDesk, folder: Path, shows: list[Show]) -> None:
    """Record these scans before the desk opens."""
    past = [(START + show.at * 1000, demo.badges[show.card]) for show in shows]
    with open_store(folder, AT_START) as store:
        scan_all(store, demo.activity.key, past, None)


async def _scan(app: DeskApp, pilot: Pilot[int], time: HandSet, at: int, code: str) -> None:
    """A scan at `at` seconds from the planned start; comes back when the desk shows what it makes of it."""
    newest = app.state.scans[0] if app.state.scans else None
    time.now = START + at * 1000
    app.desk.taking.take(code, "keyboard")
    await until(pilot, lambda: bool(app.state.scans) and app.state.scans[0] is not newest)


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until `holds` gives true."""
    for _ in range(int(PATIENCE_S / 0.05)):
        await pilot.pause(0.05)
        if holds():
            return
    raise TimeoutError("the desk does not show what it should")


@asynccontextmanager
async def desk_screen(
    folder: Path,
    clock: Clock,
    *,
    operator: str | None = None,
    camera: HeldStill | None = None,
    size: tuple[int, int] = SIZE,
) -> AsyncIterator[tuple[DeskApp, Pilot[int]]]:
    """The desk's real screen on a data folder, while the block runs."""
    writer = WriterHandle(folder, operator, clock)
    writer.open()
    first = writer.submit(jobs.first_look)
    first.exception()
    app = DeskApp(writer, first, camera)
    async with app.run_test(size=size) as pilot:
        yield app, pilot
        app.exit(0)
    writer.close()


PICTURES: dict[str, Callable[[str, Path], Coroutine[None, None, str]]] = {
    "desk": picture,
    "scans": moving_picture,
    "check": check_picture,
    "district": clerk_picture,
    "review": review_picture,
}
"""What draws each picture, by the beginning of its file's name."""


def main() -> None:
    """Write every picture, or those that are named behind the command, in each language, to the folder of this file."""
    for name in sys.argv[1:] or PICTURES:
        for language in ("en", "zh"):
            with TemporaryDirectory() as folder:
                drawn = asyncio.run(PICTURES[name](language, Path(folder)))
            (HERE / f"{name}-{language}.svg").write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
