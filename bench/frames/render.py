"""Frames of 1280 by 720 with known codes, in sets by what spoils them; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from bench.frames.content import MODULE, QUIET, badge_text, card, code_picture, long_text
from bench.frames.scene import WIDTH, background, lit, put, somewhere
from bench.frames.spoiling import bent, blurred, darkened, glaring, grainy, moved
from checkin.scanning.grey import Grey

SETS = ("clean", "tilt", "blur", "motion", "noise", "glare", "low_light", "bent", "mixed")
EMPTY = "empty"
"""The set in which nothing may be read."""
LEAST_SIDE, MOST_SIDE = 80, 400
"""Pixels of a code without its quiet zone, in the frame."""


@dataclass(frozen=True, slots=True)
class RenderedFrame:
    """A frame and what the codes in it say; `index` counts within the set."""

    set: str
    index: int
    grey: Grey
    texts: tuple[str, ...]


def render(seed: int, count: int, sets: tuple[str, ...] = (*SETS, EMPTY)) -> Iterator[RenderedFrame]:
    """`count` frames of each set; half hold badges and half long codes, from easy to beyond hope."""
    for name in sets:
        for index in range(count):
            chance = random.Random(f"{seed}/{name}/{index}")
            if name == EMPTY:
                yield RenderedFrame(name, index, grey(_empty(chance, index)), ())
            else:
                text = badge_text(chance) if index % 2 == 0 else long_text(chance)
                strength = (index // 2 + chance.random()) / ((count + 1) // 2)
                yield RenderedFrame(name, index, grey(_frame(name, text, strength, chance)), (text,))


def grey(image: Image.Image) -> Grey:
    """The frame as the decoders take it."""
    return Grey(image.tobytes(), image.width, image.height, image.width)


def _frame(name: str, text: str, strength: float, chance: random.Random) -> Image.Image:
    code = code_picture(text, chance)
    modules = code.width // MODULE - 2 * QUIET
    # A code is never smaller than a camera could resolve: two pixels a module.
    side = max(chance.uniform(LEAST_SIDE, MOST_SIDE), modules * 2.2)
    spoilers = {name} if name != "mixed" else set(chance.sample(SETS[1:8], 2))
    if name == "mixed":
        strength *= 0.7
    face = card(bent(code, strength), chance) if "bent" in spoilers else card(code, chance)
    module = side / modules
    tilt, roll = (15 + 30 * strength, 45.0) if "tilt" in spoilers else (8.0, 12.0)
    place = somewhere(chance, side * face.width / (modules * MODULE), tilt, roll)
    frame = background(chance)
    put(frame, face, place)
    frame = lit(frame, 25, 235)
    if "blur" in spoilers:
        frame = blurred(frame, strength, module)
    if "motion" in spoilers:
        frame = moved(frame, strength, module, chance)
    if "glare" in spoilers:
        frame = glaring(frame, strength, (place.x, place.y - side * 0.15), side, chance)
    if "low_light" in spoilers:
        frame = darkened(frame, strength, chance)
    if "noise" in spoilers:
        frame = grainy(frame, strength, chance)
    return frame


def _empty(chance: random.Random, index: int) -> Image.Image:
    """Nothing to read: a hall, a page of print, a chessboard, bars, or a code with its lower half covered."""
    frame = background(chance)
    pen = ImageDraw.Draw(frame)
    match index % 5:
        case 0:
            pass
        case 1:
            put(frame, card(Image.new("L", (232, 232), 240), chance), somewhere(chance, 420))
        case 2:
            edge = chance.randint(6, 40)
            board = Image.new("L", (8 * edge, 8 * edge), 235)
            squares = ImageDraw.Draw(board)
            for row in range(8):
                for column in range(row % 2, 8, 2):
                    squares.rectangle(
                        (column * edge, row * edge, (column + 1) * edge - 1, (row + 1) * edge - 1), fill=25
                    )
            put(frame, board, somewhere(chance, 8.0 * edge))
        case 3:
            x = chance.randint(50, 500)
            while x < WIDTH - 100:
                width = chance.randint(2, 9)
                pen.rectangle((x, 200, x + width, 480), fill=chance.choice((20, 30)))
                x += width + chance.randint(2, 9)
        case _:
            code = code_picture(badge_text(chance), chance)
            ImageDraw.Draw(code).rectangle(
                (0, code.height * 0.42, code.width, code.height), fill=chance.randint(80, 200)
            )
            put(frame, card(code, chance), somewhere(chance, chance.uniform(150, 500)))
    return lit(frame, 20, 240).filter(ImageFilter.BoxBlur(chance.uniform(0, 1)))
