"""How a hand holds a card: where it is, how it leans, whether it is in focus; and what that does to a picture of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT = 640, 480
"""Pixels of a frame."""
FOCAL = 900.0
"""Pixels; a card at this distance is as large as its picture."""
MOVING_S = 0.3
"""How long a card takes to come into the picture, and to leave it."""

Coefficients = tuple[float, float, float, float, float, float, float, float]
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pose:
    """Centre in pixels of the frame, size against the card's picture, angles in radians, blur as a radius in pixels."""

    x: float
    y: float
    scale: float
    roll: float
    yaw: float
    pitch: float
    blur: float

    def homography(self, width: int, height: int) -> tuple[float, ...]:
        """The 3 by 3 matrix, row by row, from pixels of a card's picture to pixels of the frame."""
        ca, sa, cb, sb, cc, sc = (f(a) for a in (self.roll, self.yaw, self.pitch) for f in (cos, sin))
        # Columns of the rotation roll · yaw · pitch; the third is not needed, for a card is flat.
        across = (ca * cb, sa * cb, -sb)
        down = (ca * sb * sc - sa * cc, sa * sb * sc + ca * cc, cb * sc)
        a, b, c = ([self.scale * part for part in column] for column in (across, down, (0.0, 0.0, 0.0)))
        c = [-(a[i] * width + b[i] * height) / 2 for i in range(3)]
        c[2] += FOCAL
        rows = [[FOCAL * v[0] + self.x * v[2] for v in (a, b, c)], [FOCAL * v[1] + self.y * v[2] for v in (a, b, c)]]
        return (*rows[0], *rows[1], a[2], b[2], c[2])


@dataclass(frozen=True, slots=True)
class Hold:
    """One showing of a card for `seconds`: it comes up from below, is held with an unsteady hand, and goes again."""

    seconds: float
    x: float
    y: float
    scale: float
    roll: float
    yaw: float
    pitch: float
    sway: float
    phase: float
    unsharp_until: float

    def pose(self, at: float) -> Pose:
        """The pose `at` seconds after the card began to come into the picture."""
        away = max(0.0, 1 - at / MOVING_S, 1 - (self.seconds - at) / MOVING_S)
        swing = 2 * pi * at * 0.7 + self.phase
        blur = 1.2 + 5 * away if away else (4.0 if at < self.unsharp_until else 0.0)
        return Pose(
            self.x + self.sway * sin(swing),
            self.y + self.sway * 0.6 * cos(1.3 * swing) + away * away * 460,
            self.scale * (1 + 0.03 * sin(0.8 * swing)),
            self.roll + 0.05 * sin(0.9 * swing + 1),
            self.yaw + 0.08 * sin(1.1 * swing),
            self.pitch + 0.06 * cos(swing),
            blur,
        )


def some_hold(chance: random.Random, seconds: float) -> Hold:
    """A hand as another one; every fourth is out of focus for the first half of the time, if there is time."""
    return Hold(
        seconds=seconds,
        x=WIDTH / 2 + chance.uniform(-90, 90),
        y=HEIGHT / 2 + chance.uniform(-25, 35),
        scale=chance.uniform(0.85, 1.3),
        roll=chance.uniform(-0.35, 0.35),
        yaw=chance.uniform(-0.45, 0.45),
        pitch=chance.uniform(-0.35, 0.35),
        sway=chance.uniform(6, 18),
        phase=chance.uniform(0, 2 * pi),
        unsharp_until=seconds / 2 if chance.random() < 0.25 and seconds > 1 else 0.0,
    )


def corners(matrix: tuple[float, ...], width: int, height: int) -> list[Corner]:
    """Where the four corners of a card's picture come to lie."""
    a, b, c, d, e, f, g, h, i = matrix
    return [
        ((a * u + b * v + c) / (g * u + h * v + i), (d * u + e * v + f) / (g * u + h * v + i))
        for u, v in ((0, 0), (width, 0), (width, height), (0, height))
    ]


def back_from(matrix: tuple[float, ...], left: int, top: int) -> Coefficients:
    """The way back, from pixels right and down of (`left`, `top`) to those of the card's picture, as Pillow's
    perspective transform takes it: the inverse of the matrix, scaled to end in 1."""
    a, b, c, d, e, f, g, h, i = matrix
    inverse = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    (a, b, c), (d, e, f), (g, h, i) = ((p, q, r + p * left + q * top) for p, q, r in inverse)
    return (a / i, b / i, c / i, d / i, e / i, f / i, g / i, h / i)
