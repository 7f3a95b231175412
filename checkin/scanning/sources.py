"""The sources that the command line names, and their content: pictures, frames, lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from checkin.file_errors import reason_of, unreadable_file, unreadable_folder
from checkin.outside_files import files_below
from checkin.rules.problems import N_, Problem
from checkin.scanning.devices import is_device, open_device
from checkin.scanning.grey import Grey
from checkin.scanning.memory.files import lines_of_file, numbered_lines, raw_lines, understood
from checkin.scanning.memory.lines import Line, read_lines
from checkin.scanning.pictures import PictureUnreadable, is_picture_name, looks_like_picture, open_picture
from checkin.scanning.video import Frame, VideoUnreadable, open_film

STANDARD_INPUT = "-"
MOST_FILES = 10_000
"""Of a folder of pictures: to look into so many takes two seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture file, in grey."""

    file: str
    image: Grey


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The frames of a film or camera, to be taken at once; taking them may raise `VideoUnreadable`."""

    file: str
    frames: Iterator[Frame]


Item = Picture | Frames | Line


def items(words: Iterable[str], zone: tzinfo, lines: Iterable[bytes] | None = None) -> Iterator[Item | Problem]:
    """What the sources hold, in their order; where one can't be read a `Problem` stands in its place.

    `zone` is that of the activity, for times without an offset; `lines` stands in for standard input.
    """
    for word in words:
        if word == STANDARD_INPUT:
            numbered = raw_lines(sys.stdin.buffer) if lines is None else numbered_lines(lines)
            yield from read_lines(numbered, zone, may_wait=lines is not None or not sys.stdin.isatty())
        elif is_device(word):
            yield from _device(word)
        elif Path(word).is_dir():
            yield from _folder(Path(word))
        elif Path(word).exists():
            yield from _file(Path(word), zone)
        else:
            yield Problem("no_such_source", word, N_("There is no such file or folder. Check the name."))


def pictures_in(folder: Path) -> list[Path] | Problem:
    """The pictures of a folder and of the folders in it, by name or by content, without hidden ones; a `Problem` where there
    is none, or where the folder can't be read."""
    try:
        pictures = [path for path in files_below(folder, MOST_FILES) if is_picture_name(path) or _may_be_picture(path)]
    except OSError as error:
        return unreadable_folder(folder, error)
    message = N_("There are no pictures in this folder. Choose the folder that holds them.")
    return pictures or Problem("empty_folder", str(folder), message)


def _folder(folder: Path) -> Iterator[Item | Problem]:
    pictures = pictures_in(folder)
    if isinstance(pictures, Problem):
        yield pictures
        return
    for path in pictures:
        yield _picture(path)


def _may_be_picture(path: Path) -> bool:
    try:
        return looks_like_picture(path)
    except OSError:
        # Whoever opens it says why it can't be read.
        return True


def _picture(path: Path) -> Picture | Problem:
    try:
        return Picture(str(path), open_picture(path))
    except (PictureUnreadable, OSError) as error:
        message = N_("This picture can't be read ({reason}). Save or photograph it again.")
        return Problem("unreadable_picture", str(path), message, {"reason": reason_of(error)})


def _file(path: Path, zone: tzinfo) -> Iterator[Item | Problem]:
    try:
        if looks_like_picture(path):
            yield _picture(path)
            return
        if (lines := lines_of_file(path)) is not None:
            yield from understood(path.name, read_lines(lines, zone, may_wait=True), lambda text: False)
            return
        video = open_film(path)
    except OSError as error:
        yield unreadable_file(path, error, "unreadable_file")
    except VideoUnreadable:
        if is_picture_name(path):
            message = N_("This picture can't be read: by its content it is not a picture. Save or photograph it again.")
            yield Problem("unreadable_picture", str(path), message)
        else:
            message = N_("By its content this is neither a picture nor a video. Choose a picture or a video.")
            yield Problem("neither_picture_nor_video", str(path), message)
    else:
        with closing(video):
            yield Frames(str(path), video.frames())


def _device(word: str) -> Iterator[Item | Problem]:
    try:
        device = open_device(word)
    except VideoUnreadable as error:
        message = N_("The camera can't be opened ({reason}). Is it plugged in, and not in use by another program?")
        yield Problem("camera_unavailable", word, message, {"reason": reason_of(error)})
    else:
        with closing(device):
            yield Frames(word, device.frames())
