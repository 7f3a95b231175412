"""A desk with its review open: the morning of an activity that a supervisor works off."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.instants import instant
from checkin.rules.sessions import Session
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.record import whole_record
from storage.store import Store, open_store
from tests.standing_clock import StandingClock
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import opened, told, until
from tests.tui.outcomes import SHANGHAI, at
from tui.desk.app import DeskApp
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.screen import ReviewScreen

MINUTE = 60_000


def at_day(text: str) -> int:
    """An instant of another day, in Shanghai."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


NOON = at("12:00")
CLOCK = StandingClock(NOON).clock
"""It stands at noon."""
KEY = "cq8/qd1"
Reviewed = tuple[DeskApp, Pilot[int], ReviewScreen]


class Morning:
    """A desk whose activity began an hour ago and was planned to end five minutes ago."""

    def __init__(self, path: Path) -> None:
        self.at = NOON
        self.desk: MadeDesk = make_desk(path, clock=CLOCK)
        with self.store() as store:
            plan = {"start": self.at - 60 * MINUTE, "end": self.at - 5 * MINUTE}
            edit_activity(store, "qd1", plan)

    def store(self) -> Store:
        return open_store(self.desk.path, CLOCK)

    def scan(self, number: str, minutes: int, direction: str = "auto", badge: str | None = None) -> str:
        text = badge or self.desk.badges[f"cq8/{number}"]
        arrival = Arrival(new_id(NOON), self.at + minutes * MINUTE, text, KEY, Direction(direction))
        with self.store() as store:
            return Desk(store.ledger, "teacher").scan(arrival).event

    def do(self, work: Callable[[Store], object]) -> None:
        with self.store() as store:
            work(store)

    def sessions(self) -> dict[str, Session]:
        with self.store() as store:
            return {s.volunteer.removeprefix("cq8/"): s for s in whole_record(store).sessions}

    def minutes(self) -> dict[str, tuple[int, str, str]]:
        return {who: (s.minutes, str(s.status), str(s.source)) for who, s in self.sessions().items()}

    def reasons(self) -> list[tuple[str | None, str | None]]:
        with self.store() as store:
            ids = [row[0] for row in store.connection.execute("SELECT id FROM log ORDER BY seq DESC LIMIT 1")]
            return [(e.operator, e.reason) for e in store.ledger.queries.by_ids(ids)]

    @asynccontextmanager
    async def reviewed(self, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Reviewed]:
        """The desk with its review open: the app, the keys and the screen."""
        async with opened(self.desk.path, size, clock=CLOCK) as (app, pilot):
            if app.state.activity is None:
                # The only activity is closed: the review asks for which.
                await pilot.press("shift+f1")
                await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
                await pilot.press("enter")
            else:
                await pilot.press("shift+f1")
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
            screen = app.screen
            assert isinstance(screen, ReviewScreen)
            await until(pilot, lambda: screen.review is not None)
            yield app, pilot, screen


def preview(app: DeskApp) -> str:
    return app.screen.query_one("#preview", Text).render().plain


def trouble(app: DeskApp) -> str:
    return told(app)


async def point_at(pilot: Pilot[int], screen: ReviewScreen, number: str) -> None:
    await until(pilot, lambda: any(row.number == number for row in screen.table.rows))
    place = next(i for i, row in enumerate(screen.table.rows) if row.number == number)
    screen.table.move(-10_000)
    screen.table.move(place)


async def correcting(app: DeskApp, pilot: Pilot[int]) -> None:
    """The dialog of a correction stands and has begun: what is put into a field from here on is an answer."""
    await until(pilot, lambda: isinstance(app.screen, CorrectionDialog))


async def enter(app: DeskApp, pilot: Pilot[int], screen: ReviewScreen, shown: str) -> None:
    """Wait for before → after, then Enter until it is done."""
    await until(pilot, lambda: isinstance(app.screen, CorrectionDialog) and shown in preview(app))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: app.screen is screen)
