"""The camera beside the screen: its threads tell the app what they see, at a pace that a terminal can draw."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tui.messages import CameraFound, CameraLooked, CameraSaw

if TYPE_CHECKING:
    from checkin.scanning.camera import CameraFeed, CameraState
    from checkin.scanning.decoders import Code
    from checkin.scanning.video import Frame, FrameSource

FRAME_SECONDS = 0.1
"""At most ten pictures a second; decoding goes on at its own pace."""


class Camera:
    """`post` gives a message to the app from any thread; `columns` and `rows` are those of the viewfinder."""

    def __init__(self, device: str | FrameSource, post: Callable[[Message], object], columns: int, rows: int) -> None:
        self._device = device
        self._post = post
        self._columns, self._rows = columns, rows
        self._drawn_at = 0.0
        self._feed: CameraFeed | None = None

    def start(self) -> None:
        """Load the decoders and begin; takes a moment, so call it in a worker."""
        from checkin.scanning.camera import CameraFeed

        self._feed = CameraFeed(self._device, self._saw, self._looked, self._found)
        self._feed.start()

    def stop(self) -> None:
        """Let go of the device."""
        if self._feed is not None:
            self._feed.stop()

    def _saw(self, text: str) -> None:
        self._post(CameraSaw(text))

    def _found(self, state: CameraState) -> None:
        self._post(CameraFound(state.light.value, state.reason))

    def _looked(self, frame: Frame, codes: Sequence[Code]) -> None:
        now = time.monotonic()
        if now - self._drawn_at >= FRAME_SECONDS:
            self._drawn_at = now
            grey = frame.grey
            self._post(
                CameraLooked(
                    shrunk(
                        memoryview(grey.buffer).cast("B"),
                        grey.width,
                        grey.height,
                        grey.stride,
                        self._columns,
                        self._rows,
                    )
                )
            )


def shrunk(data: bytes | memoryview, width: int, height: int, stride: int, columns: int, rows: int) -> list[bytes]:
    """Two lines of brightness a row of the terminal, mirrored as people know themselves, by picking points."""
    across = [width - 1 - (2 * x + 1) * width // (2 * columns) for x in range(columns)]
    lines = []
    for y in range(2 * rows):
        start = (2 * y + 1) * height // (4 * rows) * stride
        lines.append(bytes(data[start + x] for x in across))
    return lines
