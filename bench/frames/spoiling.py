"""The ways to spoil a picture of a code, each from `strength` 0 (hardly) to 1 (nothing reads it)."""

from __future__ import annotations

import random
from math import asin, cos, pi, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bench.frames.scene import lit, noisy


def blurred(frame: Image.Image, strength: float, module: float) -> Image.Image:
    """The frame out of focus: up to three quarters of a module of `module` pixels."""
    return frame.filter(ImageFilter.GaussianBlur(module * (0.15 + 0.6 * strength)))


def moved(frame: Image.Image, strength: float, module: float, chance: random.Random) -> Image.Image:
    """The frame smeared along a line, as by a hand that moves while the shutter is open."""
    length = module * (0.6 + 2.4 * strength)
    angle = chance.uniform(0, pi)
    steps = max(2, min(24, round(length * 2)))
    summed = frame
    for step in range(1, steps):
        away = (step / (steps - 1) - 0.5) * length
        way = (1, 0, cos(angle) * away, 0, 1, sin(angle) * away)
        shifted = frame.transform(frame.size, Image.Transform.AFFINE, way, Image.Resampling.BILINEAR)
        summed = Image.blend(summed, shifted, 1 / (step + 1))
    return summed


def grainy(frame: Image.Image, strength: float, chance: random.Random) -> Image.Image:
    """The frame with the noise of a cheap sensor."""
    return noisy(lit(frame, 50, 190), 12 + 58 * strength, chance)


def glaring(
    frame: Image.Image, strength: float, centre: tuple[float, float], side: float, chance: random.Random
) -> Image.Image:
    """A lamp mirrored in the laminate: a bright patch with soft edges over part of the code."""
    patch = Image.new("L", frame.size, 0)
    reach = side * (0.08 + 0.32 * strength)
    x, y = (middle + chance.uniform(-0.35, 0.35) * side for middle in centre)
    flat = chance.uniform(0.35, 0.9)
    ImageDraw.Draw(patch).ellipse((x - reach, y - reach * flat, x + reach, y + reach * flat), fill=255)
    patch = patch.filter(ImageFilter.GaussianBlur(max(1.0, side * 0.06))).point(
        [round(level * 0.95) for level in range(256)]
    )
    return ImageChops.add(lit(frame, 30, 215), patch)


def darkened(frame: Image.Image, strength: float, chance: random.Random) -> Image.Image:
    """The frame in a dim hall: few levels between black and white, and noise as large as they are."""
    most = 70 - 52 * strength
    return noisy(lit(frame, 8, 8 + most), 3 + 9 * strength, chance)


def bent(picture: Image.Image, strength: float) -> Image.Image:
    """The picture round a cylinder that stands upright: the sides are foreshortened, up to 75 degrees from the middle."""
    most = radians(15 + 60 * strength)
    width = picture.width
    width_seen = max(2, round(width * sin(most) / most))
    out = Image.new("L", (width_seen, picture.height), 235)
    shade = []
    for column in range(width_seen):
        across = (column + 0.5) / width_seen * 2 - 1
        angle = asin(across * sin(most))
        source = min(width - 1, int((angle / most + 1) / 2 * width))
        out.paste(picture.crop((source, 0, source + 1, picture.height)), (column, 0))
        shade.append(round(90 + 165 * cos(angle)))
    light = Image.frombytes("L", (width_seen, 1), bytes(min(255, level) for level in shade)).resize(out.size)
    return ImageChops.multiply(out, light)
