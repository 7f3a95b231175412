"""What the simulated camera sees: a hall, somebody standing in it, and a card held up in front."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.demo.pose import HEIGHT, WIDTH, Hold, back_from, corners

if TYPE_CHECKING:
    from PIL.Image import Image

_CARD_WIDTH = 210
_NOISE_SIGMA = 6.0
_NOISE_EDGE = 64


@dataclass(frozen=True, slots=True)
class Held:
    """A card's picture as it is lit in a hand, and how the hand moves."""

    picture: Image
    hold: Hold


class Stage:
    """Draws frames. What is the same in each is drawn once, so that a frame costs a few milliseconds."""

    def __init__(self, seed: int = 1) -> None:
        from PIL import Image

        self._chance = random.Random(seed)
        self._hall = _hall()
        self._somebody = _somebody(self._hall)
        self._noise = Image.effect_noise((WIDTH + _NOISE_EDGE, HEIGHT + _NOISE_EDGE), _NOISE_SIGMA)

    def take_up(self, picture: Image, hold: Hold) -> Held:
        """A card in a hand: smaller than its printed picture, unevenly lit, a thumb at its lower edge."""
        from PIL import Image, ImageChops, ImageDraw

        height = round(picture.height * _CARD_WIDTH / picture.width)
        card = picture.resize((_CARD_WIDTH, height), Image.Resampling.LANCZOS)
        dark, bright = self._chance.uniform(110, 170), self._chance.uniform(190, 245)
        light = Image.linear_gradient("L").rotate(self._chance.choice((0, 90, 180, 270))).resize(card.size)
        card = ImageChops.multiply(card, light.point([round(dark + (bright - dark) * i / 255) for i in range(256)]))
        # Ink is never quite black to a camera.
        card = card.point([28 + i * 227 // 255 for i in range(256)])
        thumb = self._chance.uniform(0.35, 0.65) * _CARD_WIDTH
        ImageDraw.Draw(card).ellipse((thumb - 17, height - 24, thumb + 17, height + 40), fill=118)
        return Held(card, hold)

    def frame(self, held: Held | None = None, at: float = 0.0) -> Image:
        """A grey frame: of the empty hall, or `at` seconds into somebody's showing a card."""
        from PIL import ImageChops

        picture = (self._somebody if held else self._hall).copy()
        if held is not None:
            self._put(picture, held, at)
        left, top = self._chance.randrange(_NOISE_EDGE), self._chance.randrange(_NOISE_EDGE)
        noise = self._noise.crop((left, top, left + WIDTH, top + HEIGHT))
        return ImageChops.add(picture, noise, 1, -128)

    def _put(self, picture: Image, held: Held, at: float) -> None:
        from PIL import Image, ImageDraw, ImageFilter

        card = held.picture
        pose = held.hold.pose(at)
        matrix = pose.homography(*card.size)
        outline = corners(matrix, *card.size)
        left, top = (max(0, int(min(c[i] for c in outline)) - 1) for i in (0, 1))
        right = min(WIDTH, int(max(c[0] for c in outline)) + 2)
        bottom = min(HEIGHT, int(max(c[1] for c in outline)) + 2)
        if right <= left or bottom <= top:
            return
        _draw_hand(picture, outline)
        size = (right - left, bottom - top)
        way_back = back_from(matrix, left, top)
        patch = card.transform(size, Image.Transform.PERSPECTIVE, way_back, Image.Resampling.BILINEAR, fillcolor=200)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=255)
        if pose.blur:
            patch = patch.filter(ImageFilter.BoxBlur(pose.blur))
            mask = mask.filter(ImageFilter.BoxBlur(pose.blur))
        picture.paste(patch, (left, top), mask)


def _hall() -> Image:
    from PIL import Image, ImageDraw, ImageFilter

    hall = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point([150 - i * 80 // 255 for i in range(256)])
    pen = ImageDraw.Draw(hall)
    for x in (40, 250, 460):
        pen.rectangle((x, 60, x + 150, 220), fill=185)
        pen.line((x + 75, 60, x + 75, 220), fill=120, width=6)
    pen.rectangle((0, 350, WIDTH, HEIGHT), fill=82)
    return hall.filter(ImageFilter.GaussianBlur(5))


def _somebody(hall: Image) -> Image:
    from PIL import ImageDraw, ImageFilter

    picture = hall.copy()
    pen = ImageDraw.Draw(picture)
    pen.ellipse((250, -60, 390, 120), fill=128)
    pen.pieslice((243, -75, 397, 90), 180, 360, fill=30)
    pen.rounded_rectangle((150, 130, 490, 520), 80, fill=58)
    return picture.filter(ImageFilter.GaussianBlur(6))


def _draw_hand(picture: Image, outline: list[tuple[float, float]]) -> None:
    """The hand comes from below the middle of the card's lower edge."""
    from PIL import ImageDraw

    x = (outline[2][0] + outline[3][0]) / 2
    y = (outline[2][1] + outline[3][1]) / 2
    pen = ImageDraw.Draw(picture)
    pen.ellipse((x - 48, y - 30, x + 48, y + 90), fill=104)
    pen.polygon([(x - 38, y + 50), (x + 38, y + 50), (x + 60, HEIGHT + 1), (x - 10, HEIGHT + 1)], fill=66)
