"""Clock, sound, focus and camera of the desk."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from textual import events
from textual.widgets import OptionList
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_image

from checkin.clock import SYSTEM_CLOCK, Clock, ClockWatch
from checkin.rules import events as recorded
from checkin.scanning import devices
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.video import Frame, VideoUnreadable
from storage.people.person import Person
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.desk.camera_control import camera_named
from tui.devices.camera import Camera
from tui.devices.sound import PATTERNS, WARNING, Sound
from tui.model.lights import Light
from tui.model.messages import CameraFound, CameraLooked, CameraSaw
from tui.model.verdicts import Tone
from tui.model.view import Outline, shrunk, view_of


@pytest.mark.parametrize(
    ("wall", "steady", "change"),
    [
        (1_000, 1_000, None),
        (3_600_000, 3_600_000, None),  # an hour of sleep
        (2_900, 1_000, None),
        (3_100, 1_000, 2_100),
        (-60_000, 1_000, -61_000),
    ],
)
def test_only_a_clock_that_was_set_is_noticed(wall: int, steady: int, change: int | None) -> None:
    """Milliseconds that went by on the wall clock and on the one that nobody sets."""
    now = [0, 0]
    watch = ClockWatch(Clock(lambda: now[0], lambda: now[1]))
    now[:] = [wall, steady]
    assert watch.change() == change
    assert watch.change() is None


async def test_a_clock_that_was_set_is_in_the_log(tmp_path: Path) -> None:
    """The wall clock jumps by an hour: an event, and the light goes out."""
    desk = make_desk(tmp_path / "desk")

    clock = StandingClock(SYSTEM_CLOCK.now())
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        clock.set(clock.now_ms + 3_600_000)
        await until(pilot, lambda: app.state.lights.clock is Light.BAD)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert [e.body for e in store.ledger.queries.of_kind("clock")] == [recorded.Clock(3_600_000)]


def test_each_class_of_outcome_has_a_pattern_of_its_own() -> None:
    """In, attention, refused, not recorded, held and a lost focus are told apart with closed eyes."""
    heard = [PATTERNS[tone] for tone in (Tone.IN, Tone.ATTENTION, Tone.REFUSED, Tone.LOST, Tone.HELD)]
    assert len({*heard, WARNING}) == 6
    assert set(PATTERNS) == set(Tone)


def test_a_muted_desk_is_silent_at_once() -> None:
    """Muting in the middle of a pattern ends it."""
    rung: list[float] = []
    later: list[Callable[[], None]] = []
    sound = Sound(lambda: rung.append(0), lambda _delay, ring: later.append(ring))
    sound.play(PATTERNS[Tone.REFUSED])
    assert len(rung) == 1
    sound.muted = True
    for ring in later:
        ring()
    sound.play(PATTERNS[Tone.REFUSED])
    assert len(rung) == 1


async def test_a_window_in_the_background_says_that_it_hears_nothing(tmp_path: Path) -> None:
    """The terminal loses the focus: a line across the screen until it is back."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        app.post_message(events.AppBlur())
        await until(pilot, lambda: app.desk.screen.notice.display)
        assert app.state.lights.focus is Light.BAD
        app.post_message(events.AppFocus())
        await until(pilot, lambda: not app.desk.screen.notice.display)
        assert app.state.lights.focus is Light.GOOD


class Still:
    """A camera that gives one grey frame and is lost."""

    def frames(self) -> Iterator[Frame]:
        """Give one frame, then end."""
        yield Frame(Grey(bytes(640 * 480), 640, 480, 640), 0.0)
        raise VideoUnreadable("unplugged")

    def close(self) -> None:
        """Nothing to let go of."""


