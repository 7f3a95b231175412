"""Ways to look again at a picture in which nothing was read, each better at one thing that spoils codes.

Which ways gain how much was measured on photographs and rendered frames (`python -m bench --only reader`).
"""

from __future__ import annotations

import enum
import math
from typing import TYPE_CHECKING, assert_never

from checkin.scanning.decoders import QR_ONLY, Code, Corners, pyzbar_module, zxing_module
from checkin.scanning.looking import Contrast, look_with_zxing, read_with_pyzbar
from checkin.scanning.region import Region, around, enlarged, grey_image
from checkin.scanning.trust import trusted

if TYPE_CHECKING:
    from PIL.Image import Image

CLOSER_FACTOR = 2.0
CLOSER_MARGIN = 0.1
CLOSER_MOST = 3
"""No more located codes are looked at closer in one frame: a wall of posters must not hold up the line."""
CLOSER_PIXELS = 300_000
"""What is looked at closer is not enlarged beyond this; a code as large as that has pixels enough."""
MOST_PIXELS = 4_000_000
"""Nothing is enlarged beyond this: a photograph of 12 megapixels has its details already."""
THRESHOLD_WINDOW = 75
"""Pixels; of the sizes tried, the one that read most."""


class Retry(enum.Enum):
    """A way to look again."""

    GLOBAL = "whole picture, one threshold"
    LARGER = "one and a half times as large"
    EQUALISED = "contrast spread evenly"
    SMOOTHED = "each pixel the mean of its neighbours"
    SHARPENED = "sharpened, then twice as large"
    THRESHOLD = "threshold by the neighbourhood"
    OTHER_DECODER = "threshold by the neighbourhood, other decoder"

    def read(self, image: Image, region: Region) -> list[Code]:
        """The QR codes in a region of the picture that can be trusted; corners in pixels of the whole."""
        factor = _factor(self, region)
        found = region.placed(self._codes(region.cut(image, 1.0), factor), factor)
        return [code for code in found if trusted(code, image)]

    def _codes(self, part: Image, factor: float) -> list[Code]:
        from PIL import ImageOps

        match self:
            case Retry.GLOBAL:
                return look_with_zxing(grey_image(part), QR_ONLY, Contrast.GLOBAL).codes
            case Retry.LARGER:
                return _first_decoder(enlarged(part, factor))
            case Retry.EQUALISED:
                return _first_decoder(ImageOps.equalize(part))
            case Retry.SMOOTHED:
                return _first_decoder(smoothed(part))
            case Retry.SHARPENED:
                return _first_decoder(enlarged(sharpened(part), factor))
            case Retry.THRESHOLD:
                return _first_decoder(thresholded(part))
            case Retry.OTHER_DECODER:
                return read_with_pyzbar(grey_image(thresholded(part)))
            case _:
                assert_never(self)


def usable_retries() -> tuple[Retry, ...]:
    """Those that this machine has a decoder for, in the order of their use: the quick ones first."""
    if zxing_module() is None:
        alone = tuple(way for way in Retry if way not in (Retry.GLOBAL, Retry.OTHER_DECODER))
        return () if pyzbar_module() is None else alone
    return tuple(Retry) if pyzbar_module() is not None else tuple(Retry)[:-1]


def look_closer(located: tuple[Corners, ...], image: Image) -> tuple[list[Code], tuple[Corners, ...]]:
    """What the codes say that were found but not read, each cut out, sharpened and enlarged; and those still unread."""
    codes: list[Code] = []
    unread = []
    for corners in located[:CLOSER_MOST]:
        region = around(corners, image, CLOSER_MARGIN)
        factor = _bounded(CLOSER_FACTOR, region, CLOSER_PIXELS)
        # Sharpened before it is enlarged: that takes a quarter of the time, and reads more.
        part = enlarged(sharpened(region.cut(image, 1.0)), factor)
        found = region.placed(look_with_zxing(grey_image(part)).codes, factor)
        sure = [code for code in found if trusted(code, image)]
        codes += sure
        if not sure:
            unread.append(corners)
    return codes, (*unread, *located[CLOSER_MOST:])


def sharpened(image: Image) -> Image:
    """The picture with stronger edges: against blur."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.UnsharpMask(radius=2, percent=150, threshold=0))


def smoothed(image: Image) -> Image:
    """Each pixel the mean of three by three: against the noise of a cheap sensor."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.BoxBlur(1))


def thresholded(image: Image) -> Image:
    """Black and white, each pixel by the mean of its neighbourhood: against shadow and glare."""
    from PIL import ImageChops, ImageFilter

    mean = image.filter(ImageFilter.BoxBlur(THRESHOLD_WINDOW // 2))
    return ImageChops.subtract(image, mean, scale=1, offset=128).point(_BLACK_OR_WHITE)


_BLACK_OR_WHITE = [0] * 128 + [255] * 128


def _first_decoder(image: Image) -> list[Code]:
    grey = grey_image(image)
    return read_with_pyzbar(grey) if zxing_module() is None else look_with_zxing(grey).codes


def _factor(retry: Retry, region: Region) -> float:
    match retry:
        case Retry.LARGER:
            return _bounded(1.5, region)
        case Retry.SHARPENED:
            return _bounded(2.0, region)
        case _:
            return 1.0


def _bounded(factor: float, region: Region, pixels: int = MOST_PIXELS) -> float:
    return max(1.0, min(factor, math.sqrt(pixels / max(1, region.width * region.height))))
