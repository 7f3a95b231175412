"""A camera that is opened, lost and found again; films and made-up pictures stand in for it."""

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.scanning import camera
from checkin.scanning.camera import CameraFeed, CameraLight, CameraState
from checkin.scanning.decoders import Code
from checkin.scanning.devices import list_cameras
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.stream import StreamReader
from checkin.scanning.video import Frame, VideoUnreadable
from tests.checkin.scanning.drawing import ANA, BEN, badge, film


class Plug:
    """A camera that shows one badge at a time and is pulled out after each."""

    def __init__(self) -> None:
        self.shown = iter([ANA, BEN])

    def frames(self) -> Iterator[Frame]:
        text = next(self.shown, None)
        if text is not None:
            yield Frame(grey_of(badge(text)), 0.0 if text == ANA else 9.0)
        raise VideoUnreadable("unplugged")

    def close(self) -> None:
        pass


def test_lost_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "RETRY_S", 0.2)
    texts: queue.Queue[str] = queue.Queue()
    states: list[CameraState] = []
    feed = CameraFeed(Plug(), texts.put, on_state=states.append)
    feed.start()
    assert [texts.get(timeout=5), texts.get(timeout=5)] == [ANA, BEN]
    feed.stop()
    lights = [state.light for state in states]
    assert lights[:4] == [CameraLight.OPENING, CameraLight.LIVE, CameraLight.LOST, CameraLight.OPENING]
    assert CameraState(CameraLight.LOST, "unplugged") in states
    assert lights[-1] is CameraLight.OFF


def test_a_film_stands_in_for_a_camera(tmp_path: Path) -> None:
    texts: queue.Queue[str] = queue.Queue()
    feed = CameraFeed(str(film(tmp_path / "gate.mp4", (ANA, 0.5), (BEN, 0.5))), texts.put)
    feed.start()
    assert [texts.get(timeout=5), texts.get(timeout=5)] == [ANA, BEN]
    feed.stop()


def test_a_made_up_picture_comes_through_and_stop_ends_it() -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    feed = CameraFeed("lavfi:testsrc=size=330x240:rate=30", lambda text: None, lambda sight: frames.put(sight.frame))
    feed.start()
    grey = frames.get(timeout=5).grey
    feed.stop()
    assert (grey.width, grey.height, len(grey.packed())) == (330, 240, 330 * 240)


def test_a_camera_that_is_not_there_is_said() -> None:
    states: queue.Queue[CameraState] = queue.Queue()
    feed = CameraFeed("camera:no such thing", lambda text: None, on_state=states.put)
    feed.start()
    assert states.get(timeout=5).light is CameraLight.OPENING
    lost = states.get(timeout=5)
    feed.stop()
    assert lost.light is CameraLight.LOST
    assert lost.reason
    assert all(found.device.startswith("camera:") for found in list_cameras())


class Hanging:
    """A camera that gives one frame and then nothing, until it is closed; the second time it is well."""

    def __init__(self) -> None:
        self.opened = 0
        self.answers = threading.Event()

    def frames(self) -> Iterator[Frame]:
        self.opened += 1
        yield Frame(grey_of(badge(ANA if self.opened == 1 else BEN)), float(self.opened * 10))
        if self.opened == 1:
            self.answers.wait(30)
        else:
            while not self.answers.wait(0.02):
                yield Frame(grey_of(badge(BEN)), 20.0)

    def close(self) -> None:
        pass


def test_a_camera_that_hangs_is_lost_and_opened_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """no frame for a while, the thread stuck in the device → LOST, and a new try reads the next badge"""
    monkeypatch.setattr(camera, "RETRY_S", 0.1)
    monkeypatch.setattr(camera, "SILENT_S", 0.3)
    texts: queue.Queue[str] = queue.Queue()
    states: list[CameraState] = []
    device = Hanging()
    feed = CameraFeed(device, texts.put, on_state=states.append)
    feed.start()
    assert [texts.get(timeout=5), texts.get(timeout=5)] == [ANA, BEN]
    device.answers.set()
    feed.stop()
    lights = [state.light for state in states]
    assert lights[:5] == [
        CameraLight.OPENING,
        CameraLight.LIVE,
        CameraLight.LOST,
        CameraLight.OPENING,
        CameraLight.LIVE,
    ]
    assert device.opened == 2 and lights[-1] is CameraLight.OFF


def test_a_slow_reader_drops_frames_and_never_a_badge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """reading takes 0.2 s, the film has 10 frames a second → fewer frames are seen, both badges come"""
    before = StreamReader.read

    def slow(self: StreamReader, grey: Grey) -> list[Code]:
        time.sleep(0.2)
        return before(self, grey)

    monkeypatch.setattr(StreamReader, "read", slow)
    texts: queue.Queue[str] = queue.Queue()
    seen: list[float] = []
    path = film(tmp_path / "gate.mp4", (ANA, 1.5), (BEN, 1.5))
    feed = CameraFeed(str(path), texts.put, lambda sight: seen.append(sight.frame.time_s))
    feed.start()
    assert [texts.get(timeout=5), texts.get(timeout=5)] == [ANA, BEN]
    feed.stop()
    assert len(seen) < 20
