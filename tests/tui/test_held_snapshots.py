"""How a desk without an activity looks on the smallest terminal, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.badge_numbers import NotABadge
from checkin.rules.decide import Arrival
from checkin.texts import use_language
from storage.presence.held_scans import HeldSpan
from tests.tui.driving import until
from tests.tui.outcomes import ACTIVITY, PERSON, at
from tests.tui.still import StillDesk
from tui.model import jobs, messages
from tui.screens.ask import AskDialog

Compare = Callable[..., bool]
SMALLEST = (80, 24)
THREE = HeldSpan(3, at("08:58"), at("09:04"))


def without_activity(app: StillDesk, held: HeldSpan) -> None:
    app.state.board, app.state.held = None, held
    app.desk.display.show_idle()
    app.desk.display.show_board()


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("state", ["nothing", "held", "scan", "no_badge"])
def test_no_activity(state: str, spoken: str, snap_compare: Compare) -> None:
    """Nothing was scanned yet, three are held, the third of them just came, or it was no badge."""
    use_language(spoken)

    def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        without_activity(app, THREE if state == "held" else HeldSpan())
        if state in ("scan", "no_badge"):
            arrival = Arrival("a", at("09:04"), "", "")
            held = jobs.Held(THREE, "FD/106", PERSON)
            if state == "no_badge":
                held = jobs.Held(THREE, None, None, NotABadge.LENGTH)
            app.on_scan_held(messages.ScanHeld(arrival, held))

    assert snap_compare(StillDesk(), terminal_size=SMALLEST, run_before=before)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_no_activity_on_a_large_terminal(theme: str, snap_compare: Compare) -> None:
    """120 × 40, in both lights."""

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        without_activity(pilot.app, THREE)

    assert snap_compare(StillDesk({"theme": theme}), terminal_size=(120, 40), run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_strip_reminds_of_them_beside_an_activity(spoken: str, snap_compare: Compare) -> None:
    """They were held yesterday; today's activity is chosen."""
    use_language(spoken)

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.desk.display.show_held(THREE)

    assert snap_compare(StillDesk(), terminal_size=SMALLEST, run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("asked", ["take_in", "leave"])
def test_the_questions(asked: str, spoken: str, snap_compare: Compare) -> None:
    """An activity that is closed is chosen while three are held; somebody leaves."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        from tui.desk.held import offer_held

        if asked == "leave":
            without_activity(app, THREE)
            await pilot.press("ctrl+q")
        else:
            closed = ACTIVITY._replace(closed_at=at("09:01"))
            app.desk.start("held", lambda: offer_held(app.desk, closed))
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(held_span=THREE), terminal_size=SMALLEST, run_before=before)
