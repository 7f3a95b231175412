"""How the review looks in both languages: beside each other at 120 × 40, below each other at 80 × 24, dark and light."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from checkin.rules.events import Direction, Event, Rule, Scan
from checkin.rules.explaining import explain
from checkin.rules.facts import Facts
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import use_language
from exports.printed.explanation.words import account_words
from storage.supervision.correcting import Correction
from storage.supervision.history import HistoryEvent
from storage.supervision.review import Review
from tests.tui.driving import until
from tests.tui.invented_review import REVIEW
from tests.tui.outcomes import ACTIVITY, at, outcome_of_kind
from tests.tui.still import StillDesk, stands_still
from tui.model.themes import THEMES
from tui.screens.review.changes import Shown
from tui.screens.review.screen import ReviewScreen
from tui.screens.review.telling import Told
from tui.words.record.history import history_lines

Compare = Callable[..., bool]
_LINES = ("2 sessions: 0 min → 4 h 55 min", "王芳 七(1)班  09:02–—  0 min → 2 h 28 min  complete, ruled")


def told(number: str) -> Told:
    """What is told of the session of a volunteer, in the language in use."""
    row = next(row for row in REVIEW.rows if row.number == number)
    scan = Event("e", at("09:02"), "cq8", "3f2a9c1b", Scan(ACTIVITY.key, Direction.AUTO, "keyboard", "cq8/3"))
    ruled = Event("r", at("12:00"), "cq8", "3f2a9c1b", Rule("e", 90), "王老师", "她十点才到 [b]x[/b]")
    entries = [HistoryEvent(scan, "1", struck=False), HistoryEvent(ruled, "1", struck=True)]
    (account,) = explain([row.session], Facts({ACTIVITY.key: ACTIVITY}))
    return Told(
        row.session.key, history_lines(entries, ACTIVITY, "cq8"), [at("10:15")], account_words(account, ACTIVITY), "planned",
        [_LINES[1]],
    )  # fmt: skip


async def review_opened(pilot: Pilot[int]) -> None:
    """Open the review, and wait for what it shows."""
    await pilot.press("shift+f1")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and pilot.app.screen.review is not None)


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_review(spoken: str, size: tuple[int, int], look: str, snap_compare: Compare) -> None:
    """Two are marked, one is told, and somebody was scanned meanwhile."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.theme = THEMES[look].name
        await review_opened(pilot)
        await pilot.press("down", "down", "down", "space", "space", "up", "up", "up")
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await stands_still(pilot)

    assert snap_compare(StillDesk(review_now=REVIEW, told_now=told("3")), terminal_size=size, run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_review_sorted_and_searched(spoken: str, snap_compare: Compare) -> None:
    """By name, all of them shown, and three of them fit what is looked for."""
    use_language(spoken)
    fitting = frozenset(row.session.key for row in REVIEW.rows[2:5])

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        await review_opened(pilot)
        await pilot.press("w", "2", "slash", "7")
        await stands_still(pilot)
        app.stop_blinking()
        await pilot.pause(0.1)

    answers: dict[str, Any] = {"review_now": REVIEW, "told_now": told("3"), "narrowed_now": fitting}
    assert snap_compare(StillDesk(**answers), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_review_where_nothing_waits(spoken: str, snap_compare: Compare) -> None:
    """The next step is said."""
    use_language(spoken)
    review = Review(ACTIVITY, REVIEW.rows[-1:], REVIEW.timezones)

    async def before(pilot: Pilot[int]) -> None:
        await review_opened(pilot)
        await stands_still(pilot)

    assert snap_compare(StillDesk(review_now=review), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_page_of_one_session(spoken: str, snap_compare: Compare) -> None:
    """In a small window Enter shows it."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        await review_opened(pilot)
        await pilot.press("down", "down", "enter")
        await stands_still(pilot)

    assert snap_compare(StillDesk(review_now=REVIEW, told_now=told("3")), terminal_size=(60, 20), run_before=before)


@pytest.mark.parametrize("key", ["e", "t", "a", "m"])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_key_of_the_review(spoken: str, key: str, snap_compare: Compare) -> None:
    """The dialog of one session, at the smallest size."""
    use_language(spoken)
    answers: dict[str, Any] = {
        "review_now": REVIEW,
        "list_activities": [],
        "<lambda>": Shown(Correction((), (), ()), _LINES),
    }

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.desk.writer.operator = "teacher"
        await review_opened(pilot)
        await pilot.press("down", "down", key)
        await stands_still(pilot)
        app.stop_blinking()
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(**answers), terminal_size=(80, 24), run_before=before)
