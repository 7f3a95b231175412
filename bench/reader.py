"""The reader beside zxing-cpp with its defaults, on photographs and on rendered frames."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles

from bench.figures import Figure, Limit, Reads, figure
from bench.frames.photos import VARIABLE, photos, same
from bench.frames.render import render
from checkin.scanning.grey import Grey
from checkin.scanning.reader import read_picture
from checkin.scanning.stream import StreamReader

OVER_ALL, ON_ANY_SET = 1.05, 1.0
TIME = 1.3
FRAME_MS = 33.0
_REPEATS = 3
_STREAM_FRAMES = 24
"""How often a picture is shown to the stream's reader, as a badge that is held still: all ways take their turn."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture and the texts of which one is to be read; none where nothing may be read."""

    set: str
    grey: Grey
    texts: frozenset[str]


@dataclass(slots=True)
class Tally:
    """What was read and how long it took, in ms."""

    of: int = 0
    ours: int = 0
    peer: int = 0
    wrong: int = 0


@dataclass(slots=True)
class Times:
    """In ms: pictures that zxing-cpp reads, by both; and single frames of a stream, by both."""

    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    peer_frames: list[float] = field(default_factory=list)


def measure(seed: int, count: int) -> list[Figure | Reads | Limit]:
    """`count` rendered frames of each set from `seed`, and the photographs where there are some."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    times = Times()
    for turn, sample in enumerate(_samples(seed, count)):
        _take(sample, tallies[sample.set], times, ours_first=bool(turn % 2))
    found: list[Figure | Reads | Limit] = [
        Reads(f"read: {name}", tally.ours, tally.peer, tally.of, ON_ANY_SET)
        for name, tally in tallies.items()
        if tally.peer or tally.ours
    ]
    every = tallies.values()
    sums = [sum(getattr(tally, name) for tally in every) for name in ("ours", "peer", "of")]
    found.append(Reads("read: over all", *sums, OVER_ALL))
    found.append(Limit("wrong texts, and reads where nothing is", sum(tally.wrong for tally in every), "", 0))
    found.append(figure("read a picture that zxing-cpp reads", times.ours, times.peer, "ms", TIME))
    ours, peer = (quantiles(side, n=20)[-1] for side in (times.frames, times.peer_frames))
    found.append(Limit("a frame of a stream, p95", ours, "ms", FRAME_MS, peer))
    return found


def _samples(seed: int, count: int) -> Iterator[Sample]:
    any_photos = False
    for photo in photos():
        any_photos = True
        yield Sample(photo.set, photo.grey, frozenset(photo.texts))
    if not any_photos:
        print(f"{VARIABLE} names no folder of photographs: rendered frames only", file=sys.stderr)
    for frame in render(seed, count):
        yield Sample(f"rendered, {frame.set}", frame.grey, frozenset(map(same, frame.texts)))


def _take(sample: Sample, tally: Tally, times: Times, ours_first: bool) -> None:
    reader = StreamReader()

    def ours() -> list[str]:
        return [code.text for code in read_picture(sample.grey)]

    def peer() -> list[str]:
        return zxing_texts(sample.grey)

    sides = (ours, peer) if ours_first else (peer, ours)
    best: dict[object, float] = {}
    texts: dict[object, set[str]] = {}
    for _turn in range(_REPEATS):
        for side in sides:
            began = time.perf_counter()
            read = side()
            best[side] = min(best.get(side, float("inf")), (time.perf_counter() - began) * 1000)
            texts[side] = set(map(same, read))
    tally.of += 1
    tally.ours += bool(texts[ours] & sample.texts)
    tally.peer += bool(texts[peer] & sample.texts)
    # What zxing-cpp reads too, untouched, stands in the picture: some photographs hold a code within a code.
    tally.wrong += len(texts[ours] - sample.texts - (texts[peer] if sample.texts else set()))
    if texts[peer]:
        times.ours.append(best[ours])
        times.peer.append(best[peer])
    times.peer_frames.append(best[peer])
    for _turn in range(_STREAM_FRAMES):
        began = time.perf_counter()
        read_now = reader.read(sample.grey)
        times.frames.append((time.perf_counter() - began) * 1000)
        if read_now:
            tally.wrong += _made_up((code.text for code in read_now), sample.texts | texts[peer])
            break


def _made_up(read: Iterable[str], known: frozenset[str] | set[str]) -> int:
    return sum(same(text) not in known for text in read)


def zxing_texts(grey: Grey) -> list[str]:
    """What zxing-cpp alone reads, restricted to `QRCodeModel2`, with its defaults."""
    import zxingcpp

    view = zxingcpp.ImageView(grey.buffer, grey.width, grey.height, zxingcpp.ImageFormat.Lum, grey.stride, 1)
    # Plain text, or control characters would be spelled out and a code that was read would count as wrong.
    plain = zxingcpp.TextMode.Plain
    found = zxingcpp.read_barcodes(view, zxingcpp.BarcodeFormat.QRCodeModel2, text_mode=plain)
    return [code.text for code in found]
