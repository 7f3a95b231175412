"""What keeps a camera from reading, found from the frames themselves: too dark, too bright, too far, too blurred."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from checkin.scanning.decoders import Corners

if TYPE_CHECKING:
    from checkin.scanning.grey import Grey

DARK_LEVEL = 60
"""Of 256. Where not one pixel in fifty is brighter, the white of a badge is lost in the sensor's noise."""
BRIGHT_LEVEL = 245
BRIGHT_SHARE = 0.5
"""Where half of the picture is white, a badge's modules are washed out."""
SMALL_SIDE = 60
"""Pixels. A badge of 21 modules reads from about 2.5 pixels a module; smaller ones are found, and not read."""
UNREAD_S = 0.5
"""A code that comes into the picture is unread for a few frames; after that the desk shows what is wrong."""
LASTS_S = 1.0
"""A word stays for so long, or it would flicker."""
_SHRINK = 16
_LOOK_EVERY_S = 0.2


class Visibility(enum.Enum):
    """What is wrong with the picture, if anything."""

    FINE = "fine"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    TOO_FAR = "too_far"
    TOO_BLURRED = "too_blurred"


class VisibilityWatch:
    """Looks at the frames of one stream in their order; times are in seconds."""

    def __init__(self) -> None:
        self._light = Visibility.FINE
        self._looked_s = float("-inf")
        self._unread_since_s: float | None = None
        self._told = Visibility.FINE
        self._told_s = float("-inf")

    def see(self, grey: Grey, time_s: float, any_read: bool, located: tuple[Corners, ...]) -> Visibility:
        """What to show at this frame; `located` are the codes that were found in it, but not read."""
        if not 0 <= time_s - self._looked_s < _LOOK_EVERY_S:
            self._looked_s = time_s
            self._light = light_of(grey)
        found = Visibility.FINE if any_read else self._unread(time_s, located)
        if found is Visibility.FINE and not any_read:
            found = self._light
        if any_read or found is not Visibility.FINE or not 0 <= time_s - self._told_s < LASTS_S:
            self._told, self._told_s = found, time_s
        return self._told

    def _unread(self, time_s: float, located: tuple[Corners, ...]) -> Visibility:
        if not located:
            self._unread_since_s = None
            return Visibility.FINE
        if self._unread_since_s is None or time_s < self._unread_since_s:
            self._unread_since_s = time_s
        if time_s - self._unread_since_s < UNREAD_S:
            return Visibility.FINE
        return Visibility.TOO_FAR if max(map(side_of, located)) < SMALL_SIDE else Visibility.TOO_BLURRED


def light_of(grey: Grey) -> Visibility:
    """Whether the picture is too dark, too bright, or neither."""
    image = grey.image()
    small = image.reduce(_SHRINK) if min(image.size) >= _SHRINK else image
    levels = small.histogram()
    pixels = small.width * small.height
    if sum(levels[DARK_LEVEL:]) * 50 < pixels:
        return Visibility.TOO_DARK
    if sum(levels[BRIGHT_LEVEL:]) > pixels * BRIGHT_SHARE:
        return Visibility.TOO_BRIGHT
    return Visibility.FINE


def side_of(corners: Corners) -> float:
    """The longest side of a code in pixels."""
    pairs = zip(corners, (*corners[1:], *corners[:1]), strict=True)
    return max((((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in pairs), default=0.0)
