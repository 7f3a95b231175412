"""A stream of frames is read: the quick looks on every frame, the others in turn, so that no frame takes long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING

from checkin.scanning.decoders import QR_ONLY, Code, Corners, Symbology
from checkin.scanning.grey import Grey
from checkin.scanning.reader import bar_codes, first_look
from checkin.scanning.region import Region, whole
from checkin.scanning.retries import Retry, usable_retries
from checkin.scanning.stillness import Stillness

if TYPE_CHECKING:
    from PIL.Image import Image

WINDOW_PIXELS = 400_000
"""What a slow retry looks at in one frame (about 770 by 430): with it the slowest takes a third of a frame's time."""
_WINDOW_SHARE = 0.6
_PLACES = ((0.5, 0.5), (0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.5, 0.5), (1.0, 0.0), (0.5, 0.5), (0.0, 1.0))
"""The middle every other time: that is where badges are held."""
_QUICK = frozenset({Retry.GLOBAL, Retry.EQUALISED, Retry.SMOOTHED, Retry.THRESHOLD})


class StreamReader:
    """Reads the frames of one stream, in their order."""

    def __init__(self, symbologies: frozenset[Symbology] = QR_ONLY) -> None:
        self._symbologies = symbologies
        self._turns = _turns()
        self._stillness = Stillness()
        self._located: tuple[Corners, ...] = ()

    @property
    def located(self) -> tuple[Corners, ...]:
        """The corners of codes that were found in the last frame, but not read."""
        return self._located

    def read(self, grey: Grey) -> list[Code]:
        """The codes in the next frame, each once. A frame may show nothing though the next will read."""
        if grey.width < 1 or grey.height < 1:
            return []
        look = first_look(grey)
        self._located = look.located
        if look.codes:
            return look.codes
        if not look.located and (cards := bar_codes(grey, self._symbologies)):
            return cards
        return self._look_again(grey.image())

    def _look_again(self, image: Image) -> list[Code]:
        """One retry; none once all have had their turn at a picture that does not change."""
        if self._stillness.see(image) > len(Retry) * len(_PLACES):
            return []
        turn = next(self._turns, None)
        if turn is None:
            return []
        retry, place = turn
        codes = retry.read(image, whole(image) if retry in _QUICK else window(image, *place))
        if codes:
            self._located = ()
        return codes


def window(image: Image, across: float, down: float) -> Region:
    """A part of a large picture, at 0 to 1 of the way across and down; all of a small one."""
    if image.width * image.height <= WINDOW_PIXELS:
        return whole(image)
    width, height = round(image.width * _WINDOW_SHARE), round(image.height * _WINDOW_SHARE)
    left, top = round((image.width - width) * across), round((image.height - height) * down)
    return Region(left, top, left + width, top + height)


def _turns() -> Iterator[tuple[Retry, tuple[float, float]]]:
    retries = usable_retries()
    return ((retry, place) for place in cycle(_PLACES) for retry in retries) if retries else iter(())
