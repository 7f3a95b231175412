"""How long a stream has shown the same picture: an empty room need not be searched thirty times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BLOCK = 32
"""Pixels on each side of a block whose mean is compared; noise of the sensor is gone in it."""
CHANGED = 6
"""Levels of 256 by which a block must differ."""


class Stillness:
    """Counts the frames that look the same."""

    def __init__(self) -> None:
        self._before: Image | None = None
        self._frames = 0

    def see(self, image: Image) -> int:
        """How many frames before this one showed what this one shows; 0 where it is another picture."""
        from PIL import ImageChops

        now = image.reduce(BLOCK) if min(image.size) >= BLOCK else image.copy()
        before = self._before
        if before is None or before.size != now.size or _differ(ImageChops.difference(before, now)):
            # Compared with the frame that the picture began with: slow change must not go unseen.
            self._before, self._frames = now, 0
        else:
            self._frames += 1
        return self._frames


def _differ(difference: Image) -> bool:
    _, most = difference.getextrema()
    return isinstance(most, (int, float)) and most >= CHANGED