@in_the_soak
def test_a_camera_that_is_lost_says_why_and_is_tried_again() -> None:
    """Opening, live, lost, opening; the frame is small enough for the viewfinder."""
    told: list[object] = []
    camera = Camera(Still(), told.append, 28, 10)
    camera.start()
    for _ in range(200):
        if sum(isinstance(t, CameraFound) and t.light == "opening" for t in told) > 1:
            break
        time.sleep(0.02)
    camera.stop()
    lights = [(t.light, t.reason) for t in told if isinstance(t, CameraFound)]
    assert lights[:4] == [("opening", ""), ("live", ""), ("lost", "unplugged"), ("opening", "")]
    assert all(len(t.view.lines) == 20 and len(t.view.lines[0]) == 28 for t in told if isinstance(t, CameraLooked))


async def test_a_badge_before_the_camera_is_a_scan_and_a_lost_camera_is_on_the_lights(tmp_path: Path) -> None:
    """The keyboard scanner goes on working without it."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        app.post_message(CameraFound("live", ""))
        app.post_message(CameraSaw(desk.badges["cq8/0001"]))
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert app.state.lights.camera is Light.GOOD
        app.post_message(CameraFound("lost", "unplugged"))
        await until(pilot, lambda: app.state.lights.camera is Light.BAD)


@pytest.mark.parametrize(
    ("setting", "opens"),
    [("camera:0", "/dev/video0"), ("0", "/dev/video0"), (0, "/dev/video0"), (1, "/dev/video1"), ("", None)],
)
def test_a_camera_is_named_by_its_number_too(
    setting: object, opens: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`camera = "0"` in desk.toml is what other programs would write."""
    opened_urls: list[str] = []

    def no_camera(url: str, **_options: object) -> None:
        opened_urls.append(url)
        raise VideoUnreadable("none here")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(devices.sys, "platform", "linux")
    monkeypatch.setattr(devices, "_devices", list)
    monkeypatch.setattr(devices, "open_container", no_camera)
    named = camera_named(setting)
    if opens is None:
        assert named is None
        return
    with pytest.raises(VideoUnreadable):
        devices.open_device(named or "")
    assert set(opened_urls) == {opens}
    assert devices.is_device(named or "")


