"""A frame of 1280 by 720 with something held into it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import radians

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tui.demo.pose import Pose, back_from, corners

WIDTH, HEIGHT = 1280, 720


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a picture lies: centre and width in pixels of the frame, angles in degrees."""

    x: float
    y: float
    width: float
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0


def somewhere(chance: random.Random, width: float, tilt: float = 8.0, roll: float = 12.0) -> Placing:
    """A place in the frame where all of a picture of that width is seen; `tilt` and `roll` are the most, in degrees."""
    room = width * 0.85
    x = chance.uniform(min(room, WIDTH / 2), max(WIDTH - room, WIDTH / 2))
    y = chance.uniform(min(room, HEIGHT / 2), max(HEIGHT - room, HEIGHT / 2))
    return Placing(x, y, width, *(chance.uniform(-most, most) for most in (roll, tilt, tilt)))


def background(chance: random.Random) -> Image.Image:
    """A hall out of focus: a gradient with furniture, windows and people as patches."""
    low, high = chance.randint(40, 90), chance.randint(120, 200)
    ramp = [low + (high - low) * level // 255 for level in range(256)]
    frame = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize((WIDTH, HEIGHT)).point(ramp)
    pen = ImageDraw.Draw(frame)
    for _ in range(chance.randint(6, 14)):
        x, y, w, h = (
            chance.randint(-80, WIDTH),
            chance.randint(-80, HEIGHT),
            chance.randint(30, 320),
            chance.randint(30, 320),
        )
        draw = pen.rectangle if chance.random() < 0.6 else pen.ellipse
        draw((x, y, x + w, y + h), fill=chance.randint(20, 230))
    return frame.filter(ImageFilter.BoxBlur(chance.uniform(3, 9)))


def put(frame: Image.Image, picture: Image.Image, placing: Placing) -> None:
    """Draw `picture` into `frame` as it is held."""
    # Made smaller first: a perspective transform alone takes single pixels, which no lens does.
    scale = placing.width / picture.width
    near = picture
    if scale < 0.9:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        near = picture.resize(size, Image.Resampling.BOX)
        scale = 1.0
    angles = (radians(angle) for angle in (placing.roll, placing.yaw, placing.pitch))
    matrix = Pose(placing.x, placing.y, scale, *angles, 0.0).homography(*near.size)
    outline = corners(matrix, *near.size)
    left, top = (max(0, int(min(corner[axis] for corner in outline)) - 1) for axis in (0, 1))
    right = min(WIDTH, int(max(corner[0] for corner in outline)) + 2)
    bottom = min(HEIGHT, int(max(corner[1] for corner in outline)) + 2)
    if right <= left or bottom <= top:
        return
    size = (right - left, bottom - top)
    patch = near.transform(
        size, Image.Transform.PERSPECTIVE, back_from(matrix, left, top), Image.Resampling.BICUBIC, fillcolor=225
    )
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=255)
    frame.paste(patch, (left, top), mask)


def lit(frame: Image.Image, low: float, high: float) -> Image.Image:
    """The frame with its levels between `low` and `high`: a camera sees neither black nor white."""
    return frame.point([round(low + (high - low) * level / 255) for level in range(256)])


def noisy(frame: Image.Image, sigma: float, chance: random.Random) -> Image.Image:
    """The frame with the noise of a sensor; the same for the same seed."""
    grain = Image.frombytes("L", (160, 90), chance.randbytes(160 * 90))
    # Sums of shifted copies of random bytes are near enough to normal; Pillow's own noise takes no seed.
    wide = Image.new("L", frame.size)
    for x in range(0, frame.width, 160):
        for y in range(0, frame.height, 90):
            turn = grain.transpose(chance.choice(list(Image.Transpose)[:4])) if chance.random() < 0.9 else grain
            wide.paste(turn.resize((160, 90)), (x, y))
    scale = sigma / 73.9  # of bytes that are spread evenly over 0 to 255
    grains = wide.point([round(128 + (level - 127.5) * scale) for level in range(256)])
    return ImageChops.add(frame, grains, 1, -128)
