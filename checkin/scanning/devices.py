"""Cameras by the name that a person gives: `camera:0`, `camera:NAME`, and what stands in for one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.scanning.video import (
    Frame,
    FrameSource,
    Video,
    VideoUnreadable,
    open_container,
    open_film,
    open_generated,
)

CAMERA = "camera:"
GENERATED = "lavfi:"

# What FFmpeg calls the cameras of a platform.
_INPUTS = {"linux": "v4l2", "darwin": "avfoundation", "win32": "dshow"}
_WISHES = {"video_size": "1280x720", "framerate": "30"}


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of this machine: `device` is the word that opens it now, `name` is its name for people."""

    device: str
    name: str

    @property
    def by_name(self) -> str:
        """The word that opens this camera also later, when the system may give it another number."""
        return f"{CAMERA}{self.name}"


def is_device(word: str) -> bool:
    """Whether a word of the command line names a camera or a stand-in for one, and not a file."""
    return word.startswith((CAMERA, GENERATED)) or (is_camera_number(word) and not Path(word).exists())


def is_camera_number(word: str) -> bool:
    """Whether a word is the bare number of a camera (`0`), as other programs name it; longer numbers are badges."""
    return len(word) <= 2 and word.isdecimal()


def list_cameras() -> list[Camera]:
    """The cameras that the system lists now; empty where there is none or the system can't list them."""
    return [Camera(f"{CAMERA}{number}", name) for number, (_, name) in enumerate(_named())]


def open_device(word: str) -> FrameSource:
    """The frames of `camera:0` (or `0`), `camera:NAME`, `lavfi:GRAPH` or a film, in real time. Raises `VideoUnreadable`."""
    if word.startswith(GENERATED):
        return RealTime(open_generated(word.removeprefix(GENERATED)))
    if word.startswith(CAMERA):
        return _open_camera(word.removeprefix(CAMERA))
    if is_camera_number(word) and not Path(word).exists():
        return _open_camera(word)
    try:
        return RealTime(open_film(Path(word)))
    except OSError as error:
        raise VideoUnreadable(reason_of(error)) from error


class RealTime:
    """A film whose frames come at the speed of the film."""

    def __init__(self, video: Video) -> None:
        self._video = video
        self._closed = False

    def frames(self) -> Iterator[Frame]:
        """Each frame at its time."""
        began = time.monotonic()
        for frame in self._video.frames():
            while not self._closed and (early := began + frame.time_s - time.monotonic()) > 0:
                time.sleep(min(early, 0.1))
            if self._closed:
                return
            yield frame

    def close(self) -> None:
        """End `frames` at once."""
        self._closed = True
        self._video.close()


def _open_camera(name: str) -> Video:
    url = _url(name)
    # A camera that can't do the wished size and rate refuses them altogether; then it gives what it has.
    try:
        return Video(open_container(url, format=_input_format(), options=_WISHES, timeout=5.0))
    except VideoUnreadable:
        return Video(open_container(url, format=_input_format(), timeout=5.0))


def _url(name: str) -> str:
    devices = _devices()
    if name.isdecimal() and int(name) < len(devices):
        return _as_url(*devices[int(name)])
    for (device, system_name), (_device, unique) in zip(devices, _named(), strict=True):
        if name in (device, unique):
            return _as_url(device, system_name)
    if name.isdecimal() and sys.platform == "linux":
        # Where the system lists nothing, the device may be there all the same.
        return f"/dev/video{name}"
    raise VideoUnreadable("no such camera")


def _named() -> list[tuple[str, str]]:
    """The devices with their names; the second device of one name is `NAME (2)`."""
    met: dict[str, int] = {}
    named = []
    for device, name in _devices():
        met[name] = met.get(name, 0) + 1
        named.append((device, name if met[name] == 1 else f"{name} ({met[name]})"))
    return named


def _as_url(device: str, name: str) -> str:
    return f"video={name}" if sys.platform == "win32" else device


def _input_format() -> str:
    return _INPUTS.get(sys.platform, "v4l2")


def _devices() -> list[tuple[str, str]]:
    import av
    from av.device import enumerate_input_devices

    try:
        devices = enumerate_input_devices(_input_format())
    except (av.FFmpegError, OSError, ValueError):
        # A system without any camera says that it can't list them.
        return []
    return [(device.name, device.description or device.name) for device in devices if "audio" not in device.media_types]
