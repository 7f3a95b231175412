"""How the dialogs of protection look on the smallest terminal and on a large one, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.rules.outcomes import OutcomeKind
from checkin.texts import use_language
from tests.engines import needs_encryption
from tests.tui.driving import told, until
from tests.tui.outcomes import IDENTITY, outcome_of_kind
from tests.tui.still import StillDesk
from tui.desk.protection import lying_files
from tui.desk.protection.changing import change_protection
from tui.desk.protection.lying_files import ask_about_lying_files
from tui.desk.protection.recovery_code import tell_recovery_code
from tui.model.lights import Light
from tui.screens.protection.new_passphrase import ProtectStep

pytestmark = needs_encryption

Compare = Callable[..., bool]
SMALLEST, LARGE = (80, 24), (120, 40)
CODE = "31415 92653 58979 32384 62643 38327"
both = pytest.mark.parametrize("spoken", ["en", "zh"])
sizes = pytest.mark.parametrize("size", [SMALLEST, LARGE], ids=["small", "large"])


@pytest.fixture(autouse=True)
def _in_the_teachers_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lying_files, "folder_outside", lambda: Path("/home/teacher/Documents/Hourdesk"))


@both
@sizes
async def test_a_weak_passphrase_is_said_beside_its_field(size: tuple[int, int], spoken: str) -> None:
    """A birthday: the sentence is whole in the box, and the box on the screen."""
    use_language(spoken)
    app = StillDesk()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(ProtectStep(("cq8", "No. 8 Middle School")))
        tabs = []
        for field in app.screen.query(Input):
            field.focus()
            await pilot.pause()
            tabs.append(any(key == "Tab" for key, _word, _action in app.screen.all_entries()))
        assert tabs == [False, True], "Tab leads to the next field first, and to the buttons only from the last one"
        for field in app.screen.query(Input):
            field.value = "20120315"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(told(app)))
        assert "10" in told(app) and "\n" not in told(app).strip()
        await until(pilot, lambda: app.screen.region.contains_region(app.screen.query_one("#box").region))
        app.exit(0)


@both
@sizes
@pytest.mark.parametrize("state", ["begun", "good", "scan"])
def test_the_step_of_the_first_start(state: str, size: tuple[int, int], spoken: str, snap_compare: Compare) -> None:
    """Empty; good and typed twice; somebody is scanned over it."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        await app.push_screen(ProtectStep(("cq8", "No. 8 Middle School")))
        typed = "" if state == "begun" else "seven lamps over the harbour"
        for field in app.screen.query(Input):
            field.value = typed
        if state == "scan":
            app.show(outcome_of_kind(OutcomeKind.OPENED))
        await pilot.pause(0.1)
        app.stop_blinking()

    assert snap_compare(StillDesk(), terminal_size=size, run_before=before)


@both
@sizes
@pytest.mark.parametrize("state", ["shown", "asked", "change", "files"])
def test_the_other_dialogs(state: str, size: tuple[int, int], spoken: str, snap_compare: Compare) -> None:
    """The code, Esc without a sheet, what can be done with a protected desk, and what becomes of lists in the folder."""
    use_language(spoken)
    files = tuple(Path("sheets", name) for name in ("certificate-0012.pdf", "muster.pdf", "sign-in.pdf", "badges.pdf"))

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        shown = {
            "change": lambda: change_protection(app.desk),
            "files": lambda: ask_about_lying_files(app.desk),
        }.get(state, lambda: tell_recovery_code(app.desk, IDENTITY, CODE, was_open=True))
        app.run_worker(shown())
        await until(pilot, lambda: app.screen is not app.desk.screen)
        await pilot.pause(0.1)
        if state == "asked":
            await pilot.press("escape")
            await pilot.pause(0.1)

    app = StillDesk(_found=files, _left=[Path("list.csv")])
    assert snap_compare(app, terminal_size=size, run_before=before)


@both
@sizes
def test_a_sealed_copy(size: tuple[int, int], spoken: str, snap_compare: Compare) -> None:
    """The first line says that only desks of the team open the copy."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.state.light(copies=Light.GOOD, copied="09:04", sealed=True)
        app.desk.display.show_top()
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(), terminal_size=size, run_before=before)
