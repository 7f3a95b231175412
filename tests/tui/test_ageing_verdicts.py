"""A verdict ages: it says how old it is, and the desk is ready again before the next person could take it for theirs."""

from __future__ import annotations

import pytest

from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from storage.disk import sqlite
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.driving import until
from tests.tui.outcomes import ACTIVITY, NOW, at, outcome_of_kind
from tests.tui.still import StillDesk
from tui.model import messages
from tui.model.verdicts import Tone
from tui.screens.message import MessageDialog
from tui.widgets.verdict_panel import VerdictPanel


class AgeingDesk(StillDesk):
    """Its clock goes on when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.time = StandingClock(NOW)
        self.desk.display._clock = self.time.clock

    def later(self, seconds: int) -> None:
        """So many seconds later."""
        self.time.advance(seconds * 1000)
        self.desk.display.let_age()

    @property
    def panel(self) -> VerdictPanel:
        """The zone of the verdict."""
        return self.desk.screen.verdict

    def text(self) -> str:
        """All that stands in it."""
        return "\n".join(self.panel.render_line(y).text for y in range(self.panel.size.height))


@pytest.mark.parametrize(
    "kind", share([OutcomeKind.OPENED, OutcomeKind.CLOSED, OutcomeKind.NOT_A_BADGE, OutcomeKind.TOO_SOON], 0, 2)
)
async def test_a_verdict_says_its_age_and_makes_room(kind: OutcomeKind) -> None:
    """Fresh, then with its age, then the desk is ready and the last one is small."""
    app = AgeingDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(outcome_of_kind(kind))
        await pilot.pause()
        tone = app.panel.verdict.tone
        app.later(4)
        assert "s ago" not in app.text()
        app.later(3)
        assert "7 s ago" in app.text() and app.panel.verdict.tone is tone
        app.later(14)
        assert app.panel.verdict.tone is Tone.READY
        assert "Last: " in app.text()
        assert kind is OutcomeKind.NOT_A_BADGE or "Ana Lopez" in app.text()


@in_the_soak
async def test_a_verdict_above_a_dialog_ages_too() -> None:
    """In the end the dialog has its room again."""
    app = AgeingDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        above = app.screen.query_one(VerdictPanel)
        app.later(6)
        assert "6 s ago" in above.verdict.times
        app.later(15)
        assert not app.screen.has_class("-scanned")


async def test_what_is_not_recorded_stays_until_it_is() -> None:
    """Nobody is let go after twenty seconds, whatever the clock says."""
    app = AgeingDesk()
    async with app.run_test(size=(80, 24)):
        error = sqlite.OperationalError("database or disk is full")
        app.on_scan_failed(messages.ScanFailed(Arrival("a", at("09:05"), "1", ACTIVITY.key), error))
        app.later(60)
        assert app.panel.verdict.tone is Tone.LOST and "NOT RECORDED" in app.panel.verdict.word
        app.desk.taking.waiting.drop("a")
        app.later(1)
        assert app.panel.verdict.tone is Tone.READY


async def test_a_window_that_is_not_in_front_is_said_in_the_zone() -> None:
    """At once where nobody was just scanned; behind a fresh verdict once that is read."""
    app = AgeingDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        app.app_focus = False
        await pilot.pause()
        assert app.panel.verdict.tone is Tone.IN
        app.later(6)
        assert app.panel.verdict.word == "NOT IN FRONT"
        app.app_focus = True
        await pilot.pause()
        assert app.panel.verdict.tone is Tone.IN and "6 s ago" in app.text()


@pytest.mark.parametrize("size", share([(60, 20), (80, 24), (120, 40)], 0, 2))
async def test_one_direction_stays_in_a_frame_with_its_word(size: tuple[int, int]) -> None:
    """Around the ready desk as around every verdict."""
    app = AgeingDesk()
    async with app.run_test(size=size) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "ONLY IN" in str(app.panel.border_title))
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        assert app.panel.has_class("-only") and "→" in str(app.panel.border_title)
        await pilot.press("f3")
        await until(pilot, lambda: "← ONLY OUT" in str(app.panel.border_title))
        await pilot.press("f3")
        await until(pilot, lambda: not app.panel.has_class("-only"))
