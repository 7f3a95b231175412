"""A grey picture: the one form in which pictures and frames reach the decoders and the viewfinder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from PIL.Image import Image


@dataclass(frozen=True, slots=True, eq=False)
class Grey:
    """A grey picture: `buffer` holds `height` rows, each `stride` bytes apart, one byte a pixel.

    A row may be longer than `width` (video frames are padded); the bytes beyond `width`
    have no meaning. Nothing is copied.
    """

    buffer: ReadableBuffer
    width: int
    height: int
    stride: int

    def image(self) -> Image:
        """The same pixels as a Pillow image of mode `L`, sharing the buffer where Pillow can."""
        from PIL import Image

        size = (self.width, self.height)
        # Pillow takes any buffer, but its stubs know only bytes.
        return Image.frombuffer("L", size, cast(bytes, memoryview(self.buffer)), "raw", "L", self.stride, 1)

    def packed(self) -> bytes:
        """The pixels alone, row after row without padding."""
        flat = memoryview(self.buffer).cast("B")
        if self.stride == self.width:
            return bytes(flat[: self.width * self.height])
        starts = range(0, self.stride * self.height, self.stride)
        return b"".join(flat[start : start + self.width] for start in starts)


def grey_of(image: Image) -> Grey:
    """`image` in grey; transparent parts lie on white paper, as a person would see them."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        from PIL import Image

        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        image = Image.alpha_composite(paper, clear)
    if image.mode.startswith("I;16"):
        # Pillow clips 16-bit grey at 255 instead of scaling it.
        image = image.convert("I").point(lambda level: level / 256)
    width, height = image.size
    return Grey(image.convert("L").tobytes(), width, height, width)
