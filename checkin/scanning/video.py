"""Frames in grey from a video file or a generated picture, by PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from checkin.file_errors import reason_of
from checkin.outside_files import open_outside
from checkin.scanning.grey import Grey
from checkin.texts import _

if TYPE_CHECKING:
    from av import VideoFrame

# Formats whose first plane is the brightness, eight bits a pixel.
_GREY_FIRST = frozenset(
    f"{family}{sub}p" for family in ("yuv", "yuvj") for sub in ("410", "411", "420", "422", "440", "444")
) | {"nv12", "nv21", "nv16", "nv24", "gray"}

# Containers that hold films. Without this list a text file is a film to FFmpeg (its letters, in white on black),
# and a play list could make it open other files.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,m4v,h264,hevc,mjpeg,flv,asf,ogg,ivf"


class VideoUnreadable(Exception):
    """The film or camera can't be opened or goes no further; the text says why, in the words of the system."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One grey frame; `time_s` is in seconds, from the start of a film or by the clock of a camera."""

    grey: Grey
    time_s: float


class FrameSource(Protocol):
    """Where frames come from. `frames` gives them as a camera would: in its own time, to its end or until closed."""

    def frames(self) -> Iterator[Frame]:
        """Each frame, when it is due; raises `VideoUnreadable` where the device is lost."""

    def close(self) -> None:
        """Let go of the device; `frames` ends soon after. May be called from another thread, and twice."""


class Video:
    """A film or device that PyAV has open; its frames come as fast as they decode."""

    def __init__(self, container: Any, file: BinaryIO | None = None) -> None:
        self._container = container
        self._file = file
        self._closed = False

    def frames(self) -> Iterator[Frame]:
        """Each frame in turn. A damaged part of a film is passed over."""
        import av

        try:
            for packet in self._container.demux(video=0):
                try:
                    pictures = packet.decode()
                except av.InvalidDataError:
                    continue
                for picture in pictures:
                    if self._closed:
                        return
                    yield Frame(grey_of_frame(picture), picture.time or 0.0)
        except (av.FFmpegError, OSError) as error:
            raise VideoUnreadable(reason_of(error)) from error
        finally:
            self._container.close()
            if self._file is not None:
                self._file.close()

    def close(self) -> None:
        """End `frames` before its next frame."""
        self._closed = True


def open_film(path: Path) -> Video:
    """The film in a file, known by its content. Raises `VideoUnreadable` if it is none, `OSError` if it can't be read."""
    file = open_outside(path)
    try:
        return Video(open_container(file, options={"format_whitelist": _CONTAINERS}), file)
    except VideoUnreadable:
        file.close()
        raise


def open_generated(graph: str) -> Video:
    """A picture that FFmpeg makes up (`testsrc=size=640x480`), in the place of a camera."""
    return Video(open_container(graph, format="lavfi"))


def open_container(file: str | BinaryIO, **how: Any) -> Any:
    """What `av.open` gives, with at least one video stream; raises `VideoUnreadable`."""
    import av

    try:
        container = av.open(file, **how)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoUnreadable(reason_of(error)) from error
    if not container.streams.video:
        container.close()
        raise VideoUnreadable(_("there are no pictures in it"))
    container.streams.video[0].thread_type = "AUTO"
    return container


def grey_of_frame(picture: VideoFrame) -> Grey:
    """The brightness of a frame: its own first plane without a copy where that holds it, else converted."""
    if picture.format.name not in _GREY_FIRST or picture.planes[0].line_size < 0:
        picture = picture.reformat(format="gray")
    plane = picture.planes[0]
    return Grey(memoryview(plane), picture.width, picture.height, plane.line_size)
