"""Each state of the verdict zone as it looks on a small and on a large terminal: in word, sign and colour (screens.md law 2)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from textual.pilot import Pilot

from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import use_language
from storage.disk import sqlite
from tests.tui.first_steps import stands
from tests.tui.outcomes import ACTIVITY, at, outcome_of_kind
from tests.tui.still import StillDesk
from tui.model import messages
from tui.model.desk_mode import DeskMode
from tui.model.left_to_do import LeftToDo
from tui.screens.more import MoreDialog

LOOKS = [("zh", "dark", (80, 24)), ("en", "light", (80, 24)), ("en", "dark", (120, 40)), ("zh", "light", (120, 40))]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A laptop that is set to the desk's time zone."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _out(app: StillDesk) -> None:
    app.show(outcome_of_kind(OutcomeKind.CLOSED))


def _locked(app: StillDesk) -> None:
    app.desk.display.use_mode(DeskMode.LOCKED)


def _somebody_while_locked(app: StillDesk) -> None:
    _locked(app)
    app.show(outcome_of_kind(OutcomeKind.OPENED))


def _closed(app: StillDesk) -> None:
    board = app.state.board
    assert board is not None
    app.state.left = LeftToDo(3, 40)
    app.desk.display.show_read(board._replace(activity=board.activity._replace(closed_at=at("11:31"))))


def _not_in_front(app: StillDesk) -> None:
    app.app_focus = False


def _not_recorded(app: StillDesk) -> None:
    error = sqlite.OperationalError("database or disk is full")
    app.on_scan_failed(messages.ScanFailed(Arrival("a", at("09:05"), "1", ACTIVITY.key), error))


def _self_service(app: StillDesk) -> None:
    app.desk.display.use_mode(DeskMode.SELF_SERVICE)


def _somebody_in_self_service(app: StillDesk) -> None:
    _self_service(app)
    app.show(outcome_of_kind(OutcomeKind.CLOSED))


def _more(app: StillDesk) -> None:
    app.run_worker(app.action_command("more"))


STATES: dict[str, Callable[[StillDesk], None]] = {
    "ready": lambda app: None,
    "out": _out,
    "locked": _locked,
    "somebody_while_locked": _somebody_while_locked,
    "self_service": _self_service,
    "somebody_in_self_service": _somebody_in_self_service,
    "more": _more,
    "closed": _closed,
    "not_in_front": _not_in_front,
    "not_recorded": _not_recorded,
}


@pytest.mark.parametrize(("spoken", "theme", "size"), LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_a_state(state: str, spoken: str, theme: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    """Small and large, in both languages, dark and light."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        STATES[state](pilot.app)
        await pilot.pause()
        if state == "more":
            await stands(pilot, MoreDialog)
            pilot.app.stop_blinking()
            await pilot.pause()

    assert snap_compare(StillDesk({"theme": theme}), terminal_size=size, run_before=before)


@pytest.mark.parametrize("spoken", ["zh", "en"])
async def test_a_locked_desk_names_nobody(spoken: str) -> None:
    """The number stands where the name stood, on the zone and in what is left of the screen."""
    use_language(spoken)
    app = StillDesk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        _somebody_while_locked(app)
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert app.desk.screen.verdict.verdict.name == "7"
        assert not any(name in shown for name in ("Ana Lopez", "王芳", "张伟", "陈强", "7B"))