def test_a_badge_number_or_a_file_is_no_camera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only short numbers, and only where no file has that name."""
    monkeypatch.chdir(tmp_path)
    assert not devices.is_device("717635122893202853622377")
    (tmp_path / "7").mkdir()
    assert not devices.is_device("7")


async def test_a_camera_is_chosen_by_its_name_and_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F9 without a camera lists them; two of one name are told apart; the mirror is there too; desk.toml keeps both."""
    desk = make_desk(tmp_path / "desk")
    found = [("/dev/video0", "Gate Cam"), ("/dev/video2", "Gate Cam"), ("/dev/video4", "Built-in")]
    opened_urls: list[str] = []

    def hangs(url: str, **_options: object) -> None:
        opened_urls.append(url)
        raise VideoUnreadable("busy")

    monkeypatch.setattr(devices.sys, "platform", "linux")
    monkeypatch.setattr(devices, "_devices", lambda: found)
    monkeypatch.setattr(devices, "open_container", hangs)

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        listed = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert listed[:4] == ["Gate Cam", "Gate Cam (2)", "Built-in", "no camera"]
        await pilot.press("home", "down", "enter")
        await until(pilot, lambda: bool(opened_urls))
        assert set(opened_urls) == {"/dev/video2"}
        await until(pilot, lambda: app.state.lights.camera is Light.BAD)
        await pilot.press("shift+f11")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("end", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await until(pilot, lambda: "mirror" in (desk.path / "desk.toml").read_text("utf-8"))
    settings = tomllib.loads((desk.path / "desk.toml").read_text("utf-8"))
    assert (settings["camera"], settings["mirror"]) == ("camera:Gate Cam (2)", False)
    # Plugged in elsewhere it has another number, and the same name.
    found[:] = [("/dev/video7", "Built-in"), ("/dev/video1", "Gate Cam"), ("/dev/video9", "Gate Cam")]
    opened_urls.clear()
    with pytest.raises(VideoUnreadable):
        devices.open_device(settings["camera"])
    assert set(opened_urls) == {"/dev/video9"}


async def test_bar_codes_are_looked_for_where_the_roster_has_cards(tmp_path: Path) -> None:
    """somebody has a card with a bar code → the camera reads it, and it is a check-in"""
    people = (Person("cq8", "0007", "Mei", "7B", card="CARD-0042"),)
    with_card, without = make_desk(tmp_path / "with", people=people), make_desk(tmp_path / "without")
    pixels = memoryview(write_barcode_to_image(create_barcode("CARD-0042", BarcodeFormat.Code128), scale=3))
    card = Image.frombytes("L", (pixels.shape[1], pixels.shape[0]), bytes(pixels)).resize((pixels.shape[1], 120))
    paper = Image.new("L", (640, 480), 255)
    paper.paste(card, (60, 100))

    class Shown:
        """A camera with the card before it."""

        def frames(self) -> Iterator[Frame]:
            """Ten frames a second until the test is over."""
            for number in range(100):
                time.sleep(0.1)
                yield Frame(grey_of(paper), number / 10)

        def close(self) -> None:
            """Nothing to let go of."""

    async with opened(with_card.path) as (app, pilot):
        app.desk.camera.device = Shown()
        app.desk.camera.start()
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    async with opened(without.path) as (app, pilot):
        app.desk.camera.device = Shown()
        app.desk.camera.start()
        await until(pilot, lambda: app.desk.screen.viewfinder.display)
        await pilot.pause(0.5)
        assert app.state.verdict.tone is Tone.READY


async def test_what_keeps_a_badge_unread_is_said_over_the_picture(tmp_path: Path) -> None:
    """too far → the word, the light a warning; read → both gone, and the outline is where the badge is"""
    desk = make_desk(tmp_path / "desk")
    grey = Grey(bytes([200]) * (640 * 480), 640, 480, 640)
    square = ((100, 100), (300, 100), (300, 300), (100, 300))

    async with opened(desk.path) as (app, pilot):
        app.desk.camera.camera = Camera("lavfi:color", app.post_message, 28, 10)
        app.post_message(CameraFound("live", ""))
        app.post_message(CameraLooked(view_of(grey, [], [square], 28, 20, mirrored=False), "too_far"))
        await until(pilot, lambda: app.state.lights.camera is Light.WARNING)
        assert "nearer" in app.desk.screen.viewfinder.word
        assert "nearer" in "".join(segment.text for segment in app.desk.screen.viewfinder.render_line(9))
        app.post_message(CameraLooked(view_of(grey, [square], [], 28, 20, mirrored=False), "fine"))
        await until(pilot, lambda: app.state.lights.camera is Light.GOOD)
        assert app.desk.screen.viewfinder.word == ""
        app.desk.camera.camera = None


def test_the_outline_lies_round_the_code_and_read_ones_lie_on_top() -> None:
    """a code from 100,100 to 300,300 of 640×480, in 32×24 pixels → the edges of 5 to 15; mirrored 17 to 27"""
    grey = Grey(bytes(640 * 480), 640, 480, 640)
    square = ((100, 100), (300, 100), (300, 300), (100, 300))
    view = view_of(grey, [], [square], 32, 24, mirrored=False)
    assert {x for x, _ in view.outlines} == set(range(5, 16)) and {y for _, y in view.outlines} == set(range(5, 16))
    assert (10, 10) not in view.outlines and set(view.outlines.values()) == {Outline.FOUND}
    assert {x for x, _ in view_of(grey, [square], [], 32, 24, mirrored=True).outlines} == set(range(17, 28))
    assert set(view_of(grey, [square], [square], 32, 24, mirrored=True).outlines.values()) == {Outline.READ}


def test_the_viewfinder_is_a_mirror_if_it_is_wanted() -> None:
    """What is bright on the left of the frame is bright on the right of the picture."""
    row = bytes([255] * 4 + [0] * 4)
    grey = Grey(row * 8, 8, 8, 8)
    assert shrunk(grey, 2, 4, mirrored=True) == [bytes([0, 255])] * 4
    assert shrunk(grey, 2, 4, mirrored=False) == [bytes([255, 0])] * 4
