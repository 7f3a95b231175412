"""Read a still picture: try each way of looking in turn, until one reads a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.scanning.decoders import QR_ONLY, Code, Symbology, zxing_module
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.looking import Look, each_once, look_with_zxing, read_with_pyzbar
from checkin.scanning.region import whole
from checkin.scanning.retries import look_closer, usable_retries

if TYPE_CHECKING:
    from PIL.Image import Image


def read_picture(picture: Grey | Image, symbologies: frozenset[Symbology] = QR_ONLY) -> list[Code]:
    """All codes in a picture, each once; empty where none reads or no decoder is installed.

    Bar codes, where they are asked for, are looked for last: a badge never loses to a card.
    """
    grey = picture if isinstance(picture, Grey) else grey_of(picture)
    if grey.width < 1 or grey.height < 1:
        return []
    look = first_look(grey)
    if look.codes:
        return look.codes
    image = grey.image()
    for retry in usable_retries():
        codes = retry.read(image, whole(image))
        if codes:
            return codes
    return bar_codes(grey, symbologies)


def first_look(grey: Grey) -> Look:
    """The QR codes that read at once, or after a closer look at a located one; `located` are those still unread.

    zxing-cpp leads, for it is many times faster and locates codes that it can't read; pyzbar
    leads where zxing-cpp is missing.
    """
    if zxing_module() is None:
        return Look(read_with_pyzbar(grey))
    look = look_with_zxing(grey)
    if not look.located:
        return look
    closer, unread = look_closer(look.located, grey.image())
    return Look(each_once([*look.codes, *closer]), unread)


def bar_codes(grey: Grey, symbologies: frozenset[Symbology]) -> list[Code]:
    """The bar codes of school cards, as far as `symbologies` asks for them."""
    wanted = symbologies - QR_ONLY
    if not wanted:
        return []
    return look_with_zxing(grey, wanted).codes or read_with_pyzbar(grey, wanted)
