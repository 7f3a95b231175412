"""Whether to believe a text that was read only after the picture was worked on. A wrong text is worse than none.

The error correction of a QR code can be led astray by a code that is mostly guessed. A badge proves itself by its check
digits; any other text must be read again, the same, from pixels that were sampled in another way: modules that were
guessed come out otherwise there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from checkin.rules.badge_numbers import LENGTH, PREFIX, is_badge_number
from checkin.scanning.looking import Contrast, look_with_zxing, read_with_pyzbar
from checkin.scanning.region import around, grey_image
from checkin.scanning.text import normalise

if TYPE_CHECKING:
    from PIL.Image import Image

    from checkin.scanning.decoders import Code

MARGIN = 0.3
MOST_SIDE = 320
"""Pixels of a region that is enlarged for another look; larger ones are looked at as they are."""


def trusted(code: Code, image: Image) -> bool:
    """Whether a code read by a retry in `image` says what it seems to say."""
    text = normalise(code.text)
    if is_badge_number(text):
        return True
    if len(text) == LENGTH and text.startswith(PREFIX) and text.isdecimal():
        return False  # a badge with wrong check digits is a misread one
    return len(code.corners) >= 4 and _read_again(code, image)


def _read_again(code: Code, image: Image) -> bool:
    region = around(code.corners, image, MARGIN)
    larger = max(region.width, region.height) <= MOST_SIDE
    part = region.cut(image, 2.5 if larger else 1.0)
    looks: tuple[Callable[[], list[Code]], ...] = (
        lambda: look_with_zxing(grey_image(part), contrast=Contrast.GLOBAL).codes,
        lambda: look_with_zxing(grey_image(region.cut(image, 3.2 if larger else 0.75))).codes,
        lambda: read_with_pyzbar(grey_image(part)),
    )
    return any(code.text == again.text for look in looks for again in look())
