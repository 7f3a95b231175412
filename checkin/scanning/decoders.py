"""zxing-cpp and pyzbar behind one function."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from checkin.scanning.grey import Grey, grey_of

if TYPE_CHECKING:
    from PIL.Image import Image


class Symbology(enum.Enum):
    """A kind of code that may be looked for."""

    QR = "qr"
    CODE_128 = "code128"
    CODE_39 = "code39"


QR_ONLY = frozenset({Symbology.QR})
SCHOOL_CARDS = frozenset({Symbology.QR, Symbology.CODE_128, Symbology.CODE_39})


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was read: its text, and its corners (x, y) in pixels of the picture, in order around it."""

    text: str
    corners: tuple[tuple[int, int], ...]


def decode_grey(picture: Grey | Image, symbologies: frozenset[Symbology] = QR_ONLY) -> list[Code]:
    """All codes in the picture, each once; empty where none reads or no decoder is installed.

    zxing-cpp goes first, being many times faster; pyzbar looks where that read nothing. Bar codes, which take three
    times as long to look for, come after QR codes: a badge never waits for a card.
    """
    grey = picture if isinstance(picture, Grey) else grey_of(picture)
    if grey.width < 1 or grey.height < 1:
        return []
    return (
        _by_zxing(grey, symbologies & QR_ONLY)
        or _by_zxing(grey, symbologies - QR_ONLY)
        or _by_pyzbar(grey, symbologies)
    )


def available_decoders() -> list[str]:
    """The names of the decoders that this machine has, in the order of their use."""
    return [name for name, module in (("zxing-cpp", _zxing()), ("pyzbar", _pyzbar())) if module is not None]


def text_of(data: bytes) -> str:
    """The text of a code that does not say its character set: UTF-8, else GB 18030 (common in China), else Latin-1."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


@cache
def _zxing() -> Any:
    try:
        import zxingcpp
    except ImportError:
        return None
    return zxingcpp


@cache
def _pyzbar() -> Any:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # without libzbar0 it is one or the other, by platform
        return None
    return pyzbar


@cache
def _zxing_formats(symbologies: frozenset[Symbology]) -> Any:
    kinds = _zxing().BarcodeFormat
    named = {Symbology.QR: kinds.QRCodeModel2, Symbology.CODE_128: kinds.Code128, Symbology.CODE_39: kinds.Code39}
    return _zxing().BarcodeFormats([named[symbology] for symbology in symbologies])


def _by_zxing(grey: Grey, symbologies: frozenset[Symbology]) -> list[Code]:
    zxing = _zxing()
    if zxing is None or not symbologies:
        return []
    lum = zxing.ImageFormat.Lum
    view = zxing.ImageView(grey.buffer, grey.width, grey.height, lum, grey.stride, 1)
    found = zxing.read_barcodes(view, _zxing_formats(symbologies), text_mode=zxing.TextMode.Plain)
    return _each_once(Code(_zxing_text(zxing, code), _zxing_corners(code.position)) for code in found)


def _zxing_text(zxing: Any, code: Any) -> str:
    # Bytes of a code that names its character set (an ECI, or kanji mode) are in that set, and zxing-cpp knows it;
    # of one that does not, it guesses, and the guess does not know GB 18030.
    return str(code.text) if code.content_type == zxing.ContentType.Text else text_of(code.bytes)


def _zxing_corners(position: Any) -> tuple[tuple[int, int], ...]:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((int(corner.x), int(corner.y)) for corner in corners)


def _by_pyzbar(grey: Grey, symbologies: frozenset[Symbology]) -> list[Code]:
    pyzbar = _pyzbar()
    if pyzbar is None:
        return []
    kinds = pyzbar.ZBarSymbol
    named = {Symbology.QR: kinds.QRCODE, Symbology.CODE_128: kinds.CODE128, Symbology.CODE_39: kinds.CODE39}
    wanted = [named[symbology] for symbology in symbologies]
    found = pyzbar.decode((grey.packed(), grey.width, grey.height), symbols=wanted)
    # libzbar has already guessed a character set and gives UTF-8; bytes in GB 18030 come out as other characters.
    # Badges are digits, so this touches only odd cards, and only where zxing-cpp read nothing.
    return _each_once(
        Code(text_of(code.data), tuple((int(point.x), int(point.y)) for point in code.polygon)) for code in found
    )


def _each_once(codes: Any) -> list[Code]:
    """One code of each text: two of the same in one picture are one badge, seen twice."""
    return list({code.text: code for code in reversed(list(codes))}.values())[::-1]
