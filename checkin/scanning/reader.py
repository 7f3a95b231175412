"""A still picture is read: every step in turn until one reads."""

from __future__ import annotations

from checkin.scanning.decoders import QR_ONLY, Code, Symbology, decode_grey
from checkin.scanning.grey import Grey


def read_picture(grey: Grey, symbologies: frozenset[Symbology] = QR_ONLY) -> list[Code]:
    """All codes in a picture, each once; empty where none reads or no decoder is installed."""
    return decode_grey(grey, symbologies)
