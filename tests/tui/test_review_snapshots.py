"""How the review looks in both languages, at 80 × 24 and 100 × 30."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot

from checkin.rules.outcomes import OutcomeKind
from checkin.texts import language, use_language
from storage.supervision.correcting import Correction
from tests.tui.invented_review import REVIEW
from tests.tui.outcomes import outcome_of_kind
from tests.tui.still import StillDesk
from tui.screens.review.changes import Shown

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def language_afterwards() -> Iterator[None]:
    """The language that the test chooses, and afterwards the one before."""
    before = language()
    yield
    use_language(before)


_LINES = ("2 sessions: 0 min → 4 h 55 min", "王芳 七(1)班  09:02–—  0 min → 2 h 28 min  complete, ruled")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_review(spoken: str, size: tuple[int, int], snap_compare: Compare) -> None:
    """Two are marked, and somebody was scanned meanwhile."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        await pilot.press("shift+f1")
        await pilot.pause(0.1)
        await pilot.press("down", "down", "space", "space")
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(review_now=REVIEW), terminal_size=size, run_before=before)


@pytest.mark.parametrize("key", ["p", "t", "a", "m"])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_key_of_the_review(spoken: str, key: str, snap_compare: Compare) -> None:
    """The dialog of one session, at the smallest size."""
    use_language(spoken)
    answers: dict[str, Any] = {"review_now": REVIEW, "<lambda>": Shown(Correction((), (), ()), _LINES)}

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.desk.writer.operator = "teacher"
        await pilot.press("shift+f1")
        await pilot.pause(0.1)
        await pilot.press("down", "down", key)
        await pilot.pause(0.3)
        app.stop_blinking()
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(**answers), terminal_size=(80, 24), run_before=before)
