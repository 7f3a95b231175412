"""Activities come out of a calendar at the desk, and one is made for every week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.activities.activities import list_activities
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.cli.calendars.test_calendars import GREEN, TIMES, calendar
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, until
from tests.tui.making.working import choose, fill, said, stands, strip
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.making.copied_activity import CopiedActivityForm


def names(path: Path) -> list[str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return [one.name for one in list_activities(store)]


async def test_events_of_a_calendar_are_shown_and_then_made(tmp_path: Path) -> None:
    """What can't come in stands below, and is left out."""
    desk = make_desk(tmp_path / "desk")
    file = calendar(tmp_path / "a.ics", GREEN + TIMES, "UID:2\nSUMMARY:坏\nDTSTART;VALUE=DATE:20260306\n")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "calendars")
        await choose(app, pilot, "in")
        await stands(app, pilot, FormDialog)
        await fill(app, pilot, file=str(file))
        await stands(app, pilot, LookDialog)
        assert "绿化" in said(app) and "2 “坏”" in said(app) and "绿化" not in names(desk.path)
        await pilot.press("enter")
        await until(pilot, lambda: "1 activity was made." in strip(app))
    assert names(desk.path).count("绿化") == 1


@in_the_soak
async def test_a_series_is_made_of_a_copy_with_a_last_day(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    first = SYSTEM_CLOCK.here().date() + timedelta(days=1)
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "copy_activity")
        await choose(app, pilot, "River bank")
        await stands(app, pilot, CopiedActivityForm)
        last = (first + timedelta(days=14)).isoformat()
        await fill(app, pilot, name="Weekly", day=first.isoformat(), start="9:00", end="10:00", until=last)
        await until(pilot, lambda: "3 copies of Weekly are there." in strip(app))
    assert names(desk.path).count("Weekly") == 3
