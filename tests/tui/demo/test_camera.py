"""The simulated camera keeps the promises of a `FrameSource`."""

import threading
from itertools import islice

from checkin.scanning.camera import CameraFeed, CameraLight
from checkin.scanning.presence import Presence
from checkin.scanning.reader import read_picture
from tests.portions import in_the_soak
from tui.demo import camera
from tui.demo.camera import AGAIN_S, DemoCamera, Queue
from tui.demo.scene import Show


@in_the_soak
def test_frames_are_grey_and_their_times_rise(pictures):
    source = DemoCamera(lambda: pictures, [Show(0, "101")])
    frames = list(islice(source.frames(), 5))
    source.close()
    assert {(f.grey.width, f.grey.height, f.grey.stride) for f in frames} == {(640, 480, 640)}
    times = [f.time_s for f in frames]
    assert times == sorted(set(times))


@in_the_soak
def test_one_badge_after_another_comes_into_view_and_each_is_one_scan(demo, pictures, monkeypatch):
    """Three people step up, the second with a card that is no badge."""
    monkeypatch.setattr(camera, "PAUSE_S", 0.1)
    names = ["101", "identity card", "202"]
    source = DemoCamera(lambda: pictures, [Show(0, name) for name in names])
    presence, scans = Presence(), []
    for frame in source.frames():
        scans += presence.see(frame.time_s, [code.text for code in read_picture(frame.grey)])
        if demo[1].badges["202"] in scans:
            source.close()
    assert scans == [demo[1].badges["101"], "99999919010230000X", demo[1].badges["202"]]


def test_closing_from_another_thread_ends_the_frames(pictures):
    source = DemoCamera(lambda: pictures, [])
    frames = source.frames()
    next(frames)
    closer = threading.Thread(target=lambda: (source.close(), source.close()))
    closer.start()
    closer.join()
    assert list(frames) == []


def test_people_join_the_queue_again_and_nobody_comes_back_too_soon():
    """a and b step up, then nobody for five minutes and a half, then a again."""
    queue = Queue([Show(0, "a"), Show(1, "b")])
    assert [show and show.card for show in (queue.next(0), queue.next(4), queue.next(8))] == ["a", "b", None]
    assert queue.next(AGAIN_S - 1) is None
    assert queue.next(AGAIN_S) == Show(0, "a")


def test_a_hasty_one_comes_back_soon_and_once():
    queue = Queue([Show(0, "a"), Show(1, "a", hasty=True), Show(2, "b")])
    steps = [queue.next(at) for at in (0, 4, 8, AGAIN_S + 4)]
    assert steps == [Show(0, "a"), Show(1, "a", hasty=True), Show(2, "b"), Show(0, "a")]


def test_it_can_be_switched_off_and_on_again(pictures, monkeypatch):
    """F9 twice: the feed closes the source and asks it for frames anew; the next person steps up."""
    monkeypatch.setattr(camera, "PAUSE_S", 0.0)
    source = DemoCamera(lambda: pictures, [Show(0, "101"), Show(0, "202")])
    badges = []
    for _ in range(2):
        presence = Presence()
        for frame in source.frames():
            texts = presence.see(frame.time_s, [code.text for code in read_picture(frame.grey)])
            if texts:
                badges += texts
                source.close()
    assert len(set(badges)) == 2


def test_the_desks_feed_reads_it(demo, pictures, monkeypatch):
    """The feed of the screen, on its own threads: a light that goes on, two badges, a light that goes off."""
    monkeypatch.setattr(camera, "PAUSE_S", 0.1)
    texts: list[str] = []
    lights: list[CameraLight] = []
    both = threading.Event()

    def on_text(text: str) -> None:
        texts.append(text)
        if len(texts) == 2:
            both.set()

    source = DemoCamera(lambda: pictures, [Show(0, "303"), Show(0, "T01")])
    feed = CameraFeed(source, on_text, on_state=lambda state: lights.append(state.light))
    feed.start()
    assert both.wait(20)
    feed.stop()
    assert texts == [demo[1].badges["303"], demo[1].badges["T01"]]
    assert lights == [CameraLight.OPENING, CameraLight.LIVE, CameraLight.OFF]
