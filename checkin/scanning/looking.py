"""One look at a grey picture by one decoder: the codes that were read, and those that were only located."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkin.scanning.decoders import QR_ONLY, Code, Corners, Symbology, pyzbar_module, text_of, zxing_module

if TYPE_CHECKING:
    from checkin.scanning.grey import Grey


class Contrast(enum.Enum):
    """How zxing-cpp separates black from white."""

    LOCAL = "local"
    """By the neighbourhood of each pixel: its default."""
    GLOBAL = "global"
    """By the brightness of the whole picture: quicker, and better on a code with glare or a pattern on it."""


@dataclass(frozen=True, slots=True)
class Look:
    """`codes` were read; `located` holds the corners of codes that were found, but could not be read."""

    codes: list[Code]
    located: tuple[Corners, ...] = ()


def look_with_zxing(
    grey: Grey, symbologies: frozenset[Symbology] = QR_ONLY, contrast: Contrast = Contrast.LOCAL
) -> Look:
    """What zxing-cpp sees; nothing where it is not installed. Asking for unread codes as well costs it no time."""
    zxing = zxing_module()
    if zxing is None or not symbologies:
        return Look([])
    # The view does not keep its buffer alive: `grey` does.
    view = zxing.ImageView(grey.buffer, grey.width, grey.height, zxing.ImageFormat.Lum, grey.stride, 1)
    binarizer = zxing.Binarizer.LocalAverage if contrast is Contrast.LOCAL else zxing.Binarizer.GlobalHistogram
    found = zxing.read_barcodes(
        view,
        _zxing_formats(zxing, symbologies),
        text_mode=zxing.TextMode.Plain,
        binarizer=binarizer,
        return_errors=True,
    )
    if not found:
        return Look([])
    codes = each_once(Code(_zxing_text(zxing, code), _corners(code.position)) for code in found if code.valid)
    return Look(codes, tuple(_corners(code.position) for code in found if not code.valid))


def read_with_pyzbar(grey: Grey, symbologies: frozenset[Symbology] = QR_ONLY) -> list[Code]:
    """What pyzbar reads; nothing where it or libzbar is not installed."""
    pyzbar = pyzbar_module()
    if pyzbar is None or not symbologies:
        return []
    kinds = pyzbar.ZBarSymbol
    named = {Symbology.QR: kinds.QRCODE, Symbology.CODE_128: kinds.CODE128, Symbology.CODE_39: kinds.CODE39}
    wanted = [named[symbology] for symbology in symbologies]
    found = pyzbar.decode((grey.packed(), grey.width, grey.height), symbols=wanted)
    texts = ((text_of(code.data), tuple((int(at.x), int(at.y)) for at in code.polygon)) for code in found)
    # libzbar guesses a character set before we see the bytes, and makes other characters of kanji and GB 18030.
    # Where zxing-cpp can read such a code there is no need for a guess.
    plain_only = zxing_module() is not None
    return each_once(Code(text, corners) for text, corners in texts if text.isascii() or not plain_only)


def each_once(codes: Iterable[Code]) -> list[Code]:
    """One code of each text: two of the same in one picture are one badge, seen twice."""
    return list({code.text: code for code in reversed(list(codes))}.values())[::-1]


def _zxing_formats(zxing: Any, symbologies: frozenset[Symbology]) -> Any:
    # Made for each look: kept, it would be alive when the program ends, and zxing-cpp complains of that on the terminal.
    kinds = zxing.BarcodeFormat
    named = {Symbology.QR: kinds.QRCodeModel2, Symbology.CODE_128: kinds.Code128, Symbology.CODE_39: kinds.Code39}
    return zxing.BarcodeFormats([named[symbology] for symbology in symbologies])


def _zxing_text(zxing: Any, code: Any) -> str:
    # Bytes of a code that names its character set (an ECI, or kanji mode) are in that set, and zxing-cpp knows it;
    # of one that does not, it guesses, and the guess does not know GB 18030.
    return str(code.text) if code.content_type == zxing.ContentType.Text else text_of(code.bytes)


def _corners(position: Any) -> Corners:
    around = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((int(corner.x), int(corner.y)) for corner in around)
