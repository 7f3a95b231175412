"""A simulated camera: people come one after another and hold their badges up, in real time and without an end."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Event
from typing import TYPE_CHECKING

from checkin.scanning.grey import grey_of
from checkin.scanning.video import Frame
from tui.demo.pose import some_hold
from tui.demo.scene import Show

if TYPE_CHECKING:
    from PIL.Image import Image

    from tui.demo.stage import Held, Stage

FRAMES_A_SECOND = 15
PAUSE_S = 2.4
"""Between one person and the next."""
AGAIN_S = 330
"""Nobody comes back sooner: a check-out would be too soon (design §4)."""


class Queue:
    """Who steps up next. Whoever was there joins the end again; nobody is shown again too soon, but the hasty."""

    def __init__(self, shows: Iterable[Show]) -> None:
        self._waiting = deque(shows)
        self._last_shown: dict[str, float] = {}

    def next(self, now: float) -> Show | None:
        """The next to step up at `now` (seconds); None where nobody may."""
        for show in self._waiting:
            if show.hasty or now - self._last_shown.get(show.card, float("-inf")) >= AGAIN_S:
                break
        else:
            return None
        self._waiting.remove(show)
        if not show.hasty:
            self._waiting.append(show)
        self._last_shown[show.card] = now
        return show


class DemoCamera:
    """A `FrameSource` of 640 by 480 pixels. `pictures` gives the cards by name; it is called when frames are wanted,
    once."""

    def __init__(self, pictures: Callable[[], Mapping[str, Image]], shows: Iterable[Show]) -> None:
        self._pictures = pictures
        self._printed: Mapping[str, Image] | None = None
        self._queue = Queue(shows)
        self._closed = Event()
        self._due = 0.0

    def frames(self) -> Iterator[Frame]:
        """Frames as they are due, until closed; where they are fetched late, those in between are left out.

        After `close` it may be called again, as a camera can be switched on again; the queue of people goes on.
        """
        from tui.demo.stage import Stage

        self._closed = Event()
        if self._printed is None:
            self._printed = self._pictures()
        pictures = self._printed
        stage, chance = Stage(), random.Random(15)
        while not self._closed.is_set():
            begin = time.monotonic()
            show = self._queue.next(begin)
            yield from self._shoot(stage, None, begin, PAUSE_S)
            for after, seconds in show.appearances() if show else ():
                came = begin + PAUSE_S + after
                yield from self._shoot(stage, None, came, 0.0)
                held = stage.take_up(pictures[show.card], some_hold(chance, seconds)) if show else None
                yield from self._shoot(stage, held, came, seconds)

    def close(self) -> None:
        """End `frames` at once."""
        self._closed.set()

    def _shoot(self, stage: Stage, held: Held | None, begin: float, seconds: float) -> Iterator[Frame]:
        """Frames until `seconds` after `begin`."""
        while True:
            now = time.monotonic()
            self._due = max(self._due + 1 / FRAMES_A_SECOND, now)
            if self._due >= begin + seconds or self._closed.wait(self._due - now):
                return
            yield Frame(grey_of(stage.frame(held, self._due - begin)), self._due)
