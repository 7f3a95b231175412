"""The sources that the command line names, and their content: pictures, frames, lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from checkin.file_errors import reason_of, unreadable_file
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_moment
from checkin.scanning.decoders import text_of
from checkin.scanning.devices import is_device, open_device
from checkin.scanning.grey import Grey
from checkin.scanning.pictures import PictureUnreadable, is_picture_name, looks_like_picture, open_picture
from checkin.scanning.video import Frame, VideoUnreadable, open_film
from checkin.texts import _

STANDARD_INPUT = "-"


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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of standard input (`number` counts from 1): a badge text, and the time of the scan if the line has one."""

    number: int
    at_ms: int | None
    text: str


Item = Picture | Frames | Line


def items(words: Iterable[str], zone: tzinfo, lines: Iterable[bytes] | None = None) -> Iterator[Item | Problem]:
    """What the sources hold, in their order; where one can't be read a `Problem` stands in its place.

    `zone` is that of the activity, for times without an offset; `lines` stands in for standard input.
    """
    for word in words:
        if word == STANDARD_INPUT:
            yield from _lines(sys.stdin.buffer if lines is None else lines, zone)
        elif is_device(word):
            yield from _device(word)
        elif Path(word).is_dir():
            yield from _folder(Path(word))
        elif Path(word).exists():
            yield from _file(Path(word))
        else:
            yield Problem("no_such_source", word, N_("There is no such file or folder. Check the name."))


def _lines(lines: Iterable[bytes], zone: tzinfo) -> Iterator[Line | Problem]:
    for number, raw in enumerate(lines, start=1):
        line = text_of(raw).strip("\ufeff\r\n")
        if line.strip():
            yield parse_line(number, line, zone)


def parse_line(number: int, line: str, zone: tzinfo) -> Line | Problem:
    """A line `TEXT` or `TIME<tab>TEXT`, the time in ISO 8601; one without an offset is in `zone`."""
    head, tab, text = line.partition("\t")
    if not tab or not text.strip():  # a tab at the end is a scanner's suffix
        return Line(number, None, head)
    try:
        at = parse_moment(head)
        local = at if at.tzinfo else at.replace(tzinfo=zone)
        return Line(number, round(local.timestamp() * 1000), text)
    except Refused as refused:
        problem, where = refused.problems[0], _("line {number}").format(number=number)
        if problem.code == "no_such_day":
            return replace(problem, code="bad_time", where=where)
        message = N_("“{time}” is not a date and time. Write it like 2026-03-05T08:30:00, then a tab, then the badge.")
        return Problem("bad_time", where, message, {"time": head[:40]})


def _folder(folder: Path) -> Iterator[Item | Problem]:
    files = sorted(path for path in folder.rglob("*") if _is_visible(path.relative_to(folder)) and path.is_file())
    pictures = [path for path in files if is_picture_name(path) or looks_like_picture(path)]
    if not pictures:
        message = N_("There are no pictures in this folder. Choose the folder that holds them.")
        yield Problem("empty_folder", str(folder), message)
    for path in pictures:
        yield _picture(path)


def _is_visible(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts)


def _picture(path: Path) -> Picture | Problem:
    try:
        return Picture(str(path), open_picture(path))
    except (PictureUnreadable, OSError) as error:
        message = N_("This picture can't be read ({reason}). Save or photograph it again.")
        return Problem("unreadable_picture", str(path), message, {"reason": reason_of(error)})


def _file(path: Path) -> Iterator[Item | Problem]:
    try:
        if looks_like_picture(path):
            yield _picture(path)
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
