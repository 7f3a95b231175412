"""How each view of the clerk's screen looks at 100 × 30, on a district that stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from checkin.texts import use_language
from tests.exports.district.invented import invented_district
from tests.standing_clock import StandingClock
from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp

SIZE = (100, 30)
CLOCK = StandingClock(datetime(2026, 7, 2, 1, 34, 15, tzinfo=UTC))
Compare = Callable[..., bool]
VIEWS = {
    "dashboard": [],
    "packs": ["1"],
    "conflicts": ["2"],
    "totals": ["3"],
    "volunteers": ["3", "enter"],
    "sessions": ["3", "enter", "enter"],
    "help": ["f1"],
}


@pytest.fixture(params=["en", "zh"])
def speech(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return request.param


@pytest.mark.parametrize("view", VIEWS)
def test_a_view(view: str, speech: str, tmp_path: Path, snap_compare: Compare) -> None:
    invented_district(tmp_path / "d").close()

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, ClerkApp)
        await until(pilot, lambda: app.settled)
        for key in VIEWS[view]:
            await pilot.press(key)
            await pilot.pause(0.05)
            await until(pilot, lambda: app.settled)

    assert snap_compare(ClerkApp(tmp_path / "d", None, CLOCK.clock), terminal_size=SIZE, run_before=before)
