"""A stream of frames is read: the quick steps on every frame."""

from __future__ import annotations

from checkin.scanning.decoders import QR_ONLY, Code, Symbology, decode_grey
from checkin.scanning.grey import Grey


class StreamReader:
    """One object for a stream of frames."""

    def __init__(self, symbologies: frozenset[Symbology] = QR_ONLY) -> None:
        self._symbologies = symbologies

    def read(self, grey: Grey) -> list[Code]:
        """The codes in the next frame, each once."""
        return decode_grey(grey, self._symbologies)
