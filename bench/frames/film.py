"""A film of badges held up one after the other by hands that are not steady, as a camera at the gate sees them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import pi, sin
from pathlib import Path

import av
from PIL import Image, ImageChops, ImageFilter

from bench.frames.content import MODULE, QUIET, card, code_picture
from bench.frames.scene import HEIGHT, WIDTH, Placing, background, lit, noisy, put

RATE = 30
"""Frames a second."""
SHOWN_S = 2.0
BETWEEN_S = 0.3
_COMING_S = 0.25


def film(path: Path, badges: Sequence[str], seed: int) -> Path:
    """Write the film of these badge numbers, `SHOWN_S` seconds each, as 1280 by 720 MPEG-4."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate = 12_000_000
        for picture in frames(badges, seed):
            container.mux(stream.encode(av.VideoFrame.from_image(picture.convert("RGB"))))
        container.mux(stream.encode())
    return path


def frames(badges: Sequence[str], seed: int) -> Iterator[Image.Image]:
    """Each frame of the film in turn."""
    chance = random.Random(f"{seed}/film")
    hall = background(chance)
    grain = [noisy(Image.new("L", (WIDTH, HEIGHT), 128), 5, chance) for _ in range(4)]
    pause = round(BETWEEN_S * RATE)
    for badge in badges:
        shot = [hall] * pause + list(_frames_of_badge(hall, badge, chance))
        for index, frame in enumerate(shot):
            yield ImageChops.add(lit(frame, 30, 225), grain[index % len(grain)], 1, -128)


def _frames_of_badge(hall: Image.Image, badge: str, chance: random.Random) -> Iterator[Image.Image]:
    """One badge: it comes up from below, smeared and out of focus, sways while it is held, and goes."""
    face = card(code_picture(badge, chance), chance)
    modules = face.width / MODULE
    side = chance.uniform(90, 260)
    code_share = (modules - 2 * QUIET) / modules
    width = side / code_share * 1.3
    x, y = WIDTH / 2 + chance.uniform(-180, 180), HEIGHT / 2 + chance.uniform(-70, 70)
    roll, yaw, pitch = (chance.uniform(-most, most) for most in (25, 30, 22))
    sway, phase, speed = chance.uniform(4, 22), chance.uniform(0, 2 * pi), chance.uniform(0.5, 1.4)
    soft = chance.uniform(0, 1.1)
    for index in range(round(SHOWN_S * RATE)):
        at = index / RATE
        away = max(0.0, 1 - at / _COMING_S, 1 - (SHOWN_S - at) / _COMING_S)
        swing = 2 * pi * speed * at + phase
        place = Placing(
            x + sway * sin(swing),
            y + sway * 0.6 * sin(1.3 * swing + 1) + away * away * 620,
            width * (1 + 0.04 * sin(0.8 * swing)),
            roll + 3 * sin(0.9 * swing),
            yaw + 5 * sin(1.1 * swing),
            pitch + 4 * sin(swing),
        )
        frame = hall.copy()
        put(frame, face, place)
        blur = max(soft * abs(sin(pi * at * 0.7)), 5 * away)
        yield frame.filter(ImageFilter.BoxBlur(blur)) if blur > 0.2 else frame
