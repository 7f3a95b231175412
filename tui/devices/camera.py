"""The camera beside the screen: its threads tell the app what they see, at a pace that a terminal can draw."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from tui.model.messages import CameraFound, CameraLooked, CameraSaw
from tui.model.view import view_of

if TYPE_CHECKING:
    from checkin.scanning.camera import CameraFeed, CameraState, DecodedFrame
    from checkin.scanning.video import FrameSource

FRAME_SECONDS = 0.1
"""At most ten pictures a second; decoding goes on at its own pace."""


class Camera:
    """`post` gives a message to the app from any thread; `columns` and `rows` are those of the viewfinder.
    With `cards` the bar codes of school cards are looked for too."""

    def __init__(
        self,
        device: str | FrameSource,
        post: Callable[[Message], object],
        columns: int,
        rows: int,
        *,
        mirrored: bool = True,
        cards: bool = False,
    ) -> None:
        self._device = device
        self._post = post
        self._columns, self._rows = columns, rows
        self._mirrored = mirrored
        self._cards = cards
        self._drawn_at = 0.0
        self._feed: CameraFeed | None = None

    def start(self) -> None:
        """Load the decoders and begin; takes a moment, so call it in a worker."""
        from checkin.scanning.camera import CameraFeed
        from checkin.scanning.decoders import QR_ONLY, SCHOOL_CARDS

        symbologies = SCHOOL_CARDS if self._cards else QR_ONLY
        self._feed = CameraFeed(self._device, self._saw, self._looked, self._found, symbologies)
        self._feed.start()

    def stop(self) -> None:
        """Let go of the device."""
        if self._feed is not None:
            self._feed.stop()

    def _saw(self, text: str) -> None:
        self._post(CameraSaw(text))

    def _found(self, state: CameraState) -> None:
        self._post(CameraFound(state.light.value, state.reason))

    def _looked(self, decoded: DecodedFrame) -> None:
        now = time.monotonic()
        if now - self._drawn_at < FRAME_SECONDS:
            return
        self._drawn_at = now
        read = [code.corners for code in decoded.codes]
        view = view_of(
            decoded.frame.grey, read, decoded.located, self._columns, 2 * self._rows, mirrored=self._mirrored
        )
        self._post(CameraLooked(view, decoded.visibility.value))
