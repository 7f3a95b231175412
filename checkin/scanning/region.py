"""A part of a grey picture, cut out and enlarged; places of codes in it are given in pixels of the whole picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.scanning.decoders import Code, Corners
from checkin.scanning.grey import Grey

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in pixels of the picture; `right` and `bottom` are the first pixels beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """The width of the region in pixels of the picture."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """The height of the region in pixels of the picture."""
        return self.bottom - self.top

    def cut(self, image: Image, factor: float) -> Image:
        """The region of `image`, enlarged `factor` times (1: as it is)."""
        part = image if self == whole(image) else image.crop((self.left, self.top, self.right, self.bottom))
        return enlarged(part, factor)

    def placed(self, codes: list[Code], factor: float) -> list[Code]:
        """Codes read in what `cut` gave, with their corners in the whole picture."""
        return [
            Code(
                code.text,
                tuple((self.left + round(x / factor), self.top + round(y / factor)) for x, y in code.corners),
            )
            for code in codes
        ]


def whole(image: Image) -> Region:
    """All of a picture."""
    return Region(0, 0, image.width, image.height)


def enlarged(image: Image, factor: float) -> Image:
    """The picture, `factor` times as wide and high (1: as it is)."""
    from PIL import Image

    if factor == 1:
        return image
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.BICUBIC)


def around(corners: Corners, image: Image, margin: float) -> Region:
    """The region around a code with `margin` of its size on each side, as far as the picture goes."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    pad = 4 + round(margin * max(max(xs) - min(xs), max(ys) - min(ys)))
    return Region(
        max(0, min(min(xs) - pad, image.width - 1)),
        max(0, min(min(ys) - pad, image.height - 1)),
        max(1, min(image.width, max(xs) + pad)),
        max(1, min(image.height, max(ys) + pad)),
    )


def grey_image(image: Image) -> Grey:
    """An image of mode `L` as the decoders take it."""
    return Grey(image.tobytes(), image.width, image.height, image.width)
