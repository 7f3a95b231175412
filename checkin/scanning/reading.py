"""From sources to texts: the codes in every picture and frame, and the badges that came."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import assert_never

from checkin.own_process.child import still_at_work
from checkin.rules.problems import N_, Problem
from checkin.scanning.decoders import QR_ONLY, Code, Symbology
from checkin.scanning.grey import Grey
from checkin.scanning.layouts import on_the_badge
from checkin.scanning.memory.lines import Line
from checkin.scanning.presence import Presence
from checkin.scanning.reader import read_picture
from checkin.scanning.sources import Frames, Picture, items
from checkin.scanning.stream import StreamReader
from checkin.scanning.text import normalise
from checkin.scanning.video import Frame, VideoUnreadable

NO_BADGE_IN_VIDEO = N_(
    "No badge was read in this video. Hold the badges still, close and in good light, and film again."
)
NO_BADGE_IN_PICTURE = N_("No badge was read in this picture. Photograph it again, closer and in good light.")
VIDEO_BROKE_OFF = N_("The video can't be read any further ({reason}). What was read before it counts.")


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of the codes in a picture or frame, unchanged; `ms` is the time of decoding alone."""

    file: str
    texts: tuple[str, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """The text of a badge that came.

    `at_ms` (milliseconds) is set where the source knows the time of the scan; `time_s` is
    its place in a film, in seconds.
    """

    source: str
    text: str
    at_ms: int | None = None
    time_s: float | None = None


def read_sources(words: Iterable[str], symbologies: frozenset[Symbology] = QR_ONLY) -> Iterator[Reading | Problem]:
    """Every picture and every frame of the sources with what it says, and what can't be read."""
    for item in items(words, UTC):
        match item:
            case Picture():
                yield _timed(item.file, item.image, lambda grey: read_picture(grey, symbologies))
            case Frames():
                yield from _read_frames(item, symbologies)
            case Line():
                yield Reading("-", (on_the_badge(item.text),), 0.0)
            case Problem():
                yield item
            case _:
                assert_never(item)


def arrivals(frames: Iterable[Frame], symbologies: frozenset[Symbology] = QR_ONLY) -> Iterator[tuple[str, float]]:
    """Each badge that came into the picture, once as long as it stays, with the time of the frame in seconds."""
    presence, reader = Presence(), StreamReader(symbologies)
    for frame in frames:
        still_at_work()
        texts = [normalise(code.text) for code in reader.read(frame.grey)]
        for text in presence.see(frame.time_s, texts):
            yield text, frame.time_s


def badges(
    words: Iterable[str],
    zone: tzinfo,
    symbologies: frozenset[Symbology] = QR_ONLY,
    lines: Iterable[bytes] | None = None,
) -> Iterator[Arrival | Problem]:
    """Every badge that the sources show, in their order, as it comes; a source without any is a `Problem`."""
    for item in items(words, zone, lines):
        match item:
            case Picture(file, image):
                codes = read_picture(image, symbologies)
                yield from (Arrival(file, normalise(code.text)) for code in codes)
                if not codes:
                    yield Problem("no_badge_in_picture", file, NO_BADGE_IN_PICTURE)
            case Frames():
                yield from _badges_of_frames(item, symbologies)
            case Line(_, at_ms, text):
                yield Arrival("-", on_the_badge(text), at_ms)
            case Problem():
                yield item
            case _:
                assert_never(item)


def _badges_of_frames(item: Frames, symbologies: frozenset[Symbology]) -> Iterator[Arrival | Problem]:
    came = False
    try:
        for text, time_s in arrivals(item.frames, symbologies):
            came = True
            yield Arrival(item.file, text, time_s=time_s)
    except VideoUnreadable as error:
        yield Problem("video_broke_off", item.file, VIDEO_BROKE_OFF, {"reason": error})
    if not came:
        yield Problem("no_badge_in_video", item.file, NO_BADGE_IN_VIDEO)


def _read_frames(item: Frames, symbologies: frozenset[Symbology]) -> Iterator[Reading | Problem]:
    came, reader = False, StreamReader(symbologies)
    try:
        for frame in item.frames:
            reading = _timed(item.file, frame.grey, reader.read)
            came = came or bool(reading.texts)
            yield reading
    except VideoUnreadable as error:
        yield Problem("video_broke_off", item.file, VIDEO_BROKE_OFF, {"reason": error})
    if not came:
        yield Problem("no_badge_in_video", item.file, NO_BADGE_IN_VIDEO)


def _timed(file: str, grey: Grey, read: Callable[[Grey], list[Code]]) -> Reading:
    began = time.perf_counter()
    codes = read(grey)
    ms = (time.perf_counter() - began) * 1000
    return Reading(file, tuple(code.text for code in codes), round(ms, 3))
