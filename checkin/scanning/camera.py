"""A camera on threads of its own: opened, lost and found again while the desk goes on."""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable
from dataclasses import dataclass

from checkin.scanning.decoders import QR_ONLY, Code, Corners, Symbology
from checkin.scanning.devices import open_device
from checkin.scanning.presence import Presence
from checkin.scanning.stream import StreamReader
from checkin.scanning.text import normalise
from checkin.scanning.video import Frame, FrameSource, VideoUnreadable
from checkin.scanning.visibility import Visibility, VisibilityWatch
from checkin.texts import _

RETRY_S = 1.0
SILENT_S = 3.0
"""A camera that gives no frame for so long hangs, as some do when they are pulled out."""
JOIN_S = 3.0


class CameraLight(enum.Enum):
    """How the camera is."""

    OPENING = "opening"
    LIVE = "live"
    LOST = "lost"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CameraState:
    """How the camera is; for `LOST` also the reason, in the words of the system."""

    light: CameraLight
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecodedFrame:
    """A decoded frame: the codes that were read, the corners of codes that were only located,
    and what makes codes unreadable.
    """

    frame: Frame
    codes: list[Code]
    located: tuple[Corners, ...]
    visibility: Visibility


class CameraFeed:
    """Frames of a camera, and the badges in them.

    One thread takes frames as they come and keeps the newest; another thread decodes it, so a slow decoder drops frames
    and never looks at old ones. `on_text` gets each badge's text once as long as the badge stays in the picture,
    `on_frame` gets each decoded frame, `on_state` each change. All three are called on the feed's threads and must be
    quick. A thread whose camera hangs is left alone, and another thread tries to open the camera again.
    """

    def __init__(
        self,
        device: str | FrameSource,
        on_text: Callable[[str], None],
        on_frame: Callable[[DecodedFrame], None] = lambda frame: None,
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
        self._live = False
        self._turn = 0
        self._threads = [self._grabber(), threading.Thread(target=self._decode, name="camera-decoder", daemon=True)]

    def _grabber(self) -> threading.Thread:
        return threading.Thread(target=self._grab, args=(self._turn,), name="camera", daemon=True)

    def start(self) -> None:
        """Start the threads; returns at once. Call it once for a feed."""
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

    def _grab(self, turn: int) -> None:
        try:
            while self._has(turn):
                self._on_state(CameraState(CameraLight.OPENING))
                reason = self._until_lost(turn)
                if not self._has(turn):
                    break
                self._live = False
                self._on_state(CameraState(CameraLight.LOST, reason))
                self._stopping.wait(RETRY_S)
        finally:
            if turn == self._turn:
                self._on_state(CameraState(CameraLight.OFF))

    def _has(self, turn: int) -> bool:
        """Whether the thread of that turn still has the camera."""
        return turn == self._turn and not self._stopping.is_set()

    def _until_lost(self, turn: int) -> str:
        source: FrameSource | None = None
        try:
            source = open_device(self._device) if isinstance(self._device, str) else self._device
            self._source = source
            for frame in source.frames():
                if not self._has(turn):
                    return ""
                with self._fresh:
                    self._newest = frame
                    self._fresh.notify_all()
                if not self._live:
                    self._live = True
                    self._on_state(CameraState(CameraLight.LIVE))
        except VideoUnreadable as error:
            return str(error)
        finally:
            if source is not None:
                source.close()
        return _("it gives no more pictures")

    def _give_up_a_hanging_camera(self) -> None:
        """Leave the thread that waits for the camera; it ends by itself if the device ever answers."""
        self._live = False
        self._turn += 1
        if self._source is not None:
            self._source.close()
        self._on_state(CameraState(CameraLight.LOST, f"no frame for {SILENT_S:.0f} s"))
        if not self._stopping.wait(RETRY_S):
            self._threads[0] = self._grabber()
            self._threads[0].start()

    def _decode(self) -> None:
        presence, reader, watch = Presence(), StreamReader(self._symbologies), VisibilityWatch()
        while (frame := self._wait_for_frame()) is not None:
            codes = reader.read(frame.grey)
            for text in presence.see(frame.time_s, [normalise(code.text) for code in codes]):
                self._on_text(text)
            visibility = watch.see(frame.grey, frame.time_s, bool(codes), reader.located)
            self._on_frame(DecodedFrame(frame, codes, reader.located, visibility))

    def _wait_for_frame(self) -> Frame | None:
        while not self._stopping.is_set():
            with self._fresh:
                self._fresh.wait_for(lambda: self._newest is not None or self._stopping.is_set(), SILENT_S)
                frame, self._newest = self._newest, None
            if frame is not None and not self._stopping.is_set():
                return frame
            if self._live and not self._stopping.is_set():
                self._give_up_a_hanging_camera()
        return None
