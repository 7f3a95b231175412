"""How a note on a person looks: the sign on the verdict, its text, and nothing while others may look on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.outcomes import OutcomeKind
from checkin.texts import use_language
from storage.people.notes import Note
from tests.tui.outcomes import NOW, SHANGHAI, at, outcome_of_kind
from tests.tui.still import StillDesk, stands_still
from tui.model.desk_mode import DeskMode
from tui.screens.note import NoteDialog
from tui.words.people.notes import note_lines

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)
NOTE = Note(
    "cq8/7",
    "花生过敏，急救针在班主任处；12号背心 / Peanut allergy, pen with the teacher; vest 12",
    "陈老师",
    at("08:10:00"),
)


@pytest.mark.parametrize(
    ("size", "spoken", "theme", "kind"),
    [
        (SMALL, "zh", "dark", OutcomeKind.OPENED),
        (LARGE, "en", "light", OutcomeKind.CLOSED),
        (SMALL, "en", "light", OutcomeKind.TOO_SOON),
        (LARGE, "zh", "dark", OutcomeKind.ALREADY_IN),
        ((60, 20), "en", "dark", OutcomeKind.OPENED),
    ],
)
def test_the_sign(size: tuple[int, int], spoken: str, theme: str, kind: OutcomeKind, snap_compare: Compare) -> None:
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.show(outcome_of_kind(kind), noted=True)
        await stands_still(pilot)

    assert snap_compare(StillDesk({"theme": theme}), terminal_size=size, run_before=before)


@pytest.mark.parametrize(("size", "spoken", "theme"), [(SMALL, "en", "dark"), (LARGE, "zh", "light")])
def test_the_text(size: tuple[int, int], spoken: str, theme: str, snap_compare: Compare) -> None:
    """The verdict stays above it."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        outcome = outcome_of_kind(OutcomeKind.OPENED)
        pilot.app.show(outcome, noted=True)
        await pilot.app.push_screen(NoteDialog("Ana Lopez", note_lines([NOTE], SHANGHAI), outcome.at))
        await stands_still(pilot)

    assert snap_compare(StillDesk({"theme": theme}, now=NOW), terminal_size=size, run_before=before)


@pytest.mark.parametrize("mode", [DeskMode.LOCKED, DeskMode.SELF_SERVICE])
def test_nothing_while_others_may_look_on(mode: DeskMode, snap_compare: Compare) -> None:
    use_language("zh")

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.desk.display.use_mode(mode)
        pilot.app.show(outcome_of_kind(OutcomeKind.OPENED), noted=True)
        await stands_still(pilot)

    assert snap_compare(StillDesk(), terminal_size=SMALL, run_before=before)
