"""Which codes are looked for, what a read one is, and which decoders this machine has."""

from __future__ import annotations

import enum
from functools import cache
from typing import Any, NamedTuple

Corners = tuple[tuple[int, int], ...]
"""Corners (x, y) of a code in pixels of the picture, in order around it."""


class Symbology(enum.Enum):
    """A kind of code that may be looked for."""

    QR = "qr"
    CODE_128 = "code128"
    CODE_39 = "code39"


QR_ONLY = frozenset({Symbology.QR})
SCHOOL_CARDS = frozenset({Symbology.QR, Symbology.CODE_128, Symbology.CODE_39})


class Code(NamedTuple):
    """A code that was read: its text, and where it stands."""

    text: str
    corners: Corners


def available_decoders() -> list[str]:
    """The names of the decoders that this machine has, in the order of their use."""
    modules = (("zxing-cpp", zxing_module()), ("pyzbar", pyzbar_module()))
    return [name for name, module in modules if module is not None]


def text_of(data: bytes) -> str:
    """The text of a code that does not say its character set: UTF-8, else GB 18030 (common in China), else Latin-1."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


@cache
def zxing_module() -> Any:
    """The module of zxing-cpp, loaded when it is first asked for; None where it is not installed."""
    try:
        import zxingcpp
    except ImportError:
        return None
    return zxingcpp


@cache
def pyzbar_module() -> Any:
    """The module of pyzbar; None where it or libzbar is not installed."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # without libzbar0 it is one or the other, by platform
        return None
    return pyzbar
