"""Decisions of the clerk that name no minutes: two numbers are one person, an event is struck out; seen before they are written."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.totals import totals
from exports.district.district import init_district, open_district
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak
from tests.tui.district.clerks_dialogs import fill, rows, settles, title
from tests.tui.driving import told, until
from tui.district.clerk_app import ClerkApp
from tui.screens.choose import ChooseDialog


@in_the_soak
async def test_two_numbers_become_one_person_and_an_event_is_struck_out(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "[b]Wei[/b]")])
    yz = school(tmp_path / "yz", "YZ", "Yuzhong", [("007", "[b]Wei[/b]")])
    with fd.first, yz.first, init_district(tmp_path / "d", code="D", name="District", clock=SYSTEM_CLOCK) as district:
        for minutes in (0, 60):
            scan(fd.first, "FD/001", minutes)
        received(district, fd.pack(), yz.pack())
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await settles(app, pilot)
        await pilot.press("2")
        await settles(app, pilot, lambda: bool(rows(app)) and rows(app)[0][1] == "one person in two teams")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await fill(app, pilot, "Rule", reason="moved school")
        await until(pilot, lambda: "FD/001: 1:00 → 0:00" in told(app) and "YZ/007: 0:00 → 1:00" in told(app))
        assert not (await app.work.ask(conflicts))[0].ruled  # Nothing is written yet.
        await pilot.press("ctrl+s")
        await settles(app, pilot, lambda: rows(app)[0][0] == "decided")
        await pilot.press("3", "x")  # There is no event to strike out.
        await settles(app, pilot, lambda: len(rows(app)[0]) == 7)
        for columns in (5, 7, 6):  # Team, person, session.
            row = next(place for place, line in enumerate(rows(app)) if "1:00" in line[-1] or columns == 6)
            await pilot.press(*["down"] * row, "enter")
            await settles(app, pilot, lambda columns=columns: len(rows(app)[0]) == columns)
        await pilot.press("x")
        await fill(app, pilot, "Strike out", reason="somebody else's badge")
        await until(pilot, lambda: "YZ/007: 1:00 → 0:00" in told(app))
        await pilot.press("ctrl+s")
        await settles(app, pilot)
        assert title(app) == ""
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert totals(district)[-1].minutes == 0
        kinds = district.db.execute(
            "SELECT kind, operator FROM event WHERE kind IN ('link', 'void') ORDER BY id"
        ).fetchall()
        assert kinds == [("link", "Zhou"), ("void", "Zhou")]
