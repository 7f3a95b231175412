"""How the review looks in both languages, at 80 × 24 and 100 × 30."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot

from checkin.rules.facts import ClockChange
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.review import remedies, waits
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.texts import language, use_language
from storage.supervision.correcting import Correction
from storage.supervision.review import Review, ReviewRow
from tests.tui.outcomes import ACTIVITY, at, outcome_of_kind
from tests.tui.still import StillDesk
from tui.screens.review.changes import Shown

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def language_afterwards() -> Iterator[None]:
    """The language that the test chooses, and afterwards the one before."""
    before = language()
    yield
    use_language(before)


def _row(
    number: int, name: str, class_name: str, start: str, end: str, minutes: int, status: Status, *flags: Flag
) -> ReviewRow:
    source = Source.RULED if Flag.LATE_CHECK_OUT in flags else Source.SCANNED
    begin, until = (at(text) if text else None for text in (start, end))
    session = Session(
        f"e{number}", f"cq8/{number}", ACTIVITY.key, begin, until, 0, minutes, status, flags, source,
        f"e{number}" if begin else None, f"o{number}" if until else None,
    )  # fmt: skip
    clocks = (ClockChange("3f2a9c1b", at("10:00"), at("10:10"), "c"),) if Flag.CLOCK in flags else ()
    why, can = waits(session, ACTIVITY, at("13:00")), remedies(session, ACTIVITY)
    return ReviewRow(session, name, class_name, str(number), "", ("1",), why, can, clocks)


REVIEW = Review(
    ACTIVITY,
    (
        _row(1, "张伟", "七(1)班", "09:00", "11:10", 90, Status.CLOSED, Flag.LATE_CHECK_OUT),
        _row(2, "Maximilian Featherstone", "International 7B", "09:01", "11:30", 149, Status.CLOSED, Flag.OBJECTION),
        _row(3, "王芳", "七(1)班", "09:02", "", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_OUT),
        _row(4, "李娜", "七(2)班", "09:03", "", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_OUT, Flag.CONSENT),
        _row(5, "陈强", "七(2)班", "", "11:20", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_IN),
        _row(6, "赵敏", "七(2)班", "09:05", "11:30", 145, Status.CLOSED, Flag.CLOCK),
        _row(7, "Tom Lee", "7B", "09:05", "11:30", 145, Status.CLOSED),
    ),
    {ACTIVITY.key: ACTIVITY.timezone},
)
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
