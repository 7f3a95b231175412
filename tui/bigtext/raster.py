"""Chinese texts as pictures of block characters, drawn with a font of this machine. Loaded late."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from tui.bigtext.blocks import blocks_of_pixels
from tui.bigtext.font import SIZE, chinese_font, has, pixels_of

_INK = 112
_IS_INK = bytes(value >= _INK for value in range(256))
_COLUMNS = 6
"""Columns of pixels that a row of strokes runs through to count."""


def can_draw() -> bool:
    """Load the font; False where this machine has no Chinese one."""
    return in_picture("签到", 8) is not None


@lru_cache(maxsize=1024)
def in_picture(text: str, rows: int) -> tuple[str, ...] | None:
    """`text` as `rows` lines of block characters; None where the font has not all of its characters, or where strokes of one
    would run together: a row of the terminal holds one stroke and the air below it."""
    font = chinese_font()
    if font is None or not all(has(font, character) for character in text):
        return None
    strokes = max((_strokes(character) for character in text), default=0)
    if strokes > rows:
        return None
    bold = 1 if 2 * rows >= 3 * strokes else 0
    image = Image.new("L", (max(1, round(font.getlength(text))), round(SIZE * 1.3)))
    ImageDraw.Draw(image).text((0, SIZE), text, font=font, fill=255, anchor="ls", stroke_width=bold)
    # Full-width signs fill their em square from a little below the base line; what lies outside is air.
    image = image.crop((0, round(SIZE * 0.08), image.width, round(SIZE * 1.12)))
    # A cell holds 2 × 2 pixels and is twice as high as wide.
    height = 2 * rows
    width = max(1, round(image.width * height / image.height)) * 2
    ink = image.resize((width, height), Image.Resampling.BOX).tobytes()
    return tuple(blocks_of_pixels(ink.translate(_IS_INK), width))


@lru_cache(maxsize=4096)
def _strokes(character: str) -> int:
    """How many strokes lie above each other in a character: 3 in 王, 6 in 签, 9 in 覆."""
    font = chinese_font()
    if font is None:
        return 0
    pixels, width = pixels_of(font, character)
    counts = sorted((b"\x00" + pixels[column::width]).count(b"\x00\xff") for column in range(width))
    return counts[-_COLUMNS] if width >= _COLUMNS else 0
