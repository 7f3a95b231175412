"""How each outcome and each screen looks at 100 × 30, with clock, blink and language frozen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from bench.frames.render import render
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.sessions import Effect
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.reader import read_picture
from checkin.texts import use_language
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.pins import pin
from tests.standing_clock import StandingClock
from tests.tui.class_dialogs import dialog_of_classes
from tests.tui.desks import make_desk
from tests.tui.driving import until
from tests.tui.outcomes import ACTIVITY, NOW, PERSON, at, outcome_of_kind
from tests.tui.still import StillDesk
from tui.desk.camera_control import word_for
from tui.doctor import findings as doctor_findings
from tui.doctor.finding import Finding
from tui.model import messages
from tui.model.lights import Light
from tui.model.undo import LastScan
from tui.model.view import view_of
from tui.screens.dialog import Dialog
from tui.screens.first_start import clock as clock_step
from tui.screens.new_activity import Proposal
from tui.screens.supervisor import sign_in
from tui.widgets.viewfinder import COLUMNS, ROWS

SIZE = (100, 30)
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Five past nine, in English unless a test says otherwise."""
    use_language("en")
    monkeypatch.setattr(clock_step.sys, "platform", "linux")
    # A laptop that is set to the desk's time zone.
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("kind", OutcomeKind)
def test_an_outcome(kind: OutcomeKind, snap_compare: Compare) -> None:
    """What the desk shows for each of the twelve."""

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.show(outcome_of_kind(kind))

    assert snap_compare(StillDesk(), terminal_size=SIZE, run_before=before)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_ready(theme: str, snap_compare: Compare) -> None:
    """Before the first scan, in both themes."""
    assert snap_compare(StillDesk({"theme": theme}), terminal_size=SIZE)


