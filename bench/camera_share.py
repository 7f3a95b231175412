"""The share of one core that camera, reader and viewfinder take together, on frames that come at thirty a second."""

from __future__ import annotations

import time
from pathlib import Path

from textual.message import Message

from bench.figures import Limit
from bench.gate import filmed
from bench.records import Size, badges
from tui.devices.camera import Camera
from tui.widgets.viewfinder import COLUMNS, ROWS


def measure(seed: int, volunteers: int, cache: Path, seconds: float) -> list[Limit]:
    """The film of the gate in the place of a camera, for so many seconds. Its decoding is the camera's share."""
    path = filmed(cache, badges(Size(volunteers, 1, volunteers + 1)), seed)
    messages: list[Message] = []

    def post(message: Message) -> bool:
        messages.append(message)
        return True

    camera = Camera(str(path), post, COLUMNS, ROWS)
    camera.start()
    time.sleep(0.5)
    busy, begun = time.process_time(), time.perf_counter()
    time.sleep(seconds)
    share = (time.process_time() - busy) / (time.perf_counter() - begun)
    camera.stop()
    return [Limit("camera, reader and viewfinder: of one core", share * 100, "%")]
