"""A camera on threads of its own: opened, lost and found again while the desk goes on."""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkin.scanning.decoders import QR_ONLY, Code, Symbology
from checkin.scanning.devices import open_device
from checkin.scanning.presence import Presence
from checkin.scanning.stream import StreamReader
from checkin.scanning.text import normalise
from checkin.scanning.video import Frame, FrameSource, VideoUnreadable

RETRY_S = 1.0
JOIN_S = 3.0


class CameraLight(enum.Enum):
    """How the camera is."""

    OPENING = "opening"
    LIVE = "live"
    LOST = "lost"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CameraState:
    """How the camera is, and for `LOST` the system's own words why."""

    light: CameraLight
    reason: str = ""


class CameraFeed:
    """Frames of a camera, and the badges that come into them.

    One thread takes frames as they come and keeps the newest; another decodes it, so that a slow decoder drops frames
    and never looks at old ones. `on_text` gets each badge's text once as long as it stays in the picture, `on_frame`
    each decoded frame with its codes, `on_state` each change. All are called on the feed's threads and must be quick.
    """

    def __init__(
        self,
        device: str | FrameSource,
        on_text: Callable[[str], None],
        on_frame: Callable[[Frame, Sequence[Code]], None] = lambda frame, codes: None,
        on_state: Callable[[CameraState], None] = lambda state: None,
        symbologies: frozenset[Symbology] = QR_ONLY,
    ) -> None:
        self._device = device
        self._on_text = on_text
        self._on_frame = on_frame
        self._on_state = on_state
        self._symbologies = symbologies
        self._stopping = threading.Event()
        self._fresh = threading.Condition()
        self._newest: Frame | None = None
        self._source: FrameSource | None = None
        self._threads = [
            threading.Thread(target=self._grab, name="camera", daemon=True),
            threading.Thread(target=self._decode, name="camera-decoder", daemon=True),
        ]

    def start(self) -> None:
        """Begin; returns at once. A feed is started once."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let go of the camera and wait for the threads; a device that hangs is left behind after `JOIN_S` seconds."""
        self._stopping.set()
        source = self._source
        if source is not None:
            source.close()
        with self._fresh:
            self._fresh.notify_all()
        for thread in self._threads:
            if thread.ident is not None and thread is not threading.current_thread():
                thread.join(JOIN_S)

    def _grab(self) -> None:
        try:
            while not self._stopping.is_set():
                self._on_state(CameraState(CameraLight.OPENING))
                reason = self._until_lost()
                if self._stopping.is_set():
                    break
                self._on_state(CameraState(CameraLight.LOST, reason))
                self._stopping.wait(RETRY_S)
        finally:
            self._on_state(CameraState(CameraLight.OFF))

    def _until_lost(self) -> str:
        source: FrameSource | None = None
        try:
            source = open_device(self._device) if isinstance(self._device, str) else self._device
            self._source = source
            live = False
            for frame in source.frames():
                if self._stopping.is_set():
                    return ""
                if not live:
                    live = True
                    self._on_state(CameraState(CameraLight.LIVE))
                with self._fresh:
                    self._newest = frame
                    self._fresh.notify_all()
        except VideoUnreadable as error:
            return str(error)
        finally:
            if source is not None:
                source.close()
        return "no more frames"

    def _decode(self) -> None:
        presence, reader = Presence(), StreamReader(self._symbologies)
        while (frame := self._wait_for_frame()) is not None:
            codes = reader.read(frame.grey)
            for text in presence.see(frame.time_s, [normalise(code.text) for code in codes]):
                self._on_text(text)
            self._on_frame(frame, codes)

    def _wait_for_frame(self) -> Frame | None:
        with self._fresh:
            self._fresh.wait_for(lambda: self._newest is not None or self._stopping.is_set())
            frame, self._newest = self._newest, None
            return None if self._stopping.is_set() else frame