def test_the_smallest_terminal_in_strong_light(snap_compare: Compare) -> None:
    """80 × 24, black on white."""

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.show(outcome_of_kind(OutcomeKind.OPENED))

    assert snap_compare(StillDesk({"theme": "light"}), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize(
    ("spoken", "visibility"), [("en", "fine"), ("zh", "fine"), ("en", "too_far"), ("zh", "too_dark")]
)
def test_the_viewfinder(spoken: str, visibility: str, snap_compare: Compare) -> None:
    """A badge in the hand: outlined where it reads, or in the colour of a warning with what to do about it."""
    use_language(spoken)
    [frame] = render(3, 1, ("tilt",))
    corners = [code.corners for code in read_picture(frame.grey)]
    read, found = (corners, []) if visibility == "fine" else ([], corners)
    view = view_of(frame.grey, read, found, COLUMNS, 2 * ROWS, mirrored=True)

    def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        app.desk.screen.viewfinder.show(view, word_for(visibility))
        app.state.lights = app.state.lights._replace(camera=Light.GOOD if visibility == "fine" else Light.WARNING)
        app.desk.display.show_top()

    assert snap_compare(StillDesk(), terminal_size=SIZE, run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_scanner_check(spoken: str, monkeypatch: pytest.MonkeyPatch, snap_compare: Compare) -> None:
    """Two codes came, the second with Caps Lock on; the third was passed over; this laptop has no camera."""
    use_language(spoken)
    found = [
        Finding("disk", True, "Disk: 12.0 GB free"),
        Finding("fonts", True, "Fonts: Chinese names print, rare characters too"),
        Finding("camera", False, "Camera: none found; plug one in, or use a keyboard scanner"),
    ]
    monkeypatch.setattr(doctor_findings, "laptop_findings", lambda data, clock: found)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        for text in (TEST_CODES[0].text, TEST_CODES[1].text.swapcase(), TEST_CODES[3].text):
            app.desk.taking.take_burst(Burst(text, Suffix.TAB))
        await until(pilot, lambda: "Fonts" in str(app.screen._laptop.render()))

    assert snap_compare(StillDesk(), terminal_size=SIZE, run_before=before)


def test_not_recorded(snap_compare: Compare) -> None:
    """The disk is full, and the window has lost the focus besides."""

    def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        error = sqlite.OperationalError("database or disk is full")
        app.on_scan_failed(messages.ScanFailed(Arrival("a", at("09:05"), "1", ACTIVITY.key), error))
        app.app_focus = False

    assert snap_compare(StillDesk(), terminal_size=SIZE, run_before=before)


_LAST = LastScan("e", at("09:02"), ACTIVITY.key, "", PERSON, Effect.OPENED)
_SCREENS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "help": (("f1",), {}),
    "find": (("f2",), {"<lambda>": [PERSON]}),
    "undo": (("f4",), {"last_scan": _LAST}),
    "walk_in": (("f5",), {}),
    "activities": (("f6",), {"activities_with_deadlines": ([ACTIVITY], {}, [])}),
    "new_activity": (
        ("f6", "up", "enter"),
        {
            "activities_with_deadlines": ([ACTIVITY], {}, []),
            "read_proposal": Proposal((ACTIVITY.place,), ("Environment",)),
        },
    ),
    "close": (("f8",), {"things_out": ["One person still has something:", "  0003 王芳 七(1)班  背心 12, 雨伞 × 2"]}),
}


@pytest.mark.parametrize("screen", _SCREENS)
def test_a_dialog_above_which_a_scan_is_shown(screen: str, snap_compare: Compare) -> None:
    """Each dialog, with somebody scanned while it is open."""
    keys, answers = _SCREENS[screen]

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        await pilot.press(*keys)
        await pilot.pause(0.1)
        app.stop_blinking()
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(**answers), terminal_size=SIZE, run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_supervisor_has_to_wait(
    spoken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Compare
) -> None:
    """Somebody guessed four times; the dialog says so at once, at the smallest terminal."""
    use_language(spoken)
    monkeypatch.setattr(sign_in.SignInDialog, "_count_down", lambda self: None)
    folder = DataFolder(make_desk(tmp_path / "desk").path)
    pin.set_pin(folder, "2468")
    assert not any(pin.check_pin(folder, "0000", StandingClock(NOW).clock) for _ in range(4))

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.desk.writer.path = folder.path
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, Dialog) and "30" in app.screen.trouble.render().plain)
        app.stop_blinking()

    assert snap_compare(StillDesk(), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("direction", [Direction.AUTO, Direction.OUT])
def test_a_supervisor_is_signed_in(direction: Direction, snap_compare: Compare) -> None:
    """A mark in the first line that leaves the activity its place; beside another one the name gives way."""

    def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.state.supervisor, app.state.direction = "欧阳陈静老师", direction
        app.desk.display.show_board()

    assert snap_compare(StillDesk(), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("step", ["clock", "team", "roster"])
def test_the_first_start(step: str, snap_compare: Compare) -> None:
    """The questions of the first start."""
    from tui.screens.first_start.clock import ClockStep
    from tui.screens.first_start.roster import RosterStep
    from tui.screens.first_start.team import TeamStep

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        screens = {
            "clock": lambda: ClockStep(StandingClock(at("07:41")).clock),
            "team": lambda: TeamStep(app.desk.writer.path, app.desk.clock),
            "roster": lambda: RosterStep(app.desk.writer, app.desk.taking.take_typed_badge, "2 of 3 · The roster"),
        }
        await app.push_screen(screens[step]())
        if step == "clock":
            await pilot.press("down", "enter")
        await pilot.pause(0.1)
        app.stop_blinking()

    assert snap_compare(StillDesk(), terminal_size=SIZE, run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("dialog", ["which", "who", "left", "paper", "told"])
def test_a_dialog_of_classes_on_the_smallest_terminal(dialog: str, spoken: str, snap_compare: Compare) -> None:
    """80 × 24, in both languages: the classes, who of one, who is left, a row of a paper sheet, what was done."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.push_screen(dialog_of_classes(dialog, app))
        await pilot.pause(0.1)
        if dialog == "who":
            await pilot.press("down")
        if dialog == "left":
            await pilot.press("f4")
        app.stop_blinking()
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_who_of_a_class_while_somebody_is_scanned(spoken: str, snap_compare: Compare) -> None:
    """The verdict stands above it, and the list keeps its keys."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.push_screen(dialog_of_classes("who", app))
        await pilot.pause(0.1)
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await pilot.pause(0.1)

    assert snap_compare(StillDesk(), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_reminder_before_the_end(spoken: str, snap_compare: Compare) -> None:
    """Five minutes before the end three people are still there."""
    use_language(spoken)

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.desk.display.show_board()

    assert snap_compare(StillDesk(now=at("11:25")), terminal_size=(80, 24), run_before=before)
